import type { Json } from '@tessera/model';

/**
 * What a signal has folded, `[time, value, time, value, …]`, oldest first, times in epoch ms, each time once.
 * Flat, because a list of pairs would cost an object an entry. Windows are always the latest part of it, so
 * one list answers for any start of a window, also for one that a late event moves.
 */
export type Entries = Json[];

export const timeAt = (entries: Entries, i: number): number => entries[i] as number;

/** Time of the latest entry; entries must not be empty. */
export const latestTime = (entries: Entries): number => entries[entries.length - 2] as number;

/** The place of the first entry at or after `start`; `entries.length` if there is none. */
export function firstFrom(entries: Entries, start: number): number {
  let low = 0;
  // Most entries are in the window, so the first is looked at first.
  if (entries.length === 0 || (entries[0] as number) >= start) return 0;
  let high = entries.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle * 2] as number) >= start) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

/** How two contributions become one that nothing will ever have to tell apart again. */
export interface Joining {
  time(a: number, b: number): number;
  value(timeA: number, a: Json, timeB: number, b: Json): Json;
}

/**
 * Puts a contribution in its place, joined with all entries between `from` and `to` (both included), which
 * must surround `time`. Joining is commutative and associative, so any order of calls gives the same entries.
 */
export function put(
  entries: Entries,
  time: number,
  value: Json,
  from: number,
  to: number,
  joining: Joining,
): void {
  const first = entries[0] as number;
  if (entries.length === 2 && first >= from && first <= to) {
    // One entry that all is joined into is what most signals have.
    entries[1] = joining.value(first, entries[1] as Json, time, value);
    entries[0] = joining.time(first, time);
    return;
  }
  let end = entries.length;
  while (end > 0 && (entries[end - 2] as number) > to) end -= 2;
  let joinedTime = time;
  let joined = value;
  let start = end;
  while (start > 0 && (entries[start - 2] as number) >= from) {
    start -= 2;
    const otherTime = entries[start] as number;
    joined = joining.value(otherTime, entries[start + 1] as Json, joinedTime, joined);
    joinedTime = joining.time(otherTime, joinedTime);
  }
  if (end - start === 2) {
    entries[start] = joinedTime;
    entries[start + 1] = joined;
  } else if (end === entries.length && start === end) entries.push(joinedTime, joined);
  else entries.splice(start, end - start, joinedTime, joined);
}

/** Leaves only what lies at or after `start`, and of that the newest `most` entries. */
export function keepFrom(entries: Entries, start: number, most: number): void {
  if (entries.length <= 2 * most && (entries[0] as number) >= start) return;
  let drop = 0;
  while (drop < entries.length && (entries[drop] as number) < start) drop += 2;
  drop = Math.max(drop, entries.length - 2 * most);
  if (drop > 0) entries.splice(0, drop);
}
