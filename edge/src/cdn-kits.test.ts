import fc from 'fast-check';
import { type Fields, run } from '../cloudfront/testing/viewer-request.js';
import { ourVcl, Passage } from '../fastly/testing/service.js';
import { routeOf } from './handler/route.js';

// The kits for CDNs that can't run here answer the same question as our edge: where does a request go?

const OFFER = 'Xk31bbGq0pLa';
const vcl = ourVcl();

type Way = 'refused' | 'passed' | 'page' | `kept ${string}`;

function edgeWay(address: string, method: string): Way {
  const route = routeOf(new URL(`https://shop.example${address}`), method, true);
  if (route.kind === 'refused') return 'refused';
  if (route.kind === 'visitor') return 'passed';
  if (route.kind === 'page') return 'page';
  if (route.kind === 'asset') return `kept ${route.path}`;
  if (route.kind === 'fragment') return `kept ${route.path}${route.query}`;
  return `kept /tessera/fragments/${route.slot}/${OFFER}${route.query}`;
}

const decided = (path: string) => {
  const slot = /^\/tessera\/slots\/(\w+)/.exec(path)?.[1];
  return slot === undefined ? {} : { [`tsr_${slot}`]: OFFER };
};

function fastlyWay(address: string, method: string): Way {
  const cookies = Object.entries(decided(address)).map(([name, value]) => `${name}=${value}`);
  const headers: Record<string, string> = cookies.length > 0 ? { cookie: cookies.join('; ') } : {};
  const { received, url } = new Passage(vcl, { url: address, method, headers });
  if (received.kind === 'error') return 'refused';
  if (/^\/(tessera|collect)\/|^\/api\/personalize(\?|$)/.test(address)) {
    return received.kind === 'return' && received.name === 'lookup' ? `kept ${url}` : 'passed';
  }
  return 'page';
}

function cloudFrontWay(address: string, method: string): Way {
  const [path = '', query = ''] = address.split('?');
  const querystring: Fields = {};
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=');
    const before = querystring[name];
    const multiValue = [...(before?.multiValue ?? (before ? [{ value: before.value }] : [])), { value }];
    querystring[name] = multiValue.length > 1 ? { value, multiValue } : { value };
  }
  const result = run(path, { method, querystring, cookies: decided(path) });
  if (result.statusCode === 404) return 'refused';
  if (!/^\/(tessera|collect)\/|^\/api\/personalize$/.test(path)) return 'page';
  const kept = /^\/tessera\/(fragments\/|.*\.(js|css|map)$)/.test(result.uri) && method !== 'POST';
  const pairs = Object.entries(result.querystring).map(([name, { value }]) => `${name}=${value}`);
  return kept ? `kept ${result.uri}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}` : 'passed';
}

const kits = [
  ['Fastly', fastlyWay],
  ['CloudFront', cloudFrontWay],
] as const;

const addresses = [
  '/',
  '/c/laptops?x=1',
  '/administrators',
  '/tesseract',
  '/api/personalized',
  '/tessera/slots/home_hero',
  '/tessera/slots/home_hero?locale=en&b=2&a=1&utm=x%20y&Bad=1&empty=&x&a=7',
  '/tessera/slots/Home',
  `/tessera/fragments/a/${OFFER}?locale=en`,
  '/tessera/fragments/a/made-up?locale=en&_=123.456',
  '/tessera/fragments/a/default?context.device.type=tablet',
  '/tessera/fragments/Bad/default',
  '/tessera/fragments.css?v=2',
  '/tessera/directives/lite-media.css',
  '/tessera/segments',
  '/api/personalize',
  '/collect/segment/v1/track',
  '/admin',
  '/Admin/status?x',
  '/%61dmin/status',
  '//metrics',
  '/readyz/',
];

describe.each(kits)('%s sends a request where our edge does:', (_, way) => {
  it.each(addresses)('%s', (address) => expect(way(address, 'GET')).toBe(edgeWay(address, 'GET')));

  it.each(['/tessera/beacon', '/tessera/slots/a', '/admin', '/cart'])('POST %s', (address) =>
    expect(way(address, 'POST')).toBe(edgeWay(address, 'POST')),
  );

  it('whatever the query', () => {
    const name = fc.constantFrom('locale', 'category', 'a', 'b_2', 'Bad', 'utm', '_', 'context.locale');
    const value = fc.constantFrom('en', '1', 'x-1', 'Y_', '', '<', 'a%20b', 'x'.repeat(41));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
        const query = pairs.map((pair) => pair.join('=')).join('&');
        const address = `/tessera/fragments/hero/${OFFER}?${query}`;
        expect(way(address, 'GET')).toBe(edgeWay(address, 'GET'));
      }),
    );
  });

  it('a cookie that is no variant’s key never gets into an address', () => {
    const forged = ['../admin', 'default', '%2e%2e', 'Xk31bbGq0pL/', 'Xk31bbGq0pLa1', '', 'a b'];
    for (const value of forged) {
      const fastly = new Passage(vcl, { url: '/tessera/slots/a', headers: { cookie: `tsr_a=${value}` } }).url;
      const cloudFront = run('/tessera/slots/a', { cookies: { tsr_a: value } }).uri;
      expect([value, fastly, cloudFront]).toEqual([
        value,
        '/tessera/fragments/a/default',
        '/tessera/slots/a',
      ]);
    }
  });
});
