import type { Estimate, History } from '../../../../contracts/live';

/** How a draft's share compares with the least that is asked for. */
export function sizeOf(
  { share, low, high, of }: Estimate,
  min: number,
): 'nobody' | 'enough' | 'small' | 'maybe' {
  if (of === 0) return 'nobody';
  if (high < min) return 'small';
  return share < min || low < min ? 'maybe' : 'enough';
}

export interface Course {
  /** The oldest first; null: not known. */
  readonly shares: readonly (number | null)[];
  readonly low: number;
  readonly high: number;
  readonly now: number;
}

/** A segment's share of the active visitors over time; null if nothing is known of it yet. */
export function courseOf({ active, segments }: History, key: string): Course | null {
  const counts = Object.hasOwn(segments, key) ? (segments[key] ?? []) : [];
  const shares = counts.map((count, index) => {
    const all = active[index] ?? null;
    if (count === null || all === null) return null;
    return all === 0 ? 0 : count / all;
  });
  const known = shares.filter((share) => share !== null);
  const now = known.at(-1);
  return now === undefined ? null : { shares, low: Math.min(...known), high: Math.max(...known), now };
}
