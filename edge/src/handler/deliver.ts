import { byteLength, type Stitched } from '@tessera/esi-fragments';
import type { Entry } from './cache/entry.js';
import { ageOf } from './cache/freshness.js';
import { headersOfNotModified, notModified } from './conditional.js';
import { type CacheState, type EdgeAnswer, type EdgeRequest, isStream } from './exchange.js';

/** An answer to be given to the visitor, as far as the method and their own copy don't make it shorter. */
export type Deliverable = {
  status: number;
  /** Already without what visitors must not see. */
  headers: Headers;
  body: Stitched | null;
  state: CacheState;
  /** Made for one visitor: nobody else is going to get this answer. */
  stitched: boolean;
};

/** Statuses whose answers have no body, whatever an origin sends. */
const BODYLESS = new Set([101, 204, 205, 304]);

export function deliver(request: EdgeRequest, { status, headers, body, state }: Deliverable): EdgeAnswer {
  headers.set('x-tessera-cache', state);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && status === 200 && notModified(request.headers, headers)) {
    discardBody(body);
    return { status: 304, headers: headersOfNotModified(headers), body: null };
  }
  if (BODYLESS.has(status)) {
    discardBody(body);
    headers.delete('content-length');
    return { status, headers, body: null };
  }
  if (body && !isStream(body)) headers.set('content-length', String(byteLength(body)));
  if (request.method === 'HEAD') {
    discardBody(body);
    return { status, headers, body: null };
  }
  return { status, headers, body };
}

/** `Age` in whole seconds, as RFC 9111 wants it on what comes from a store. */
export function setAge(headers: Headers, entry: Entry, now: number): void {
  headers.set('age', String(Math.floor(ageOf(entry.freshness, now) / 1000)));
}

function discardBody(body: Stitched | null): void {
  // The stream may have failed meanwhile; nobody is going to read it anyway.
  if (body && isStream(body)) body.cancel().catch(() => {});
}
