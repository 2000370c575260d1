import type { Json } from '@tessera/model';
import { differs } from '../crossing.js';
import type { Entries } from '../entries.js';
import { hash53 } from '../hash.js';
import { nextLeaving, type SignalKind } from './kind.js';

/**
 * distinct: how many different values. Kept are the values' hashes, each with the latest time it came, which
 * is all that windows need: a value is in a window if its latest time is.
 */
export const distinct: SignalKind = {
  empty: 0,
  moves: false,
  contribution: (property) => (property == null ? undefined : hashOf(property)),
  put: (entries, time, hash) => {
    for (let i = 0; i < entries.length; i += 2) {
      if (entries[i + 1] !== hash) continue;
      if ((entries[i] as number) >= time) return;
      entries.splice(i, 2);
      break;
    }
    const place = placeOf(entries, time, hash as number);
    if (place === entries.length) entries.push(time, hash);
    else entries.splice(place, 0, time, hash);
  },
  putsOff: () => true,
  read: (entries, first) => (entries.length - first) / 2,
  nextDifference: (entries, first, _now, thresholds, width) => {
    const today = (entries.length - first) / 2;
    return nextLeaving(entries, first, width, (place) =>
      differs(today, (entries.length - place - 2) / 2, thresholds),
    );
  },
};

const hashOf = (value: Json): number => hash53(`${typeof value}${JSON.stringify(value)}`);

/** Oldest first; of the same time by hash, so that the order of arrival leaves no trace. */
function placeOf(entries: Entries, time: number, hash: number): number {
  let place = entries.length;
  while (place > 0) {
    const before = entries[place - 2] as number;
    if (before < time || (before === time && (entries[place - 1] as number) < hash)) break;
    place -= 2;
  }
  return place;
}
