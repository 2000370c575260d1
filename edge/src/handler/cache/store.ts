import type { MaybePromise } from '@tessera/esi-fragments';
import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.js';

/** Where entries live. */
export type Store = {
  get(key: string): MaybePromise<Entry | undefined>;
  set(key: string, entry: Entry): MaybePromise<void>;
  /** Removes what carries any of the tags; gives how many. */
  purge(tags: readonly string[]): MaybePromise<number>;
};

/** Bytes that an entry costs besides its body; headers are counted by their characters. */
const OVERHEAD = 512;

/** In memory, bounded in bytes; the longest unused goes first. */
export class MemoryStore implements Store {
  readonly #entries: LRUCache<string, Entry>;
  readonly #keysByTag = new Map<string, Set<string>>();

  constructor(maxBytes: number) {
    this.#entries = new LRUCache<string, Entry>({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: sizeOf,
      // Also called for entries that are replaced, before the new one's tags are noted.
      dispose: (entry, key) => this.#forget(entry, key),
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    // An entry larger than the whole store was not taken.
    if (this.#entries.peek(key) !== entry) return;
    for (const tag of entry.tags) {
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

  #forget(entry: Entry, key: string): void {
    for (const tag of entry.tags) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}

function sizeOf({ body, headers }: Entry, key: string): number {
  let size = OVERHEAD + body.length + 2 * key.length;
  headers.forEach((value, name) => {
    size += 2 * (name.length + value.length);
  });
  return size;
}
