import {
  asksForEsi,
  DEFAULT_LIMITS,
  type Node,
  parse,
  type StitchOptions,
  stitch,
  stitchStream,
} from '@tessera/esi-fragments';
import type { Entry } from './cache/entry.js';
import type { Served } from './cache/shared.js';
import { type Deliverable, setAge } from './deliver.js';
import { etagOfStitched } from './etag.js';
import { type CacheState, isStream } from './exchange.js';
import { visibleHeaders } from './headers.js';
import type { Received } from './upstream.js';

export type Stitching = {
  options: StitchOptions;
  origins: readonly URL[];
  now: number;
};

/** A stored page is parsed once for all visitors; kept by its body, which outlives a refresh by 304. */
const documents = new WeakMap<Uint8Array, Node[]>();

function documentOf({ body }: Entry, tagBytes: number): Node[] {
  let nodes = documents.get(body);
  if (!nodes) {
    nodes = parse(body, tagBytes);
    documents.set(body, nodes);
  }
  return nodes;
}

/** What came from a store or an origin as the visitor gets it: stitched, if it asks for that. */
export function pageOf(served: Exclude<Served, { failed: unknown }>, stitching: Stitching): Deliverable {
  return 'entry' in served
    ? storedPage(served.entry, served.state, stitching)
    : comingPage(served.live, served.state, stitching);
}

function storedPage(entry: Entry, state: CacheState, { options, origins, now }: Stitching): Deliverable {
  const headers = visibleHeaders(entry.headers, origins);
  setAge(headers, entry, now);
  const { status, body } = entry;
  if (!entry.esi) return { status, headers, body: [body], state, stitched: false };
  const tagBytes = options.limits?.tagBytes ?? DEFAULT_LIMITS.tagBytes;
  const stitched = stitch(documentOf(entry, tagBytes), options);
  makePersonal(headers);
  const etag = isStream(stitched) ? undefined : etagOfStitched(entry, stitched);
  if (etag !== undefined && status === 200) headers.set('etag', etag);
  return { status, headers, body: stitched, state, stitched: true };
}

function comingPage(live: Received, state: CacheState, { options, origins }: Stitching): Deliverable {
  const headers = visibleHeaders(live.headers, origins);
  const { status, body } = live;
  if (!body || !asksForEsi(live.headers)) return { status, headers, body, state, stitched: false };
  makePersonal(headers);
  return { status, headers, body: stitchStream(body, options), state, stitched: true };
}

/**
 * A stitched page is one visitor's: nobody else may keep it, and the visitor's browser asks again, because
 * the next decision may be another. What describes the page before stitching goes.
 */
function makePersonal(headers: Headers): void {
  for (const name of ['etag', 'last-modified', 'content-length', 'content-md5', 'accept-ranges', 'expires']) {
    headers.delete(name);
  }
  const noStore = /(?:^|[\s,])no-store(?:[\s,]|$)/i.test(headers.get('cache-control') ?? '');
  headers.set('cache-control', noStore ? 'private, no-store' : 'private, max-age=0');
}
