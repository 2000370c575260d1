import { type Context, FALLBACK_VARIANT, type Json, type TesseraEvent } from '@tessera/model';
import type { CompiledCatalog } from '../../../server/src/catalog/compiled-catalog.js';
import { toldBy } from '../../../server/src/decide/unknown-decisions.js';
import { Personaliser } from '../../../server/src/personaliser.js';
import { memoryStore } from '../../../server/src/profiles/memory-store.js';
import { seeded } from '../../../server/src/testing/random.js';
import type { View } from './views.js';

const HOUR_MS = 3_600_000;
/** As long as the server lets a decision cookie live. */
const LONGEST_DECISION_MS = 24 * HOUR_MS;
/** How long ago those who are known were here last. */
const AWAY_MS = 48 * HOUR_MS;

interface Cookie {
  readonly variant: string;
  readonly until: number;
}

/**
 * Everybody's browsers and what their beacons bring about: events are folded and slots decided by the server's own
 * engine, but without the way over HTTP, and decision cookies are set as `collect/beacon-handler.ts` sets them.
 */
export class Shoppers {
  readonly #personaliser: Personaliser;
  readonly #cookies = new Map<number, Map<string, Cookie>>();
  readonly #random = seeded(7);

  constructor(private readonly clock: () => number) {
    const keeping = { mostVisitors: 1e7, retentionMs: 30 * 24 * HOUR_MS, audienceFrom: 100 };
    this.#personaliser = new Personaliser(memoryStore(), keeping, clock);
  }

  swap(compiled: CompiledCatalog): Promise<void> {
    return this.#personaliser.swap(compiled);
  }

  /** What a browser sends with a page. */
  headers({ visitor, person }: View): Headers {
    const names = [`tessera_id=${idOf(visitor)}`];
    for (const [slot, { variant, until }] of this.#cookies.get(visitor) ?? [])
      if (this.clock() < until) names.push(`tsr_${slot}=${variant}`);
    const headers = new Headers({ cookie: names.join('; ') });
    if (person.saver) headers.set('save-data', 'on');
    return headers;
  }

  /** The variant that must be shown: the cookie's, or what somebody unknown is decided; null for the fallback. */
  shown(view: View, slot: string): string | null {
    const cookie = this.#cookies.get(view.visitor)?.get(slot);
    if (cookie && this.clock() < cookie.until)
      return cookie.variant === FALLBACK_VARIANT ? null : cookie.variant;
    return this.#personaliser.decideUnknown(slot, toldBy(requestContext(view)))?.variant ?? null;
  }

  /** The beacon at a page's beginning; gives the addresses of fragments that the tag fetches for the open page. */
  begins(view: View): string[] {
    return this.#tell(view, [['page_view', {}]]);
  }

  /** The beacon at its end. */
  ends(view: View): string[] {
    const { page, stays, person } = view;
    const { thrifty, slow } = person;
    const random = this.#random;
    const depth = Math.round(100 * Math.min(1, random() * 0.6 + stays / 120_000));
    const done: [string, Record<string, Json>][] = [
      ['dwell', { ms: Math.round(stays) }],
      ['scroll', { depth, velocity: 300, half_ms: slow ? 25_000 : 4_000 }],
    ];
    const isProduct = page.type === 'product';
    if (isProduct && random() < (thrifty ? 0.6 : 0.1))
      done.push(['focus', { element: 'price', ms: 400 + random() * 1_600 }]);
    if (isProduct && random() < 0.3) done.push(['focus', { element: 'specs', ms: 400 + random() * 4_000 }]);
    if (isProduct && random() < 0.06) {
      const value = 40 + Math.round(random() * 1_200);
      done.push(['cart_add', { value }], ['cart', { value }]);
    }
    if (page.type === 'cart' && random() < 0.15) done.push(['purchase', { value: 200 }]);
    return this.#tell(view, done);
  }

  #tell(view: View, done: readonly [type: string, props: Record<string, Json>][]): string[] {
    const now = this.clock();
    const { path, type, category, slots } = view.page;
    const page = { path, type, ...(category === undefined ? {} : { category }) };
    const events = done.map(([type, props]): TesseraEvent => ({ id: null, type, time: now, page, props }));
    const { visitors, current } = this.#personaliser;
    const id = idOf(view.visitor);
    if (view.person.known && !visitors.find(id, now)) {
      const time = now - AWAY_MS;
      visitors.take(id, [{ id: null, type: 'visit', time, page: {}, props: {} }], null, time);
    }
    visitors.take(id, events, { ...requestContext(view), ...browserContext(view) }, now);
    const known = this.#personaliser.find(id);
    if (!known) throw new Error(`${id} is not known after its beacon`);
    const cookies = this.#cookies.get(view.visitor) ?? new Map<string, Cookie>();
    const fetched: string[] = [];
    for (const slot of current.slots.keys()) {
      const decision = this.#personaliser.decide(known, slot, now);
      if (!decision) continue;
      const byName =
        decision.variant === null && this.#personaliser.mayShowAnother(slot, toldBy(known.context));
      const wanted = byName ? FALLBACK_VARIANT : decision.variant;
      const given = cookies.get(slot);
      const changed = (given && now < given.until ? given.variant : null) !== wanted;
      const ms = Math.min(LONGEST_DECISION_MS, Math.floor((decision.until - now) / 1_000) * 1_000);
      if (wanted !== null && ms > 0) cookies.set(slot, { variant: wanted, until: now + ms });
      else cookies.delete(slot);
      const query = slots.get(slot);
      if (changed && query !== undefined)
        fetched.push(`/tessera/fragments/${slot}/${this.#personaliser.nameOf(decision)}${query}`);
    }
    this.#cookies.set(view.visitor, cookies);
    return fetched;
  }
}

const idOf = (visitor: number): string => `${visitor}`.padStart(21, 'v');

/** What the request for a page tells. */
const requestContext = ({ person, campaign }: View): Context => ({
  ...(campaign ? { campaign: { name: 'autumn' } } : {}),
  ...(person.saver ? { network: { save_data: true } } : {}),
});

/** What the tag tells besides. */
const browserContext = ({ visitor }: View): Context => ({
  device: { type: visitor % 2 === 0 ? 'mobile' : 'desktop' },
});
