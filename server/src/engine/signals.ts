import { durationMs, type Field, type Json, type Signal, type TesseraEvent } from '@tessera/model';
import type { Thresholds } from './crossing.js';
import { type Entries, firstFrom, keepFrom, latestTime } from './entries.js';
import { hash32 } from './hash.js';
import { kindOf } from './kinds/index.js';
import { inputsOf, type SignalInput } from './signal-inputs.js';
import type { Visitor } from './visitor.js';
import { windowOf } from './windows.js';

/** One published signal, ready to fold events and to be read. */
export interface CompiledSignal {
  readonly key: string;
  /** Its place in every visitor's `signals`. */
  readonly number: number;
  /** 32 bits that change with the definition: state folded by another definition is not this signal's. */
  readonly fingerprint: number;
  readonly window: Signal['window'];
  /** Which events it folds. */
  readonly inputs: readonly SignalInput[];
  /** What a matching event contributes; undefined if it has not what this signal folds. */
  contribution(event: TesseraEvent, input: SignalInput): Json | undefined;
  /**
   * Folds a contribution of an event at `time`, which the visitor's sessions and page already know. Answers
   * whether it changed anything.
   */
  fold(visitor: Visitor, time: number, contribution: Json): boolean;
  /** Folds what another visitor, who is the same person, has folded. */
  absorb(visitor: Visitor, entries: Entries): void;
  /** Lets go of what will never count again. Answers whether there was anything. */
  tidy(visitor: Visitor): boolean;
  /** As `SignalKind.putsOff`. */
  putsOff(before: Json | undefined, contribution: Json): boolean;
  /** Half-life in ms; null: the signal does not decay. */
  readonly halfLifeMs: number | null;
  /** When the latest event came that the value speaks of, epoch ms; null before any. */
  latest(visitor: Visitor): number | null;
  readonly field: Field<Visitor>;
}

/** How many entries page and sliding windows keep, per signal at most and per visitor altogether. */
const MOST_ENTRIES = 1_000;
const MOST_ENTRIES_OF_ALL = 50_000;

export function compileSignals(signals: readonly Signal[]): readonly CompiledSignal[] {
  // Bounds what one visitor can take up, whatever the catalog holds and however much the visitor does.
  const most = Math.min(MOST_ENTRIES, Math.floor(MOST_ENTRIES_OF_ALL / Math.max(1, signals.length)));
  const inputs = signals.map(inputsOf);
  const numbers = numbersOf(inputs);
  const taken = new Set<number>();
  return signals.map((signal, place) => {
    const compiled = compileSignal(signal, inputs[place] ?? [], numbers[place] as number, most);
    // Two of 500 definitions share 32 bits once in 30,000 catalogs; then the later one counts on.
    let { fingerprint } = compiled;
    while (taken.has(fingerprint)) fingerprint = (fingerprint + 1) % 4294967296;
    taken.add(fingerprint);
    return { ...compiled, fingerprint };
  });
}

/**
 * A number for each signal, by its place in the catalog. Signals that fold the same events get neighbouring ones, so
 * that an event touches little of a visitor.
 */
function numbersOf(inputs: readonly (readonly SignalInput[])[]): readonly number[] {
  const asks = inputs.map(([first]) => `${first?.event} ${first?.asks}`);
  const byAsks = [...asks.keys()].sort((a, b) => compareText(asks[a] ?? '', asks[b] ?? ''));
  const numbers: number[] = [];
  for (const [number, place] of byAsks.entries()) numbers[place] = number;
  return numbers;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `most`: how many entries a page or sliding window keeps; it looks at the newest ones. */
function compileSignal(
  signal: Signal,
  inputs: readonly SignalInput[],
  number: number,
  most: number,
): CompiledSignal {
  // Taken apart once: calls through closures are what every event and every condition pays for.
  const kind = kindOf(signal);
  const { put, read, nextDifference, contribution, empty, moves } = kind;
  const window = windowOf(signal.window);
  const { start, keepFrom: earliestOf, stretchFrom, stretchTo, end, width } = window;

  const take = (visitor: Visitor, time: number, value: Json): boolean => {
    const earliest = earliestOf(visitor);
    if (time < earliest) return false;
    const entries = visitor.signals.open(number, value);
    if (entries === undefined) {
      visitor.signals.put(number, time, value);
      return true;
    }
    put(entries, time, value, stretchFrom(visitor, time), stretchTo(visitor, time));
    keepFrom(entries, earliest, most);
    visitor.signals.close(number, entries);
    return true;
  };
  const valueAt = (visitor: Visitor, now: number): Json | undefined => {
    const entries = visitor.signals.entries(number);
    if (entries === undefined) return empty;
    const first = start === null ? 0 : firstFrom(entries, start(visitor, now));
    return first < entries.length ? read(entries, first, now) : empty;
  };
  const nextCrossing = (visitor: Visitor, now: number, thresholds: Thresholds): number => {
    const entries = visitor.signals.entries(number);
    if (entries === undefined) return Infinity;
    const first = start === null ? 0 : firstFrom(entries, start(visitor, now));
    if (first >= entries.length) return Infinity;
    return Math.min(end(visitor), nextDifference(entries, first, now, thresholds, width));
  };

  return {
    key: signal.key,
    number,
    fingerprint: hash32(JSON.stringify({ ...signal, name: null })),
    window: signal.window,
    inputs,
    contribution: (event, { propertyOf }) => contribution(propertyOf(event)),
    fold: take,
    absorb: (visitor, entries) => {
      for (let i = 0; i < entries.length; i += 2) take(visitor, entries[i] as number, entries[i + 1] as Json);
    },
    tidy: (visitor) => {
      const entries = visitor.signals.entries(number);
      if (!entries) return false;
      const before = entries.length;
      keepFrom(entries, earliestOf(visitor), most);
      const after = entries.length;
      if (after < before) visitor.signals.close(number, entries);
      return after < before;
    },
    putsOff: (before, value) => kind.putsOff(before, value, width),
    halfLifeMs: 'halfLife' in signal && signal.halfLife !== null ? durationMs(signal.halfLife) : null,
    latest: (visitor) => {
      const entries = visitor.signals.entries(number);
      return entries ? latestTime(entries) : null;
    },
    // Where only events change it, conditions need not ask when.
    field: moves || window.moves ? { read: valueAt, nextCrossing } : { read: valueAt },
  };
}
