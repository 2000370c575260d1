import { durationMs } from '@tessera/model';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Milliseconds in the largest unit they are whole in, such as `90s`; null for less than a second. */
export function durationOf(ms: number): string | null {
  const unit = UNITS.find(([, size]) => ms >= size && ms % size === 0);
  if (unit) return `${ms / unit[1]}${unit[0]}`;
  return ms >= 1_000 ? `${Math.round(ms / 1_000)}s` : null;
}

/** Nothing: at the same time. */
export const msOf = (duration: string | null): number => (duration === null ? 0 : durationMs(duration));

/** The moments a slider stops at, ms after the last step: close together at first. */
export const LATER_MS: readonly number[] = [
  0, 5_000, 10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000, 300_000, 600_000, 900_000,
  1_800_000, 2_700_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
  2_592_000_000,
];

/** The stop that is nearest to a moment. */
export const stopOf = (ms: number): number =>
  LATER_MS.reduce(
    (best, stop, index) => (Math.abs(stop - ms) < Math.abs((LATER_MS[best] ?? 0) - ms) ? index : best),
    0,
  );
