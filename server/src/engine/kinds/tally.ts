import type { Json } from '@tessera/model';
import { differs, firstDifference, SLACK_MS, type Thresholds } from '../crossing.js';
import { decayed, decayInstant, NEGLIGIBLE } from '../decay.js';
import { type Entries, type Joining, put } from '../entries.js';
import type { SignalKind } from './kind.js';

/** `halfLife` in ms, Infinity for none; `scale` and the cap `max` are applied when read. */
interface TallyOptions {
  readonly halfLife: number;
  readonly scale: number;
  readonly max: number;
  /** Whether nothing negative is ever added. */
  readonly rises: boolean;
  readonly contribution: SignalKind['contribution'];
}

/** count, sum and score: sums, which decay if there is a half-life. */
export function tally({ halfLife, scale, max, rises, contribution }: TallyOptions): SignalKind {
  // Conditions ask for the value and for when it changes in one breath, and a fold has just asked for it, too: the
  // latest sums are kept for that. In arrays, because numbers in variables of closures are boxed at each change.
  let known: Entries | null = null;
  /** `[first, length, now, total]` of `known`. */
  const list = [0.5, 0.5, 0.5, 0.5];
  /** `[time, value, now, total]` of one entry. */
  const one = [0.5, 0.5, 0.5, 0.5];
  const sumOfOne = (time: number, value: number, now: number): number => {
    if (time !== one[0] || value !== one[1] || now !== one[2]) {
      one[0] = time;
      one[1] = value;
      one[2] = now;
      one[3] = decayed(value, time, now, halfLife);
    }
    return one[3] as number;
  };
  const sum = (entries: Entries, first: number, now: number): number => {
    if (entries.length === 2) return sumOfOne(entries[0] as number, entries[1] as number, now);
    if (entries === known && now === list[2] && first === list[0] && entries.length === list[1])
      return list[3] as number;
    let total = 0;
    // From the newest back, so that the sum of any latest part is a step on the way.
    for (let i = entries.length - 2; i >= first; i -= 2)
      total += decayed(entries[i + 1] as number, entries[i] as number, now, halfLife);
    known = entries;
    list[0] = first;
    list[1] = entries.length;
    list[2] = now;
    list[3] = total;
    return total;
  };
  const joining: Joining = {
    time: Math.max,
    value: (timeA, a, timeB, b) => {
      const at = Math.max(timeA, timeB);
      return sumOfOne(timeA, a as number, at) + decayed(b as number, timeB, at, halfLife);
    },
  };
  const shown = (total: number): number =>
    halfLife !== Infinity && Math.abs(total) < NEGLIGIBLE ? 0 : Math.min(max, total * scale);
  const read = (entries: Entries, first: number, now: number) => shown(sum(entries, first, now));

  const nextFading = (entries: Entries, first: number, now: number, thresholds: Thresholds): number => {
    const today = sum(entries, first, now);
    if (thresholds === null) return shown(today) === 0 ? Infinity : now + 1;
    let next = Infinity;
    for (const threshold of thresholds) {
      const instant = decayInstant(today, now, halfLife, threshold / scale);
      if (instant > next + SLACK_MS) continue;
      next = Math.min(
        next,
        firstDifference((at) => read(entries, first, at), now, instant, threshold),
      );
    }
    return next;
  };

  const nextLeavingOf = (entries: Entries, first: number, thresholds: Thresholds, width: number): number => {
    let today = 0;
    for (let i = entries.length - 2; i >= first; i -= 2) today += entries[i + 1] as number;
    let next = Infinity;
    let after = 0;
    for (let i = entries.length - 2; i >= first; i -= 2) {
      if (differs(shown(today), shown(after), thresholds)) next = (entries[i] as number) + width;
      after += entries[i + 1] as number;
    }
    return next;
  };

  return {
    empty: 0,
    moves: halfLife !== Infinity,
    contribution,
    put: (entries, time, value, from, to) => {
      known = null;
      put(entries, time, value, from, to, joining);
    },
    // A greater sum comes down to anything later. With negative amounts in it, it may go up as they leave.
    putsOff: (before, contribution, width) =>
      scale > 0 &&
      (rises || (width === Infinity && (before as number) >= 0 && (contribution as number) >= 0)),
    read,
    nextDifference: (entries, first, now, thresholds, width) => {
      if (halfLife === Infinity)
        return width === Infinity ? Infinity : nextLeavingOf(entries, first, thresholds, width);
      const fading = scale === 0 ? Infinity : nextFading(entries, first, now, thresholds);
      return width === Infinity ? fading : Math.min(fading, (entries[first] as number) + width);
    },
  };
}

/** What counts for sums and extremes: finite numbers. Anything else in an event is left out, not taken for 0. */
export const numberOnly = (property: Json | undefined): number | undefined =>
  typeof property === 'number' && Number.isFinite(property) ? property : undefined;
