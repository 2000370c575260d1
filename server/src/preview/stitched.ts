import {
  asksForEsi,
  concat,
  type IncludeAnswer,
  type IncludeFetch,
  parse,
  readUpTo,
  requestVariables,
  stitch,
} from '@tessera/esi-fragments';
import { KEY } from '@tessera/model';
import type { CompiledCatalog } from '../catalog/compiled-catalog.js';
import { decide } from '../decide/decide.js';
import type { Visitor } from '../engine/visitor.js';
import type { Site, SiteAnswer } from './site.js';

/** As whom, by which catalog and when slots are decided. */
export interface Deciding {
  readonly compiled: CompiledCatalog;
  readonly visitor: Visitor;
  readonly at: number;
  readonly leftOut: ReadonlySet<string>;
  readonly locale: string | null;
}

const SLOT = /^\/tessera\/(?:slots\/([^/]+)|fragments\/([^/]+)\/[^/]+)$/;
const TAG_BYTES = 16 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;

/** The page as an edge would put it together for the visitor; as it is, if it does not ask for that. */
export async function stitched(
  { headers, body }: SiteAnswer,
  address: URL,
  site: Site,
  deciding: Deciding,
): Promise<Uint8Array> {
  if (!asksForEsi(headers)) return body;
  const fetch: IncludeFetch = (ask) => {
    const [, slot, ofFragment] = SLOT.exec(ask.url.pathname) ?? [];
    const key = slot ?? ofFragment;
    return key === undefined ? site.include(ask) : fragmentOf(key, ask.url.searchParams, deciding);
  };
  const parts = stitch(parse(body, TAG_BYTES), {
    url: address,
    fetch,
    // Named, because the site may well be on a private network.
    allowedOrigins: [site.origin],
    variables: requestVariables({ url: address, headers: new Headers() }),
  });
  if (!(parts instanceof ReadableStream)) return concat(parts);
  const bytes = await readUpTo(parts, MOST_BYTES);
  if (!bytes) throw new RangeError(`the stitched page is larger than ${MOST_BYTES} bytes`);
  return bytes;
}

/** Whatever variant an address names, a preview shows the one that is decided. */
function fragmentOf(key: string, query: URLSearchParams, deciding: Deciding): IncludeAnswer {
  const { compiled, visitor, at, leftOut, locale } = deciding;
  const slot = KEY.test(key) ? compiled.slots.get(key) : undefined;
  if (!slot) return { status: 404, headers: new Headers(), body: new Uint8Array() };
  const asked = new URLSearchParams(query);
  if (locale !== null) asked.set('locale', locale);
  const { variant } = decide(slot, visitor, compiled.engine, at, leftOut);
  const { bytes } = compiled.fragments.html(slot.slot, variant, asked, visitor.traits);
  return { status: 200, headers: new Headers({ 'Content-Type': 'text/html; charset=utf-8' }), body: bytes };
}
