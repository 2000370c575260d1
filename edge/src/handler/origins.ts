import type { SharedAsk } from './cache/shared.js';
import type { Store } from './cache/store.js';
import { shopCookies, tesseraCookies } from './cookies.js';
import type { EdgeContext, EdgeRequest } from './exchange.js';
import { passableHeaders } from './headers.js';
import { instanceName } from './instance.js';
import type { Upstream, UpstreamAsk } from './upstream.js';

/** Longer values of headers that pages may depend on are left out. */
const MAX_SHARED_VALUE = 512;

/** The edge's name towards origins, in `Surrogate-Capability` and `CDN-Loop` (RFC 8586). */
export const EDGE_NAME = 'tessera';
export const loopMark = (): string => `${EDGE_NAME}-${instanceName()}`;

/** One origin with the store for what comes from it. */
export type Source = { upstream: Upstream; store: Store };

/** A request for something that is the same for everybody who agrees in `headers`. */
export function sharedAsk(
  { upstream, store }: Source,
  target: string,
  shared: Headers,
  background: SharedAsk['background'],
): SharedAsk {
  const headers = new Headers(shared);
  headers.set('accept-encoding', 'identity');
  headers.set('cdn-loop', loopMark());
  return { upstream, store, target, headers, background };
}

/** What a page may depend on: the allowed headers of the visitor's request, and that we stitch. */
export function pageHeaders(request: Headers, allowed: readonly string[], capability: string): Headers {
  const headers = new Headers({ 'surrogate-capability': capability });
  for (const name of allowed) {
    const value = request.get(name);
    if (value !== null && value.length <= MAX_SHARED_VALUE) headers.set(name, value);
  }
  return headers;
}

/** What is told of the visitor where the answer is for nobody else. */
function visitorHeaders(
  { url, headers: from }: EdgeRequest,
  { clientAddress }: EdgeContext,
  sendsHost: boolean,
): Headers {
  const { host, protocol } = new URL(url);
  const headers = passableHeaders(from);
  if (sendsHost) headers.set('host', host);
  else headers.delete('host');
  headers.set('x-forwarded-host', host);
  headers.set('x-forwarded-proto', protocol.slice(0, -1));
  if (clientAddress) headers.set('x-forwarded-for', clientAddress);
  headers.set('accept-encoding', 'identity');
  headers.set('cdn-loop', loopMark());
  return headers;
}

/** To the fragment server: with Tessera's cookies and no others. */
export function visitorAsk(
  request: EdgeRequest,
  context: EdgeContext,
  target: string,
  sendsHost: boolean,
): UpstreamAsk {
  const headers = visitorHeaders(request, context, sendsHost);
  const cookies = tesseraCookies(request.headers);
  if (cookies) headers.set('cookie', cookies);
  // Some tags' own APIs carry a write key here. The fragment server's operators' token never comes this way:
  // their addresses are not passed through.
  const authorization = request.headers.get('authorization');
  if (authorization !== null) headers.set('authorization', authorization);
  return { method: request.method, target, headers, body: request.body, ...signalOf(request) };
}

/** To the page's origin: without cookies, except where the shop's own are explicitly wanted. */
export function pageAsk(
  request: EdgeRequest,
  context: EdgeContext,
  target: string,
  { capability, withCookies, sendsHost }: { capability: string; withCookies: boolean; sendsHost: boolean },
): UpstreamAsk {
  const headers = visitorHeaders(request, context, sendsHost);
  headers.set('surrogate-capability', capability);
  // The page may be one to be stitched: that it has not changed says nothing of its fragments.
  for (const name of ['if-none-match', 'if-modified-since']) headers.delete(name);
  if (withCookies) {
    const cookies = shopCookies(request.headers);
    if (cookies) headers.set('cookie', cookies);
    const authorization = request.headers.get('authorization');
    if (authorization !== null) headers.set('authorization', authorization);
  }
  return { method: request.method, target, headers, body: request.body, ...signalOf(request) };
}

const signalOf = ({ signal }: EdgeRequest): { signal?: AbortSignal } => (signal ? { signal } : {});

/**
 * Our `Surrogate-Capability`, behind that of a surrogate in front of us. Only an edge that stands for nothing
 * but the origin believes the latter: with fragments, the first edge is ours.
 */
export function capabilityOf(request: Headers, believed: boolean): string {
  const own = `${EDGE_NAME}="ESI/1.0"`;
  const given = believed ? (request.get('surrogate-capability') ?? '') : '';
  return /^[\w.-]+="[\w./ ]{1,64}"$/.test(given) ? `${given}, ${own}` : own;
}
