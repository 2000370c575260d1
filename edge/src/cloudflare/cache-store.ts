import { LRUCache } from 'lru-cache';
import { isVaryMark, type Store, type Stored } from '../handler/cache/store.js';
import { fromResponse, toResponse } from './stored-response.js';

/** As much of a runtime's `Cache` as is needed. */
export type CacheLike = Pick<Cache, 'match' | 'put' | 'delete'>;

/** How long this copy of the Worker relies on what it has read: a purge elsewhere is seen after that, in ms. */
const RECENT_MS = 400;
const RECENT_BYTES = 16 * 1024 * 1024;
/** Cloudflare takes no longer addresses; what has one is not kept. */
const LONGEST_ADDRESS = 8192;
/** How long a purge is remembered, in s: longer than anything is kept. */
const PURGE_S = 31 * 86_400;

/**
 * Keeps answers in the Cache API: one cache for all copies of the Worker in a data centre.
 *
 * The Cache API removes single addresses only. So each purged tag leaves a note of when that was, and what was
 * written before is not used. What is kept also carries `Cache-Tag`: the zone's purge by tag, which reaches all
 * data centres, removes it.
 */
export class CacheStore implements Store {
  readonly #recent: LRUCache<string, Stored>;
  readonly #purgedAt: LRUCache<string, number>;

  /** `base`: what all addresses in the cache begin with, `https://host/…/`. */
  constructor(
    private readonly cache: CacheLike,
    private readonly base: string,
    private readonly now: () => number = Date.now,
  ) {
    const recently = { ttl: RECENT_MS, ttlResolution: 0, perf: { now } };
    this.#recent = new LRUCache<string, Stored>({
      ...recently,
      maxSize: RECENT_BYTES,
      sizeCalculation: (stored) => (isVaryMark(stored) ? 512 : 512 + stored.body.length),
    });
    this.#purgedAt = new LRUCache<string, number>({ ...recently, max: 1000 });
  }

  async get(key: string): Promise<Stored | undefined> {
    const recent = this.#recent.get(key);
    if (recent) return recent;
    const address = this.#address('kept', key);
    if (address === undefined) return undefined;
    const response = await this.cache.match(address);
    const found = response && (await fromResponse(response));
    // Another request may have got it while this one was looking.
    if (!found || (await this.#purgedSince(found.writtenAt, found.stored))) return this.#recent.get(key);
    this.#recent.set(key, found.stored);
    return found.stored;
  }

  async set(key: string, stored: Stored): Promise<void> {
    this.#recent.set(key, stored);
    const address = this.#address('kept', key);
    if (address !== undefined) await this.cache.put(address, toResponse(stored, this.now()));
  }

  /** How many there were is not known: they are not looked for. */
  async purge(tags: readonly string[]): Promise<undefined> {
    this.#recent.clear();
    const now = this.now();
    await Promise.all(
      tags.map(async (tag) => {
        this.#purgedAt.set(tag, now);
        const address = this.#address('purged', tag);
        if (address === undefined) return;
        const headers = { 'cache-control': `max-age=${PURGE_S}` };
        await this.cache.put(address, new Response(String(now), { headers }));
      }),
    );
  }

  async #purgedSince(writtenAt: number, stored: Stored): Promise<boolean> {
    const tags = isVaryMark(stored) ? [] : stored.tags;
    const purges = await Promise.all(tags.map((tag) => this.#lastPurge(tag)));
    return purges.some((at) => at >= writtenAt);
  }

  async #lastPurge(tag: string): Promise<number> {
    const known = this.#purgedAt.get(tag);
    if (known !== undefined) return known;
    const address = this.#address('purged', tag);
    const response = address === undefined ? undefined : await this.cache.match(address);
    const at = response ? Number(await response.text()) : 0;
    this.#purgedAt.set(tag, at);
    return at;
  }

  #address(folder: 'kept' | 'purged', name: string): string | undefined {
    const address = `${this.base}${folder}/${encodeURIComponent(name)}`;
    return address.length > LONGEST_ADDRESS ? undefined : address;
  }
}
