import { ALL_OF_TESSERA } from './purge-target.js';

/** Tags of one call: those never purged since they were asked for, and those that are purged once more. */
export interface Batch {
  readonly first: readonly string[];
  readonly again: readonly string[];
}

/**
 * The tags that are to be purged: each once, and once more some time after that worked. More than `most` become
 * the one that all fragments carry, so that nothing is lost and memory is bounded. No clock of its own.
 */
export class Wanted {
  readonly #most: number;
  readonly #againMs: number;
  readonly #first = new Set<string>();
  readonly #again = new Set<string>();
  /** When a tag is due once more, the earliest first. */
  readonly #later = new Map<string, number>();
  /** How often there were too many tags. */
  widened = 0;

  constructor(most: number, againMs: number) {
    this.#most = most;
    this.#againMs = againMs;
  }

  get waiting(): number {
    return this.#first.size + this.#again.size;
  }

  /** When the next tag is due once more, or null. */
  get nextDue(): number | null {
    const [earliest] = this.#later.values();
    return earliest ?? null;
  }

  add(tags: Iterable<string>): void {
    for (const tag of tags) {
      if (tag === ALL_OF_TESSERA) this.#askForAll();
      if (this.#first.has(ALL_OF_TESSERA)) return;
      this.#first.add(tag);
      this.#again.delete(tag);
      this.#later.delete(tag);
      if (this.#first.size <= this.#most) continue;
      this.widened += 1;
      this.#askForAll();
    }
  }

  /** Takes at most `most` tags out; they come back by `failed` or `succeeded`. */
  take(most: number): Batch {
    const first = [...this.#first].slice(0, most);
    const again = [...this.#again].slice(0, most - first.length);
    for (const tag of first) this.#first.delete(tag);
    for (const tag of again) this.#again.delete(tag);
    return { first, again };
  }

  failed({ first, again }: Batch): void {
    for (const tag of again) this.#addAgain(tag);
    this.add(first);
  }

  succeeded({ first }: Batch, now: number): void {
    for (const tag of first) {
      // Asked for again meanwhile: what comes once more is that.
      if (this.#first.has(tag)) continue;
      this.#later.delete(tag);
      this.#later.set(tag, now + this.#againMs);
    }
    if (this.#later.size <= this.#most) return;
    this.widened += 1;
    this.#later.clear();
    this.#later.set(ALL_OF_TESSERA, now + this.#againMs);
  }

  /** Lets those wait that are due once more; says whether there were any. */
  bring(now: number): boolean {
    let any = false;
    for (const [tag, due] of this.#later) {
      if (due > now) break;
      this.#later.delete(tag);
      this.#addAgain(tag);
      any = true;
    }
    return any;
  }

  #addAgain(tag: string): void {
    // It will be purged twice from now on anyway.
    if (this.#first.has(tag) || this.#first.has(ALL_OF_TESSERA)) return;
    const tooMany = this.#again.size >= this.#most;
    if (tooMany) this.widened += 1;
    if (tooMany || tag === ALL_OF_TESSERA) this.#again.clear();
    this.#again.add(tooMany ? ALL_OF_TESSERA : tag);
  }

  /** It comes after, and covers, all that was asked for until now. */
  #askForAll(): void {
    this.#first.clear();
    this.#again.clear();
    this.#later.clear();
    this.#first.add(ALL_OF_TESSERA);
  }
}
