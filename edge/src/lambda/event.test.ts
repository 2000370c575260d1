import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestOf } from './event.js';
import { createHandler } from './index.js';

/** As in AWS's description of function URLs: payload format 2.0. */
function event(over: Partial<APIGatewayProxyEventV2> = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/my/path',
    rawQueryString: 'parameter1=value1&parameter1=value2&b=%20',
    cookies: ['cookie1=1', 'tsr_hero=Xk31bbGq0pLa'],
    headers: {
      host: 'abc.lambda-url.eu-west-1.on.aws',
      'x-forwarded-host': 'shop.example',
      'cloudfront-viewer-address': '2001:db8::7:51234',
      'cloudfront-viewer-country': 'AT',
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abc',
      domainName: 'abc.lambda-url.eu-west-1.on.aws',
      domainPrefix: 'abc',
      http: {
        method: 'POST',
        path: '/my/path',
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.9',
        userAgent: 'x',
      },
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1583348638390,
    },
    body: Buffer.from('{"é":1}').toString('base64'),
    isBase64Encoded: true,
    ...over,
  };
}

it('an event becomes a request', async () => {
  const request = requestOf(event(), 'nobody');
  expect(request).toMatchObject({
    method: 'POST',
    url: 'https://abc.lambda-url.eu-west-1.on.aws/my/path?parameter1=value1&parameter1=value2&b=%20',
    clientAddress: '203.0.113.9',
    geo: {},
  });
  expect(request?.headers.get('cookie')).toBe('cookie1=1; tsr_hero=Xk31bbGq0pLa');
  expect(await new Response(request?.body).text()).toBe('{"é":1}');
});

it('CloudFront is believed only where it is trusted', () => {
  expect(requestOf(event(), 'cloudfront')).toMatchObject({
    url: 'https://shop.example/my/path?parameter1=value1&parameter1=value2&b=%20',
    clientAddress: '2001:db8::7',
    geo: { country: 'AT' },
  });
});

it.each([
  ['no host', { headers: {} }],
  ['a host that is none', { headers: { host: 'a b' } }],
  ['no path', { rawPath: 'x' }],
  ['a header that can’t be one', { headers: { host: 'a.example', 'b\nc': 'd' } }],
])('nothing becomes of an event with %s', (_, over) => {
  expect(requestOf(event(over), 'nobody')).toBeUndefined();
});

it('wrong settings end the start of the function and say why', () => {
  const aws = { HttpResponseStream: { from: () => process.stdout } };
  const create = (settings: Record<string, string>) => () => createHandler(aws, settings);
  expect(create({})).toThrow(/^TESSERA_ORIGIN is missing; allowed: an address/);
  expect(create({ TESSERA_ORIGIN: 'https://a.example', TESSERA_TRUST: 'all' })).toThrow(
    'TESSERA_TRUST is "all"; allowed: cloudfront, or nothing',
  );
});
