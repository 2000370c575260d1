import type { MaybePromise } from '@tessera/esi-fragments';
import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.js';

/** Stands at an address whose answers differ by request headers: says by which; the answers have keys of their own. */
export type VaryMark = { vary: readonly string[] };

export type Stored = Entry | VaryMark;

/** Where answers are kept. */
export type Store = {
  get(key: string): MaybePromise<Stored | undefined>;
  set(key: string, stored: Stored): MaybePromise<void>;
  /** Removes what carries any of the tags; gives how many there were, if it knows. */
  purge(tags: readonly string[]): MaybePromise<number | undefined>;
};

export const isVaryMark = (stored: Stored): stored is VaryMark => 'vary' in stored;

/** Bytes that an entry costs besides its body; headers are counted by their characters. */
const OVERHEAD = 512;

/** In memory, bounded in bytes; the longest unused goes first. */
export class MemoryStore implements Store {
  readonly #entries: LRUCache<string, Stored>;
  readonly #keysByTag = new Map<string, Set<string>>();

  constructor(maxBytes: number) {
    this.#entries = new LRUCache<string, Stored>({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: sizeOf,
      // Also called for entries that are replaced, before the new one's tags are noted.
      dispose: (stored, key) => this.#forget(stored, key),
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Stored | undefined {
    return this.#entries.get(key);
  }

  set(key: string, stored: Stored): void {
    this.#entries.set(key, stored);
    // An entry larger than the whole store was not taken.
    if (this.#entries.peek(key) !== stored) return;
    for (const tag of tagsOf(stored)) {
      const keys = this.#keysByTag.get(tag);
      if (keys) keys.add(key);
      else this.#keysByTag.set(tag, new Set([key]));
    }
  }

  purge(tags: readonly string[]): number {
    const keys = new Set<string>();
    for (const tag of tags) for (const key of this.#keysByTag.get(tag) ?? []) keys.add(key);
    for (const key of keys) this.#entries.delete(key);
    return keys.size;
  }

  #forget(stored: Stored, key: string): void {
    for (const tag of tagsOf(stored)) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}

const tagsOf = (stored: Stored): readonly string[] => (isVaryMark(stored) ? [] : stored.tags);

function sizeOf(stored: Stored, key: string): number {
  let size = OVERHEAD + 2 * key.length;
  if (isVaryMark(stored)) return size;
  size += stored.body.length;
  stored.headers.forEach((value, name) => {
    size += 2 * (name.length + value.length);
  });
  return size;
}
