import type { History } from '../../../contracts/live';

export interface TrendPoints {
  readonly points: readonly (number | null)[];
  readonly first: number;
  readonly last: number;
  /** How long a time the points cover. */
  readonly minutes: number;
}

/** One segment's part of a history; null unless there are two known points to draw a line between. */
export function trendOf({ segments, stepMs }: History, key: string): TrendPoints | null {
  const points = Object.hasOwn(segments, key) ? (segments[key] ?? []) : [];
  const known = points.flatMap((count, index) => (count === null ? [] : [{ count, index }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last || first === last) return null;
  const drawn = points.slice(first.index);
  return {
    points: drawn,
    first: first.count,
    last: last.count,
    minutes: Math.max(1, Math.round(((last.index - first.index) * stepMs) / 60_000)),
  };
}
