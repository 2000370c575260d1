import type { Json } from '@tessera/model';
import { differs, firstDifference, SLACK_MS } from '../crossing.js';
import { type Entries, type Joining, latestTime, put } from '../entries.js';
import { nextLeaving, type SignalKind } from './kind.js';

const anything = (property: Json | undefined): Json | undefined => property ?? undefined;
const scaled = (value: Json, scale: number): Json => (typeof value === 'number' ? value * scale : value);

/** The value of the later of two; of two at the same time the greater, so that their order can't matter. */
const laterOf: Joining = {
  time: Math.max,
  value: (timeA, a, timeB, b) => (timeA > timeB || (timeA === timeB && compareJson(a, b) > 0) ? a : b),
};
const earlierOf: Joining = {
  time: Math.min,
  value: (timeA, a, timeB, b) => (timeA < timeB || (timeA === timeB && compareJson(a, b) <= 0) ? a : b),
};

/** last: every window ends now, so the latest value of all is enough. */
export function last(scale: number): SignalKind {
  return {
    empty: undefined,
    moves: false,
    contribution: anything,
    put: (entries, time, value) => put(entries, time, value, -Infinity, Infinity, laterOf),
    putsOff: () => true,
    read: (entries) => scaled(entries[entries.length - 1] as Json, scale),
    nextDifference: (entries, _first, _now, _thresholds, width) => latestTime(entries) + width,
  };
}

/** first: the earliest value of each stretch that stays together. */
export function first(scale: number): SignalKind {
  const valueAt = (entries: Entries, place: number): Json | undefined =>
    place < entries.length ? scaled(entries[place + 1] as Json, scale) : undefined;
  return {
    empty: undefined,
    moves: false,
    contribution: anything,
    put: (entries, time, value, from, to) => put(entries, time, value, from, to, earlierOf),
    // A late event may come up between two others once the first has left.
    putsOff: (_before, _contribution, width) => width === Infinity,
    read: (entries, place) => valueAt(entries, place) as Json,
    nextDifference: (entries, place, _now, thresholds, width) => {
      const today = valueAt(entries, place);
      return nextLeaving(entries, place, width, (at) => differs(today, valueAt(entries, at + 2), thresholds));
    },
  };
}

/** since: seconds since the latest matching event; it grows with the clock. */
export const since: SignalKind = {
  empty: undefined,
  moves: true,
  contribution: () => 0,
  put: (entries, time, value) => put(entries, time, value, -Infinity, Infinity, laterOf),
  putsOff: () => true,
  read: (entries, _first, now) => (now - latestTime(entries)) / 1_000,
  nextDifference: (entries, _first, now, thresholds, width) => {
    const at = latestTime(entries);
    if (thresholds === null) return now + 1;
    let next = at + width;
    for (const threshold of thresholds) {
      const instant = at + threshold * 1_000;
      if (instant > next + SLACK_MS) continue;
      next = Math.min(
        next,
        firstDifference((then) => (then - at) / 1_000, now, instant, threshold),
      );
    }
    return next;
  },
};

/** A total order of JSON values: by type, then by size or text. Only to break ties the same way everywhere. */
function compareJson(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [`${typeof a}${JSON.stringify(a)}`, `${typeof b}${JSON.stringify(b)}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
