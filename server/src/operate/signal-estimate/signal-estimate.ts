import type { Json, Signal, TesseraEvent } from '@tessera/model';
import { emptyCatalog } from '../../catalog/compiled-catalog.js';
import { compileEngine } from '../../engine/engine.js';
import { visitorTime } from '../../engine/evaluation.js';
import type { CompiledSignal } from '../../engine/signals.js';
import { newVisitor } from '../../engine/visitor.js';
import { inSlices } from '../../profiles/slices.js';
import type { RecentEvents } from '../live/recent-events.js';
import { type ValueCount, ValueCounts } from '../values/value-counts.js';
import { type NumberSummary, summaryOf } from './number-summary.js';

/** What a draft of a signal would be for recent visitors, by what they did since `since` (epoch ms). */
export interface SignalEstimate {
  readonly since: number;
  /** The part of all visitors that was looked at, 0 to 1. */
  readonly sample: number;
  readonly visitors: number;
  readonly matched: number;
  readonly missing: number;
  readonly numbers: NumberSummary | null;
  readonly values: readonly ValueCount[];
}

/** Folds the events of each visitor heard of within `withinMs` as a catalog with only this signal would. */
export async function estimateSignal(
  signal: Signal,
  recent: RecentEvents,
  { now, withinMs, timezone }: { now: number; withinMs: number; timezone: string },
): Promise<SignalEstimate> {
  const fold = folderOf(signal, timezone);
  const everybody = recent.everybody(now).filter(({ heardAt }) => heardAt > now - withinMs);
  const frame = { since: recent.since(now), sample: recent.share };
  const numbers: number[] = [];
  const counts = new ValueCounts();
  let [visitors, matched, missing] = [0, 0, 0];
  const folding = function* (): Generator<void> {
    for (const { events } of everybody) {
      // Who was let go of meanwhile did nothing that is known.
      if (events.length === 0) continue;
      visitors += 1;
      const { value, matches } = fold(events, now);
      if (matches) matched += 1;
      if (value === undefined) missing += 1;
      else if (typeof value === 'number') numbers.push(value);
      else if (typeof value === 'string' || typeof value === 'boolean') counts.add(new Set([value]));
      yield;
    }
  };
  await inSlices(folding());
  const field = 'value' in signal ? signal.value : signal.key;
  return {
    ...frame,
    visitors,
    matched,
    missing,
    numbers: summaryOf(numbers),
    values: counts.most(field),
  };
}

interface Folded {
  /** Undefined: missing. */
  readonly value: Json | undefined;
  /** Whether any of the events is one that the signal folds. */
  readonly matches: boolean;
}

/** Folds what a visitor did into nothing but this signal. */
function folderOf(
  signal: Signal,
  timezone: string,
): (events: readonly TesseraEvent[], now: number) => Folded {
  const engine = compileEngine({ ...emptyCatalog, timezone, signals: [signal] });
  const [compiled] = engine.signals;
  if (!compiled) throw new Error(`signal ${signal.key} was not compiled`);
  return (events, now) => {
    const visitor = newVisitor('', Math.min(now, ...events.map(({ time }) => time)));
    engine.take(visitor, events, null, now);
    return {
      value: compiled.field.read(visitor, visitorTime(visitor, now)),
      matches: events.some((event) => contributes(compiled, event)),
    };
  };
}

const contributes = (signal: CompiledSignal, event: TesseraEvent): boolean =>
  signal.inputs.some(
    (input) =>
      input.event === event.type &&
      (input.where?.holds(event, event.time) ?? true) &&
      signal.contribution(event, input) !== undefined,
  );
