import { type Catalog, type Context, type FieldOf, isJsonObject, type TesseraEvent } from '@tessera/model';
import { visitorFields } from './fields.js';
import { advance, type CompiledSegment, compileSegments, evaluate } from './segments.js';
import { type CompiledSignal, compileSignal } from './signals.js';
import { REMEMBERED_IDS, SESSION_SILENCE_MS, type Visitor } from './visitor.js';

/** A catalog's signals and segments, compiled. Pure: state and time in, state out. */
export interface Engine {
  readonly signals: readonly CompiledSignal[];
  readonly segments: readonly CompiledSegment[];
  readonly segmentByKey: ReadonlyMap<string, CompiledSegment>;
  /** How any condition about a visitor reads its fields. */
  readonly fieldOf: FieldOf<Visitor>;
  /** Folds what a beacon brought, then evaluates the segments at `now`. Answers how many events were repeats. */
  take(visitor: Visitor, events: readonly TesseraEvent[], context: Context | null, now: number): number;
  /** Brings the visitor's segments up to `now`, if time alone can have changed them. */
  advance(visitor: Visitor, now: number): void;
}

export function compileEngine(catalog: Catalog): Engine {
  const signals = catalog.signals.map(compileSignal);
  const byKey = new Map(signals.map((signal) => [signal.key, signal]));
  const byEventType = groupByEventType(signals);
  const fieldOf = visitorFields(byKey, catalog.timezone);
  const segments = compileSegments(catalog.segments, new Set(byKey.keys()), fieldOf);

  const foldOne = (visitor: Visitor, event: TesseraEvent): void => {
    openWindows(visitor, event);
    for (const signal of byEventType.get(event.type) ?? []) signal.fold(visitor, event);
    if (event.type === 'identify') {
      const { traits } = event.props;
      if (isJsonObject(traits)) visitor.traits = { ...visitor.traits, ...traits };
    }
  };

  return {
    signals,
    segments,
    segmentByKey: new Map(segments.map((segment) => [segment.key, segment])),
    fieldOf,
    take: (visitor, events, context, now) => {
      advance(segments, visitor, now);
      let repeats = 0;
      for (const event of [...events].sort((a, b) => a.time - b.time)) {
        if (isRepeat(visitor, event)) repeats += 1;
        else foldOne(visitor, event);
      }
      visitor.seenAt = Math.max(visitor.seenAt, now);
      if (context) visitor.context = { ...visitor.context, ...context };
      evaluate(segments, visitor, now);
      return repeats;
    },
    advance: (visitor, now) => advance(segments, visitor, now),
  };
}

function groupByEventType(
  signals: readonly CompiledSignal[],
): ReadonlyMap<string, readonly CompiledSignal[]> {
  const groups = new Map<string, CompiledSignal[]>();
  for (const signal of signals) {
    for (const type of signal.eventTypes) groups.set(type, [...(groups.get(type) ?? []), signal]);
  }
  return groups;
}

/** A page_view opens a page; the first event after silence opens a session. */
function openWindows(visitor: Visitor, event: TesseraEvent): void {
  if (event.time >= visitor.seenAt + SESSION_SILENCE_MS) visitor.sessionAt = event.time;
  // A late event can turn out to be the one that began the session.
  else if (event.time > visitor.sessionAt - SESSION_SILENCE_MS) {
    visitor.sessionAt = Math.min(visitor.sessionAt, event.time);
  }
  if (event.type === 'page_view') visitor.pageAt = Math.max(visitor.pageAt, event.time);
  visitor.seenAt = Math.max(visitor.seenAt, event.time);
}

function isRepeat(visitor: Visitor, event: TesseraEvent): boolean {
  if (event.id === null) return false;
  if (visitor.recentIds.includes(event.id)) return true;
  visitor.recentIds.push(event.id);
  if (visitor.recentIds.length > REMEMBERED_IDS) visitor.recentIds.shift();
  return false;
}
