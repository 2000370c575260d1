import {
  chain,
  type IncludeAnswer,
  type MaybePromise,
  readUpTo,
  type SkipReason,
} from '@tessera/esi-fragments';
import { DEFAULT_VARIANT, REQUEST_FIELDS, type TellingRequest } from '@tessera/model';
import { LRUCache } from 'lru-cache';
import type { Served, Shared, SharedAsk } from './cache/shared.js';
import { contextQuery, dependsOn, joinedQuery } from './cold-start.js';
import { decidedVariant, hasVisitorId, tesseraCookies } from './cookies.js';
import { loopMark, type Source, sharedAsk } from './origins.js';
import { fragmentPath } from './route.js';
import type { Received } from './upstream.js';

/** How long a slot is known to be personal, in ms; until any purge at the most. */
const PERSONAL_MS = 60_000;

const NO_HEADERS = new Headers();

type Background = SharedAsk['background'];

export type SlotAsk = {
  slot: string;
  query: string;
  /** The visitor's headers. */
  visitor: Headers;
  /** What the request tells, for a visitor without a decision cookie. */
  request: TellingRequest;
};

/** Fills slots: by variant from the shared store, or, for personal slots, for one visitor alone. */
export class Fragments {
  /** Personal slots: their fragment is asked for at once instead of after the server's hint. */
  readonly #personal = new LRUCache<string, true>({ max: 1000, ttl: PERSONAL_MS });

  constructor(
    private readonly source: Source,
    private readonly shared: Shared,
  ) {}

  forgetPersonal(): void {
    this.#personal.clear();
  }

  /** A fragment or file of the fragment server that is the same for everybody. */
  file(target: string, background: Background): MaybePromise<Served> {
    return this.shared.serve(sharedAsk(this.source, target, NO_HEADERS, background));
  }

  /** The fragment for the visitor whose headers are given. */
  slot(ask: SlotAsk, background: Background): MaybePromise<Served> {
    if (this.#personal.has(ask.slot)) return this.#ofVisitor(ask);
    const decided = decidedVariant(ask.visitor, ask.slot);
    const path = fragmentPath(ask.slot, decided ?? DEFAULT_VARIANT);
    return chain(this.file(path + ask.query, background), (served): MaybePromise<Served> => {
      if ('failed' in served) return served;
      const { headers } = 'entry' in served ? served.entry : served.live;
      if (headers.get('tessera-delivery') === 'personal') {
        unused(served);
        this.#personal.set(ask.slot, true);
        return this.#ofVisitor(ask);
      }
      const context = decided === undefined ? contextQuery(ask.request, dependsOn(headers)) : '';
      if (context === '') return served;
      unused(served);
      return this.file(path + joinedQuery(ask.query, context), background);
    });
  }

  async #ofVisitor({ slot, query: asked, visitor, request }: SlotAsk): Promise<Served> {
    // Of who has an id the server knows more than their request tells.
    const context = hasVisitorId(visitor) ? '' : contextQuery(request, REQUEST_FIELDS);
    const query = joinedQuery(asked, context);
    const headers = new Headers({ 'accept-encoding': 'identity', 'cdn-loop': loopMark() });
    const cookies = tesseraCookies(visitor);
    if (cookies) headers.set('cookie', cookies);
    const target = `/tessera/slots/${slot}${query}`;
    const outcome = await this.source.upstream.ask({ method: 'GET', target, headers });
    if (!outcome.ok) return { failed: outcome.status === 504 ? 504 : 502 };
    return { state: 'PASS', live: outcome };
  }
}

/** What is on its way is kept all the same. */
function unused(served: Exclude<Served, { failed: unknown }>): void {
  if ('live' in served) served.live.body?.cancel().catch(() => {});
}

/** An answer as an include: complete, within `maxBytes`. */
export function asInclude(
  served: Served,
  maxBytes: number,
): MaybePromise<IncludeAnswer | { failed: SkipReason }> {
  if ('failed' in served) return { failed: served.failed === 504 ? 'timeout' : 'unreachable' };
  return 'entry' in served ? served.entry : complete(served.live, maxBytes);
}

async function complete(
  { status, headers, body }: Received,
  maxBytes: number,
): Promise<IncludeAnswer | { failed: SkipReason }> {
  const bytes = await readUpTo(body, maxBytes);
  return bytes ? { status, headers, body: bytes } : { failed: 'too-large' };
}
