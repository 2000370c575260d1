import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { EdgeContext, EdgeRequest } from '../handler/exchange.js';

/** `cloudfront`: nobody else can call the function, so what it says of the visitor is believed. */
export type Trust = 'nobody' | 'cloudfront';

export type LambdaRequest = EdgeRequest & Required<Pick<EdgeContext, 'clientAddress' | 'geo'>>;

const HOST = /^[\w.-]+(?::\d{1,5})?$/;

/** A function URL's event (payload version 2.0) as the handler wants it; undefined for one that can't be read. */
export function requestOf(event: APIGatewayProxyEventV2, trust: Trust): LambdaRequest | undefined {
  const { rawPath, rawQueryString, requestContext } = event;
  const trusted = trust === 'cloudfront';
  const host = (trusted && event.headers['x-forwarded-host']) || event.headers.host;
  if (!host || !HOST.test(host) || !rawPath.startsWith('/')) return undefined;
  const url = `https://${host}${rawPath}${rawQueryString ? `?${rawQueryString}` : ''}`;
  const headers = headersOf(event);
  if (!URL.canParse(url) || !headers) return undefined;
  const viewer = trusted ? event.headers['cloudfront-viewer-address'] : undefined;
  return {
    method: requestContext.http.method,
    url,
    headers,
    body: bodyOf(event),
    // `203.0.113.7:51234`, also for IPv6.
    clientAddress: viewer?.replace(/:\d+$/, '') ?? requestContext.http.sourceIp,
    geo: trusted
      ? {
          country: event.headers['cloudfront-viewer-country'],
          region: event.headers['cloudfront-viewer-country-region'],
        }
      : {},
  };
}

function headersOf(event: APIGatewayProxyEventV2): Headers | undefined {
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(event.headers)) {
      if (value !== undefined) headers.append(name, value);
    }
    // In this form of events cookies stand apart.
    if (event.cookies?.length) headers.set('cookie', event.cookies.join('; '));
    return headers;
  } catch {
    return undefined;
  }
}

function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): ReadableStream<Uint8Array> | null {
  if (body === undefined || body === '') return null;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return new Blob([bytes]).stream();
}
