import type { Json } from '@tessera/model';

/** Numbers that a value is compared with; null: any change of the value matters. */
export type Thresholds = readonly number[] | null;

/** Whether `a` and `b` compare differently with one of the thresholds, or one of them is missing. */
export function differs(a: Json | undefined, b: Json | undefined, thresholds: Thresholds): boolean {
  if (a === b) return false;
  if (typeof a !== 'number' || typeof b !== 'number' || thresholds === null) return true;
  for (let i = 0; i < thresholds.length; i++) {
    const threshold = thresholds[i] as number;
    if (a < threshold !== b < threshold || a > threshold !== b > threshold) return true;
  }
  return false;
}

/** Rounding of instants and values may make a computed crossing early or late by less than this, ms. */
export const SLACK_MS = 2;

/** Further than this from a whole ms, no rounding can move an instant past it. */
const CLEAR_MS = 0.1;

/**
 * The first whole ms after `now` at which a value that moves steadily compares differently with `threshold`,
 * given the computed `instant` of meeting it. Where that lies close to a whole ms, the value itself is asked
 * around it, so that rounding in the formula can't make the answer late.
 */
export function firstDifference(
  read: (at: number) => number,
  now: number,
  instant: number,
  threshold: number,
): number {
  // Long past: it was crossed before `now`.
  if (instant === Infinity || instant < now - SLACK_MS) return Infinity;
  const fraction = instant - Math.floor(instant);
  if (fraction > CLEAR_MS && fraction < 1 - CLEAR_MS && instant > now) return Math.ceil(instant);
  const today = sideOf(read(now), threshold);
  const from = Math.max(now + 1, Math.floor(instant) - SLACK_MS);
  const to = Math.ceil(instant) + SLACK_MS;
  for (let at = from; at <= to; at++) if (sideOf(read(at), threshold) !== today) return at;
  return Infinity;
}

const sideOf = (value: number, threshold: number): number =>
  value < threshold ? -1 : value > threshold ? 1 : 0;
