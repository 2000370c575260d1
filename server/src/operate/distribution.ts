import { Rolling } from './rolling.js';

/**
 * Upper bounds of the buckets, ms. Every budget of a stage is one of them, so that whether a percentile is
 * within its budget is exact, though where it lies between two bounds is an estimate.
 */
export const BOUNDS_MS: readonly number[] = [
  1, 2.5, 5, 10, 25, 50, 75, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 750, 1_000, 1_500, 2_500,
  5_000, 10_000, 30_000, 60_000,
];

/** What the latest minutes brought. */
export interface Recent {
  readonly count: number;
  /** ms; null if there was nothing. */
  readonly meanMs: number | null;
  /** 95th percentile, ms, by linear interpolation within its bucket; null if there was nothing. */
  readonly p95Ms: number | null;
}

const BUCKETS = BOUNDS_MS.length + 1;

/** Durations, counted by bucket: since the start for Prometheus, and of the latest minutes for everybody else. */
export class Distribution {
  /** By bucket, not cumulative; the last one holds what is beyond all bounds. */
  readonly counts = new Float64Array(BUCKETS);
  sumMs = 0;
  /** By bucket, and in the last column the sum. */
  readonly #rolling = new Rolling(BUCKETS + 1);

  /** `now`: epoch ms. Less than nothing, which a clock that was set can bring, counts as nothing. */
  observe(ms: number, now: number): void {
    const duration = Math.max(0, ms);
    const bucket = bucketOf(duration);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sumMs += duration;
    this.#rolling.add(bucket, 1, now);
    this.#rolling.add(BUCKETS, duration, now);
  }

  recent(now: number): Recent {
    const totals = this.#rolling.totals(now);
    const counts = totals.subarray(0, BUCKETS);
    const count = counts.reduce((sum, one) => sum + one, 0);
    if (count === 0) return { count, meanMs: null, p95Ms: null };
    return { count, meanMs: (totals[BUCKETS] as number) / count, p95Ms: quantile(counts, 0.95 * count) };
  }
}

/** The first bucket whose bound is not below `ms`. */
function bucketOf(ms: number): number {
  let low = 0;
  let high = BOUNDS_MS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((BOUNDS_MS[middle] as number) >= ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the `rank`-th of all lies, ms; beyond all bounds it is the last of them. */
function quantile(counts: Float64Array, rank: number): number {
  let below = 0;
  for (const [bucket, upper] of BOUNDS_MS.entries()) {
    const count = counts[bucket] as number;
    if (count > 0 && below + count >= rank) {
      const lower = BOUNDS_MS[bucket - 1] ?? 0;
      return lower + ((upper - lower) * (rank - below)) / count;
    }
    below += count;
  }
  return BOUNDS_MS.at(-1) as number;
}
