export interface Bucket {
  /** From `from` on and below `to`; the last bucket holds `to`, too. */
  readonly from: number;
  readonly to: number;
  readonly visitors: number;
}

export interface NumberSummary {
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  readonly buckets: readonly Bucket[];
}

const BUCKETS = 10;
/** Above it, whole bounds could be rounded to others. */
const LARGEST_WHOLE = 2 ** 50;

/**
 * What visitors' numbers are like; null of none. Percentiles are the smallest number that so large a part of all
 * does not exceed. Whole numbers get buckets with whole bounds.
 */
export function summaryOf(given: readonly number[]): NumberSummary | null {
  const numbers = Float64Array.from(given.filter(Number.isFinite)).sort();
  const min = numbers.at(0);
  const max = numbers.at(-1);
  if (min === undefined || max === undefined) return null;
  return {
    min,
    median: percentile(numbers, 0.5),
    p90: percentile(numbers, 0.9),
    max,
    buckets: bucketsOf(numbers, min, max),
  };
}

/** By nearest rank. */
const percentile = (sorted: Float64Array, part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] as number;

function bucketsOf(sorted: Float64Array, min: number, max: number): readonly Bucket[] {
  if (min === max) return [{ from: min, to: max, visitors: sorted.length }];
  const bounds = boundsOf(sorted, min, max);
  const counts = new Array<number>(bounds.length - 1).fill(0);
  let bucket = 0;
  for (const number of sorted) {
    while (bucket < counts.length - 1 && number >= (bounds[bucket + 1] as number)) bucket += 1;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts.map((visitors, i) => ({ from: bounds[i] as number, to: bounds[i + 1] as number, visitors }));
}

/** Bounds of equal buckets, from `min` up to `max` or above. */
function boundsOf(sorted: Float64Array, min: number, max: number): readonly number[] {
  if (Math.max(-min, max) < LARGEST_WHOLE && sorted.every(Number.isInteger)) {
    const width = Math.ceil((max - min + 1) / BUCKETS);
    const count = Math.ceil((max - min + 1) / width);
    return Array.from({ length: count + 1 }, (_, i) => min + i * width);
  }
  // Divided before it is subtracted, so that it can't overflow.
  const width = max / BUCKETS - min / BUCKETS;
  return Array.from({ length: BUCKETS + 1 }, (_, i) =>
    i === BUCKETS ? max : Math.min(max, min + i * width),
  );
}
