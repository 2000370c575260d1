import { namesEsi } from '@tessera/esi-fragments';

/** Of one connection only (RFC 9110, 7.6.1); never forwarded. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/**
 * Request headers by which a visitor could pretend to be a proxy, another visitor or part of Tessera. The
 * edge is the first that may say such things.
 */
const SPOOFABLE =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-original-.*|x-rewrite-url|x-http-method.*|surrogate-.*|tessera-.*|x-tessera-.*|xkey.*|cdn-.*)$/;

/** What an origin tells the edge and nobody else. */
const INTERNAL = [
  'xkey',
  'surrogate-key',
  'cache-tag',
  'edge-cache-tag',
  'cdn-cache-control',
  'tessera-delivery',
  'tessera-depends',
];

/** Encodings that fetch takes off a body while it leaves their name in the headers. */
const DECODED_BY_FETCH =
  /^\s*(?:(?:x-)?gzip|deflate|br|zstd)(?:\s*,\s*(?:(?:x-)?gzip|deflate|br|zstd))*\s*$/i;

function dropHopByHop(headers: Headers): void {
  const named = headers.get('connection')?.toLowerCase().split(',') ?? [];
  for (const name of named) if (/^\s*[\w!#$%&'*+.^`|~-]+\s*$/.test(name)) headers.delete(name.trim());
  for (const name of HOP_BY_HOP) headers.delete(name);
}

/** A visitor's headers as they may be passed on, without cookies, authorization or length. */
export function passableHeaders(from: Headers): Headers {
  const headers = new Headers(from);
  dropHopByHop(headers);
  from.forEach((_, name) => {
    if (SPOOFABLE.test(name)) headers.delete(name);
  });
  for (const name of ['cookie', 'authorization', 'content-length', 'range', 'if-range']) headers.delete(name);
  return headers;
}

/** An origin's headers as they are kept: those of the connection and of the encoding are gone. */
export function receivedHeaders(from: Headers): Headers {
  const headers = new Headers(from);
  dropHopByHop(headers);
  if (DECODED_BY_FETCH.test(headers.get('content-encoding') ?? '')) {
    headers.delete('content-encoding');
    headers.delete('content-length');
  }
  return headers;
}

/**
 * An origin's headers as a visitor may see them. `Surrogate-Control` stays only where it asks for something
 * this edge does not do: it is then meant for somebody further on (Edge Architecture note, 3.1).
 */
export function visibleHeaders(from: Headers, origins: readonly URL[]): Headers {
  const headers = new Headers(from);
  for (const name of INTERNAL) headers.delete(name);
  const control = headers.get('surrogate-control') ?? '';
  const content = /content\s*=\s*"[^"]*"/i.exec(control)?.[0];
  headers.delete('surrogate-control');
  if (content && !namesEsi(control)) headers.set('surrogate-control', content);
  const location = headers.get('location');
  if (location !== null) headers.set('location', visibleLocation(location, origins));
  return headers;
}

/** A redirect to an origin's own address would lead around the edge. */
function visibleLocation(location: string, origins: readonly URL[]): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  return origins.some(({ origin }) => origin === url.origin)
    ? `${url.pathname}${url.search}${url.hash}`
    : location;
}
