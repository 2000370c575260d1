/** More tags than this are remembered only as "something was purged". */
const MAX_TAGS = 10_000;

/**
 * Remembers which tags were purged when, in a count of purges. An answer that was asked for before a purge
 * of one of its tags may be the old one: it is used for whoever waits for it, but not kept.
 */
export class Purges {
  readonly #lastByTag = new Map<string, number>();
  #count = 0;
  /** Purges up to this one are no longer known by tag. */
  #forgotten = 0;

  get count(): number {
    return this.#count;
  }

  note(tags: readonly string[]): void {
    this.#count++;
    for (const tag of tags) {
      this.#lastByTag.delete(tag);
      this.#lastByTag.set(tag, this.#count);
    }
    for (const [tag, count] of this.#lastByTag) {
      if (this.#lastByTag.size <= MAX_TAGS) break;
      this.#forgotten = count;
      this.#lastByTag.delete(tag);
    }
  }

  /** Whether one of the tags was purged after `count` purges had happened. */
  anySince(count: number, tags: readonly string[]): boolean {
    if (count < this.#forgotten) return true;
    return tags.some((tag) => (this.#lastByTag.get(tag) ?? 0) > count);
  }
}
