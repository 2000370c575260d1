import { LRUCache } from 'lru-cache';
import { Problem } from '../../http/problems.js';

/** How much may come: so many in a minute, evenly, and as many at once after a pause. */
export interface Rate {
  readonly perMinute: number;
}

const MINUTE_MS = 60_000;

/**
 * Lets each key through as often as the rate says (the generic cell rate algorithm, ITU-T I.371: one instant a
 * key is all there is to remember). Keys seen longest ago are forgotten first, which lets them through.
 */
export class RateLimit {
  /** When the key would have used up what it sent, epoch ms. */
  readonly #free: LRUCache<string, number>;
  readonly #eachMs: number;
  readonly #burstMs: number;

  constructor({ perMinute }: Rate, mostKeys = 100_000) {
    this.#eachMs = MINUTE_MS / perMinute;
    this.#burstMs = MINUTE_MS;
    this.#free = new LRUCache({ max: mostKeys });
  }

  /** Counts `count` things of a key. Answers after how many seconds they may come; 0: now, and they are counted. */
  take(key: string, count: number, now: number): number {
    const free = Math.max(this.#free.get(key) ?? 0, now);
    const next = free + count * this.#eachMs;
    // Whoever has sent nothing for long may send anything once: else a large batch could never come.
    if (free > now && next - now > this.#burstMs) return Math.ceil((next - now - this.#burstMs) / 1_000);
    this.#free.set(key, next);
    return 0;
  }
}

/** Throws a Problem with Retry-After where there is too much. */
export function assertRate(
  limit: RateLimit | null,
  key: string,
  count: number,
  now: number,
  what: string,
): void {
  const seconds = limit?.take(key, count, now) ?? 0;
  if (seconds > 0)
    throw new Problem('rate_limited', `too many events from this ${what}; try again in ${seconds} s`, {
      retryAfterS: seconds,
    });
}
