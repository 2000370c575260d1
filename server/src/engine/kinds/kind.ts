import type { Json } from '@tessera/model';
import type { Thresholds } from '../crossing.js';
import type { Entries } from '../entries.js';

/**
 * How one kind of signal folds what its events bring, and how it is read. Every fold is commutative and
 * associative, so late, repeated and merged events end in the same entries as events in order.
 */
export interface SignalKind {
  /** The value before any event; undefined means missing. */
  readonly empty: Json | undefined;
  /** Whether the value changes with time alone, leaving windows aside. */
  readonly moves: boolean;
  /** What a matching event's property contributes; undefined if it can't. */
  contribution(property: Json | undefined): Json | undefined;
  /** Puts a contribution in; entries between `from` and `to` can never be told apart from it again. */
  put(entries: Entries, time: number, contribution: Json, from: number, to: number): void;
  /**
   * Whether a contribution can only put off the instants at which time alone makes the value compare
   * differently with anything, given the value before it. `width` as below.
   */
  putsOff(before: Json | undefined, contribution: Json, width: number): boolean;
  /** The value of the entries from place `first` on, at `now`; there is at least one. */
  read(entries: Entries, first: number, now: number): Json;
  /**
   * The first whole ms after `now` at which that value compares differently, by itself or because entries
   * leave a sliding window of `width` ms (Infinity for other windows). May be early, never late.
   */
  nextDifference(entries: Entries, first: number, now: number, thresholds: Thresholds, width: number): number;
}

/**
 * When the first entry leaves a sliding window after whose leaving `valueAfter` compares differently with
 * `today`. For kinds that stand still between events.
 */
export function nextLeaving(
  entries: Entries,
  first: number,
  width: number,
  differsAfter: (place: number) => boolean,
): number {
  if (width === Infinity) return Infinity;
  for (let i = first; i < entries.length; i += 2) if (differsAfter(i)) return (entries[i] as number) + width;
  return Infinity;
}
