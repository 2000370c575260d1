import { durationMs, type Field, type Json, type Signal, type TesseraEvent } from '@tessera/model';
import { type Entries, firstFrom, keepFrom, latestTime } from './entries.js';
import { hash32 } from './hash.js';
import { kindOf } from './kinds/index.js';
import { inputsOf } from './signal-inputs.js';
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
  /** Types of the events it may fold. */
  readonly eventTypes: readonly string[];
  /** Folds an event whose time the visitor's windows already know. Answers whether it changed anything. */
  fold(visitor: Visitor, event: TesseraEvent): boolean;
  /** Folds what another visitor, who is the same person, has folded. */
  absorb(visitor: Visitor, entries: Entries): void;
  /** Lets go of what will never count again. */
  tidy(visitor: Visitor): void;
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
  const taken = new Set<number>();
  return signals.map((signal, number) => {
    const compiled = compileSignal(signal, number, most);
    // Two of 500 definitions share 32 bits once in 30,000 catalogs; then the later one counts on.
    let { fingerprint } = compiled;
    while (taken.has(fingerprint)) fingerprint = (fingerprint + 1) % 4294967296;
    taken.add(fingerprint);
    return { ...compiled, fingerprint };
  });
}

/** `most`: how many entries a page or sliding window keeps; it looks at the newest ones. */
function compileSignal(signal: Signal, number: number, most: number): CompiledSignal {
  const kind = kindOf(signal);
  const window = windowOf(signal.window);
  const inputs = inputsOf(signal);

  const put = (visitor: Visitor, time: number, contribution: Json): boolean => {
    const earliest = window.keepFrom(visitor);
    if (time < earliest) return false;
    let entries = visitor.signals[number];
    if (entries === undefined) {
      entries = [];
      visitor.signals[number] = entries;
    }
    kind.put(entries, time, contribution, window.stretchFrom(visitor, time), window.stretchTo(visitor, time));
    keepFrom(entries, earliest, most);
    return true;
  };

  return {
    key: signal.key,
    number,
    fingerprint: hash32(JSON.stringify({ ...signal, name: null })),
    window: signal.window,
    eventTypes: [...new Set(inputs.map(({ event }) => event))],
    fold: (visitor, event) => {
      let changed = false;
      for (const { event: type, where, propertyOf } of inputs) {
        if (type !== event.type || (where !== null && !where.holds(event, event.time))) continue;
        const contribution = kind.contribution(propertyOf(event));
        if (contribution !== undefined && put(visitor, event.time, contribution)) changed = true;
      }
      return changed;
    },
    absorb: (visitor, entries) => {
      for (let i = 0; i < entries.length; i += 2) put(visitor, entries[i] as number, entries[i + 1] as Json);
    },
    tidy: (visitor) => {
      const entries = visitor.signals[number];
      if (!entries) return;
      keepFrom(entries, window.keepFrom(visitor), most);
      if (entries.length === 0) visitor.signals[number] = undefined;
    },
    halfLifeMs: 'halfLife' in signal && signal.halfLife !== null ? durationMs(signal.halfLife) : null,
    latest: (visitor) => {
      const entries = visitor.signals[number];
      return entries && entries.length > 0 ? latestTime(entries) : null;
    },
    field: {
      read: (visitor, now) => {
        const entries = visitor.signals[number];
        if (entries === undefined) return kind.empty;
        const first = firstFrom(entries, window.start(visitor, now));
        return first < entries.length ? kind.read(entries, first, now) : kind.empty;
      },
      nextCrossing: (visitor, now, thresholds) => {
        const entries = visitor.signals[number];
        if (entries === undefined) return Infinity;
        const first = firstFrom(entries, window.start(visitor, now));
        if (first >= entries.length) return Infinity;
        return Math.min(
          window.end(visitor),
          kind.nextDifference(entries, first, now, thresholds, window.width),
        );
      },
    },
  };
}
