import { chain, isPromise, type MaybePromise } from '@tessera/esi-fragments';
import { LRUCache } from 'lru-cache';
import type { CacheState } from '../exchange.js';
import type { CacheOptions, Timeouts } from '../options.js';
import type { Received, Upstream } from '../upstream.js';
import { type Entry, entryOf, isFresh, refreshed, tagsOf, validators } from './entry.js';
import { Fill } from './fill.js';
import { judge, useOf } from './freshness.js';
import type { Purges } from './purges.js';
import { isVaryMark, type Store, type VaryMark } from './store.js';

/** A GET whose answer may be for everybody. */
export type SharedAsk = {
  store: Store;
  upstream: Upstream;
  /** Path and query. */
  target: string;
  /** All that is sent. Nothing else about the visitor can get into the answer. */
  headers: Headers;
  /** Given the work that goes on after the answer. */
  background: (work: Promise<unknown>) => void;
};

export type Served =
  | { state: CacheState; entry: Entry }
  /** Still coming in; the one who gets it must read or cancel its body. */
  | { state: CacheState; live: Received }
  | { failed: 502 | 504 };

/** How a fetch that others wait for ended. */
type Settled =
  | { kind: 'stored'; entry: Entry }
  | { kind: 'unshareable' }
  | { kind: 'failed'; status: 502 | 504 };

/** Errors for which an older answer is the better one (RFC 5861, 4). */
const ORIGIN_FAILS = new Set([500, 502, 503, 504]);

/** How long requests for something that turned out not to be storable don't wait for each other, in ms. */
const UNSHAREABLE_MS = 10_000;

export type SharedOptions = {
  cache: CacheOptions;
  timeouts: Timeouts;
  now: () => number;
  purges: Purges;
  onCollapse: () => void;
};

/** Answers from the store, and gets what is missing or too old: once, however many ask. */
export class Shared {
  readonly #flights = new Map<string, Promise<Settled>>();
  readonly #unshareable = new LRUCache<string, true>({ max: 10_000, ttl: UNSHAREABLE_MS });
  /** After a failure: until when the origin is not asked again, ms since 1970. */
  readonly #retryAt = new LRUCache<string, number>({ max: 10_000 });

  constructor(private readonly options: SharedOptions) {}

  /** At once when there is something to serve without waiting. */
  serve(ask: SharedAsk): MaybePromise<Served> {
    return chain(find(ask), (entry): MaybePromise<Served> => {
      if (!entry) return this.#load(ask);
      const now = this.options.now();
      const use = useOf(entry.freshness, now);
      if (use === 'fresh') return { state: 'HIT', entry };
      if (use === 'none') return this.#load(ask, entry);
      const mayAsk = now >= (this.#retryAt.get(flightKey(ask)) ?? 0);
      if (use === 'if-error' && mayAsk) return this.#loadOrStale(ask, entry);
      if (mayAsk) this.#refreshBehind(ask, entry);
      return { state: 'STALE', entry };
    });
  }

  /** Whoever asks from now on does not get an answer that was asked for before. */
  forgetFlights(): void {
    this.#flights.clear();
  }

  #refreshBehind(ask: SharedAsk, entry: Entry): void {
    if (this.#flights.has(flightKey(ask))) return;
    ask.background(this.#lead(ask, entry, true).then(discard));
  }

  /** Waits for the origin only so long when there is something older to show. */
  async #loadOrStale(ask: SharedAsk, entry: Entry): Promise<Served> {
    const load = this.#load(ask, entry);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.options.timeouts.patienceMs);
    });
    const first = await Promise.race([load, patience]);
    clearTimeout(timer);
    if (first !== 'late') return first;
    ask.background(load.then(discard));
    this.#askLater(ask);
    return { state: 'STALE', entry };
  }

  async #load(ask: SharedAsk, older?: Entry): Promise<Served> {
    const key = flightKey(ask);
    if (this.#unshareable.has(key)) return this.#lead(ask, older, false);
    const flight = this.#flights.get(key);
    if (!flight) return this.#lead(ask, older, true);
    this.options.onCollapse();
    const settled = await flight;
    if (settled.kind === 'stored' && isFresh(settled.entry, this.options.now())) {
      return { state: 'HIT', entry: settled.entry };
    }
    if (settled.kind === 'failed') return this.#failed(ask, settled.status, older);
    return this.#lead(ask, older, false);
  }

  /** Asks the origin; with `joinable`, those who ask meanwhile wait for the outcome. */
  async #lead(ask: SharedAsk, older: Entry | undefined, joinable: boolean): Promise<Served> {
    const key = flightKey(ask);
    let settle: (settled: Settled) => void = () => {};
    if (joinable) {
      const flight = new Promise<Settled>((resolve) => {
        settle = resolve;
      }).finally(() => {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
      });
      this.#flights.set(key, flight);
      // Others wait for it, so it must not end with the request that began it.
      ask.background(flight);
    }
    const purgesBefore = this.options.purges.count;
    const headers = new Headers(ask.headers);
    if (older) for (const [name, value] of Object.entries(validators(older))) headers.set(name, value);
    const outcome = await ask.upstream.ask({ method: 'GET', target: ask.target, headers });
    if (!outcome.ok) {
      const status = outcome.status === 504 ? 504 : 502;
      settle({ kind: 'failed', status });
      return this.#failed(ask, status, older);
    }
    if (older && ORIGIN_FAILS.has(outcome.status)) {
      const served = this.#failed(ask, 502, older);
      if ('entry' in served) {
        outcome.body?.cancel().catch(() => {});
        settle({ kind: 'failed', status: 502 });
        return served;
      }
    }
    if (older && outcome.status === 304) return this.#notModified(ask, older, outcome, purgesBefore, settle);
    return this.#received(ask, outcome, purgesBefore, settle);
  }

  #notModified(
    ask: SharedAsk,
    older: Entry,
    { headers }: Received,
    purgesBefore: number,
    settle: (settled: Settled) => void,
  ): Served {
    const { now, cache, purges } = this.options;
    const entry = refreshed(older, headers, now(), cache);
    if (entry && !purges.anySince(purgesBefore, older.tags)) this.#keep(ask, entry);
    settle(entry ? { kind: 'stored', entry } : { kind: 'unshareable' });
    return { state: 'HIT', entry: entry ?? older };
  }

  #received(
    ask: SharedAsk,
    received: Received,
    purgesBefore: number,
    settle: (settled: Settled) => void,
  ): Served {
    const { status, headers, body } = received;
    const { cache, timeouts, now, purges } = this.options;
    const verdict = judge(status, headers, now(), cache);
    const announced = Number(headers.get('content-length') ?? 0);
    if (!verdict.store || announced > cache.objectBytes) {
      this.#unshareable.set(flightKey(ask), true);
      settle({ kind: 'unshareable' });
      return { state: 'PASS', live: received };
    }
    const keep = (bytes: Uint8Array) => {
      const entry = entryOf(status, headers, bytes, verdict.freshness);
      if (!purges.anySince(purgesBefore, tagsOf(headers))) this.#keep(ask, entry);
      settle({ kind: 'stored', entry });
      return entry;
    };
    if (!body) return { state: 'MISS', entry: keep(new Uint8Array(0)) };
    const fill = new Fill(body, cache.objectBytes);
    const filling = fill.run(timeouts.bodyMs).then((bytes) => {
      if (bytes) keep(bytes);
      else settle({ kind: 'unshareable' });
    });
    ask.background(filling);
    return { state: 'MISS', live: { status, headers, body: fill.stream() } };
  }

  #failed(ask: SharedAsk, status: 502 | 504, older: Entry | undefined): Served {
    if (!older || useOf(older.freshness, this.options.now()) === 'none') return { failed: status };
    this.#askLater(ask);
    return { state: 'STALE', entry: older };
  }

  #askLater(ask: SharedAsk): void {
    this.#retryAt.set(flightKey(ask), this.options.now() + this.options.timeouts.retryMs);
  }

  #keep(ask: SharedAsk, entry: Entry): void {
    const key = flightKey(ask);
    this.#unshareable.delete(key);
    this.#retryAt.delete(key);
    const work = keep(ask, entry);
    if (isPromise(work)) ask.background(work);
  }
}

/** The stored answer, if there is one for these headers. */
function find(ask: SharedAsk): MaybePromise<Entry | undefined> {
  return chain(ask.store.get(addressOf(ask)), (stored) => {
    if (!stored || !isVaryMark(stored)) return stored;
    return chain(ask.store.get(variedKey(ask, stored)), (varied) =>
      varied && !isVaryMark(varied) ? varied : undefined,
    );
  });
}

function keep(ask: SharedAsk, entry: Entry): MaybePromise<void> {
  const vary = entry.headers
    .get('vary')
    ?.toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);
  if (!vary?.length) return ask.store.set(addressOf(ask), entry);
  return chain(ask.store.set(variedKey(ask, { vary }), entry), () => ask.store.set(addressOf(ask), { vary }));
}

const variedKey = (ask: SharedAsk, { vary }: VaryMark): string =>
  [addressOf(ask), ...vary.map((name) => `${name}:${ask.headers.get(name) ?? ''}`)].join('\n');

const addressOf = ({ upstream, target }: SharedAsk): string => `${upstream.base.origin}${target}`;

/** Requests are the same only if all that is sent is the same. */
function flightKey(ask: SharedAsk): string {
  const lines = [addressOf(ask)];
  ask.headers.forEach((value, name) => {
    lines.push(`${name}:${value}`);
  });
  return lines.join('\n');
}

/** For an answer that nobody is waiting for any more. What is to be kept is read all the same. */
function discard(served: Served): void {
  if ('live' in served) served.live.body?.cancel().catch(() => {});
}
