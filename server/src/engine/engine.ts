import { type Catalog, type Context, type FieldOf, isJsonObject, type TesseraEvent } from '@tessera/model';
import { dependantsOf } from './dependants.js';
import { evaluationOf, visitorTime } from './evaluation.js';
import { visitorFields } from './fields.js';
import { foldingOf } from './folders.js';
import { hash40 } from './hash.js';
import { lastWrite, withinLimits } from './last-write.js';
import { mergeInto } from './merge.js';
import { addId } from './recent-ids.js';
import { type CompiledSegment, compileSegments } from './segments.js';
import { addToSessions, sessionStart } from './sessions.js';
import { type CompiledSignal, compileSignals } from './signals.js';
import type { Visitor } from './visitor.js';

/** A catalog's signals and segments, compiled. Pure: state and time in, state out. Times are epoch ms. */
export interface Engine {
  /** In the catalog's order, which is not that of their numbers. */
  readonly signals: readonly CompiledSignal[];
  /** In dependency order: a segment stands after its parent and after those it names. */
  readonly segments: readonly CompiledSegment[];
  readonly segmentByKey: ReadonlyMap<string, CompiledSegment>;
  /** How any condition about a visitor reads its fields. */
  readonly fieldOf: FieldOf<Visitor>;
  /** Folds what a beacon brought, then brings the segments up to `now`. Answers how many events were repeats. */
  take(visitor: Visitor, events: readonly TesseraEvent[], context: Context | null, now: number): number;
  /** Brings the visitor's segments up to `now`, if time alone can have changed them. */
  advance(visitor: Visitor, now: number): void;
  /** Looks at all segments anew at `now`: for a visitor who followed another catalog. */
  adopt(visitor: Visitor, now: number): void;
  /** Makes `visitor` the one person that it and `other` turn out to be. `other` is of no use afterwards. */
  merge(visitor: Visitor, other: Visitor, now: number): void;
}

/**
 * The way of an event: is it a repeat? → sessions and page it belongs to → the signals that fold its type →
 * the segments that read a signal that changed → the instant at which time alone may change one of them.
 */
export function compileEngine(catalog: Catalog): Engine {
  const signals = compileSignals(catalog.signals);
  const signalByKey = new Map(signals.map((signal) => [signal.key, signal]));
  const fieldOf = visitorFields(signalByKey, catalog.timezone);
  const segments = compileSegments(catalog.segments, new Set(signalByKey.keys()), fieldOf);
  const definitions = new Map(catalog.segments.map((segment) => [segment.key, segment]));
  const dependants = dependantsOf(signals, segments, definitions);
  const { mark, markAll, evaluateMarked, evaluateAll, advance } = evaluationOf(segments, dependants);
  const foldInto = foldingOf(signals, dependants.ofSignal, mark);
  const onPage = signals.filter(({ window }) => window === 'page');

  function take(
    visitor: Visitor,
    events: readonly TesseraEvent[],
    context: Context | null,
    now: number,
  ): number {
    const time = visitorTime(visitor, now);
    advance(visitor, time);
    const session = sessionStart(visitor.sessions, time);
    const visits = visitor.sessions.length;
    let repeats = 0;
    for (const event of events) {
      if (isRepeat(visitor, event)) repeats += 1;
      else fold(visitor, event, time);
    }
    visitor.seenAt = Math.max(visitor.seenAt, now);
    if (context) write(visitor, 'context', context, now);
    if (sessionStart(visitor.sessions, time) !== session) markAll(dependants.ofSession);
    if (visitor.sessions.length !== visits) markAll(dependants.ofVisits);
    evaluateMarked(visitor, time);
    // An event that is ahead of the server's clock takes the visitor's time along.
    advance(visitor, visitorTime(visitor, now));
    return repeats;
  }

  function fold(visitor: Visitor, event: TesseraEvent, now: number): void {
    addToSessions(visitor.sessions, event.time);
    if (event.type === 'page_view' && event.time > visitor.pageAt) {
      visitor.pageAt = event.time;
      for (const signal of onPage)
        if (signal.tidy(visitor))
          for (const { place } of dependants.ofSignal[signal.number] ?? []) mark(place);
    }
    foldInto(visitor, event, now);
    if (event.type === 'identify' && isJsonObject(event.props.traits))
      write(visitor, 'traits', event.props.traits, event.time);
    if (event.type === CONSENT_EVENT) write(visitor, 'consent', event.props, event.time);
  }

  function write(
    visitor: Visitor,
    group: 'context' | 'traits' | 'consent',
    fields: object,
    at: number,
  ): void {
    const before = { fields: visitor[group], stamps: visitor.stamps[group] };
    const written = lastWrite(before, fields as Record<string, unknown>, at);
    const after = group === 'context' ? written : withinLimits(written);
    visitor.stamps[group] = after.stamps;
    if (after.fields === before.fields) return;
    visitor[group] = after.fields as Context & Visitor['traits'];
    markAll(dependants.ofRoot[group]);
  }

  return {
    signals,
    segments,
    segmentByKey: new Map(segments.map((segment) => [segment.key, segment])),
    fieldOf,
    take,
    advance: (visitor, now) => advance(visitor, visitorTime(visitor, now)),
    adopt: (visitor, now) => evaluateAll(visitor, visitorTime(visitor, now)),
    merge: (visitor, other, now) => {
      mergeInto(visitor, other, signals);
      evaluateAll(visitor, visitorTime(visitor, now));
    },
  };
}

/** Tells what the visitor agreed to, by purpose. Only the server makes it (privacy/). */
export const CONSENT_EVENT = 'consent';

/** Whether the event came before; from now on it has. Events without an id are never repeats. */
const isRepeat = ({ recentIds }: Visitor, { id }: TesseraEvent): boolean =>
  id !== null && !addId(recentIds, hash40(id));
