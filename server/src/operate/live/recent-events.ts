import type { TesseraEvent } from '@tessera/model';
import { hash53 } from '../../engine/hash.js';
import { weightOf } from './weight.js';

/** A visitor with what it did lately, in the order it came. */
export interface RecentVisitor {
  readonly id: string;
  readonly events: readonly TesseraEvent[];
  /** When the latest of them came, epoch ms. */
  readonly heardAt: number;
}

export interface RecentLimits {
  /** How many events are kept over all, and of one visitor the latest. */
  readonly events: number;
  readonly perVisitor: number;
  /** What they may take up over all, as `weightOf` counts. */
  readonly weight: number;
  /** Nobody is asked about what is older, ms. */
  readonly keepMs: number;
  /** Rather than less than this much of all visitors, more of some visitors is kept, ms. */
  readonly spanMs: number;
}

export const RECENT_LIMITS: RecentLimits = {
  events: 20_000,
  perVisitor: 200,
  weight: 10 * 1_024 * 1_024,
  keepMs: 24 * 3_600_000,
  spanMs: 30 * 60_000,
};

interface Kept {
  readonly id: string;
  readonly events: TesseraEvent[];
  heardAt: number;
}

const HASHES = 2 ** 53;
/** How much smaller the sample gets at a time. */
const [LEAST_CUT, GREATEST_CUT] = [1 / 8, 1 / 2];
const SMALLEST_SHARE = 2 ** -20;

/**
 * What visitors did lately, in bounded memory: for figures about them, never for decisions, and gone with the
 * process. Of a busy site not all of it fits: then only the visitors of a sample are kept, all that they do, since
 * what somebody did is of use only as a whole. That also keeps most events as short-lived as they were, which is
 * what makes collecting them cheap.
 */
export class RecentEvents {
  readonly #limits: RecentLimits;
  /** In the order of hearing: who was heard of longest ago comes first. */
  readonly #visitors = new Map<string, Kept>();
  /** Nobody outside can know who is in the sample, and fill it. */
  readonly #seed: number;
  #count = 0;
  #weight = 0;
  #since: number;
  #share = 1;
  #sharedAt: number;

  constructor(now: number, limits = RECENT_LIMITS, seed = Math.floor(Math.random() * 2 ** 32)) {
    this.#limits = limits;
    this.#seed = seed;
    this.#since = now;
    this.#sharedAt = now;
  }

  /** From when on nothing is missing of the visitors in the sample, but what is more than is kept of one visitor. */
  since(now: number): number {
    return Math.max(this.#since, now - this.#limits.keepMs);
  }

  /** The part of all visitors that is in the sample, 0 to 1; 1: all. */
  get share(): number {
    return this.#share;
  }

  get count(): number {
    return this.#count;
  }

  get weight(): number {
    return this.#weight;
  }

  isSampled(id: string): boolean {
    return this.#share === 1 || hash53(id, this.#seed) < this.#share * HASHES;
  }

  add(id: string, events: readonly TesseraEvent[], now: number): void {
    if (events.length === 0 || !this.isSampled(id)) return;
    const kept = this.#visitors.get(id) ?? { id, events: [], heardAt: now };
    this.#visitors.delete(id);
    this.#visitors.set(id, kept);
    kept.heardAt = now;
    for (const event of events) {
      kept.events.push(event);
      this.#weight += weightOf(event);
    }
    this.#count += events.length;
    this.#dropFirst(kept, kept.events.length - this.#limits.perVisitor);
    if (this.#isFull) this.#makeRoom(now);
  }

  /** What is kept of one visitor. Not to be held on to: it goes on changing. */
  of(id: string): readonly TesseraEvent[] {
    return this.#visitors.get(id)?.events ?? [];
  }

  /** All visitors of whom something is kept. */
  everybody(now: number): readonly RecentVisitor[] {
    this.tidy(now);
    const earliest = now - this.#limits.keepMs;
    for (const kept of [...this.#visitors.values()]) {
      if (!kept.events.some(({ time }) => time < earliest)) continue;
      const young = kept.events.filter(({ time }) => time >= earliest);
      this.#dropFirst(kept, kept.events.length);
      kept.events.push(...young);
      this.#count += young.length;
      for (const event of young) this.#weight += weightOf(event);
      if (young.length === 0) this.#visitors.delete(kept.id);
    }
    return [...this.#visitors.values()];
  }

  /** Nothing of the visitor is kept. */
  forget(id: string): void {
    const kept = this.#visitors.get(id);
    if (!kept) return;
    this.#dropFirst(kept, kept.events.length);
    this.#visitors.delete(id);
  }

  /** Lets go of what is too old, and takes more visitors into the sample if there is room. To be called now and then. */
  tidy(now: number): void {
    for (const { id, heardAt } of this.#visitors.values()) {
      if (heardAt >= now - this.#limits.keepMs) break;
      this.forget(id);
    }
    const { events, weight, spanMs } = this.#limits;
    const isEmptyish = this.#count < events / 4 && this.#weight < weight / 4;
    if (this.#share === 1 || !isEmptyish || now - this.#sharedAt < spanMs) return;
    this.#share = Math.min(1, this.#share * 2);
    this.#sharedAt = now;
    // What those who come in did before is missing, also what they did within this millisecond.
    this.#since = now + 1;
  }

  get #isFull(): boolean {
    return this.#count > this.#limits.events || this.#weight > this.#limits.weight;
  }

  #makeRoom(now: number): void {
    this.tidy(now);
    const [oldest] = this.#visitors.values();
    const { spanMs } = this.#limits;
    if (oldest && this.#isFull && now - oldest.heardAt < spanMs)
      this.#thin((now - oldest.heardAt) / spanMs, now);
    for (const { id, heardAt } of this.#visitors.values()) {
      if (!this.#isFull) return;
      this.forget(id);
      this.#since = Math.max(this.#since, heardAt + 1);
    }
  }

  #thin(part: number, now: number): void {
    const cut = Math.min(GREATEST_CUT, Math.max(LEAST_CUT, part));
    this.#share = Math.max(SMALLEST_SHARE, this.#share * cut);
    this.#sharedAt = now;
    for (const id of [...this.#visitors.keys()]) if (!this.isSampled(id)) this.forget(id);
  }

  #dropFirst(kept: Kept, count: number): void {
    if (count <= 0) return;
    for (const event of kept.events.splice(0, count)) this.#weight -= weightOf(event);
    this.#count -= count;
  }
}
