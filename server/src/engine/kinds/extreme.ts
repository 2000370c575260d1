import { differs } from '../crossing.js';
import { type Entries, type Joining, put } from '../entries.js';
import { nextLeaving, type SignalKind } from './kind.js';
import { numberOnly } from './tally.js';

/**
 * max and min (`sign` 1 and -1). An entry that a later one reaches or exceeds can never decide again, so
 * entries go down from the greatest to the latest, and the first in a window is its extreme.
 */
export function extreme(sign: 1 | -1, scale: number): SignalKind {
  const joining: Joining = {
    time: Math.max,
    value: (_timeA, a, _timeB, b) => sign * Math.max(sign * (a as number), sign * (b as number)),
  };
  const dropOutdone = (entries: Entries): void => {
    let kept = entries.length - 2;
    let best = sign * (entries[kept + 1] as number);
    for (let i = kept - 2; i >= 0; i -= 2) {
      const value = sign * (entries[i + 1] as number);
      if (value <= best) continue;
      best = value;
      kept -= 2;
      entries[kept] = entries[i] as number;
      entries[kept + 1] = entries[i + 1] as number;
    }
    if (kept > 0) entries.splice(0, kept);
  };
  const valueAt = (entries: Entries, place: number): number | undefined =>
    place < entries.length ? (entries[place + 1] as number) * scale : undefined;
  return {
    empty: undefined,
    moves: false,
    contribution: numberOnly,
    put: (entries, time, value, from, to) => {
      put(entries, time, value, from, to, joining);
      dropOutdone(entries);
    },
    putsOff: () => true,
    read: (entries, first) => valueAt(entries, first) as number,
    nextDifference: (entries, first, _now, thresholds, width) => {
      const today = valueAt(entries, first);
      return nextLeaving(entries, first, width, (place) =>
        differs(today, valueAt(entries, place + 2), thresholds),
      );
    },
  };
}
