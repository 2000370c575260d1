import {
  type Catalog,
  type Context,
  isJsonObject,
  type Json,
  type JsonObject,
  lookUp,
  namedSegments,
  type Segment,
  signalsRead,
  type TesseraEvent,
} from '@tessera/model';
import { holds, type Read } from './twin-condition.js';
import { signalValue } from './twin-signals.js';
import { visitsIn } from './twin-windows.js';

/** A context, as a beacon brought it at `at` (epoch ms). */
export interface ContextWrite {
  readonly at: number;
  readonly context: Context;
}

/** All that is known of one person: every event once, in any order, and every context. */
export interface Known {
  readonly events: readonly TesseraEvent[];
  readonly contexts: readonly ContextWrite[];
}

export const uniqueEvents = (events: readonly TesseraEvent[]): readonly TesseraEvent[] => [
  ...new Map(events.map((event) => [event.id ?? Symbol('no id'), event])).values(),
];

/** What the slow twin of the engine finds. */
export interface Recomputed {
  readonly values: ReadonlyMap<string, Json | undefined>;
  /** The segments the visitor is in. */
  readonly segments: ReadonlySet<string>;
}

/** Everything anew from everything known, at `now`. `stays`: segments that are held, whatever they ask for. */
export function recompute(
  catalog: Catalog,
  known: Known,
  now: number,
  stays: (segment: Segment) => boolean = () => false,
): Recomputed {
  const values = new Map(
    catalog.signals.map((signal) => [signal.key, signalValue(signal, known.events, now)]),
  );
  const context = {
    ...latestFields(known.contexts.map(({ at, context: fields }) => ({ at, fields }))),
    visit: visitsIn(known.events),
  };
  const traits = latestFields(
    known.events.flatMap(({ type, time, props }) =>
      type === 'identify' && isJsonObject(props.traits) ? [{ at: time, fields: props.traits }] : [],
    ),
  );
  const segments = new Set<string>();
  const read: Read = (path) => {
    const [root = '', ...rest] = path.split('.');
    if (root === 'signals') return values.get(rest.join('.')) ?? null;
    if (root === 'segments') return [...segments];
    if (path === 'time.hour') return new Date(now).getUTCHours();
    return lookUp(root === 'context' ? context : traits, rest) ?? null;
  };
  const closed = closedSegments(catalog);
  // Generated catalogs name only segments that stand before.
  for (const segment of catalog.segments) {
    if (closed.has(segment.key)) continue;
    if (segment.parent !== null && !segments.has(segment.parent)) continue;
    if (holds(segment.when, read) || stays(segment)) segments.add(segment.key);
  }
  return { values, segments };
}

const closedOf = new WeakMap<Catalog, ReadonlySet<string>>();

/** Nobody is in a segment that is disabled, or that depends on what is not there for anybody. */
function closedSegments(catalog: Catalog): ReadonlySet<string> {
  const known = closedOf.get(catalog);
  if (known) return known;
  const signals = new Set(catalog.signals.map(({ key }) => key));
  const open = new Set<string>();
  for (const segment of catalog.segments) {
    const reads = signalsRead(segment.when).every((key) => signals.has(key));
    if (segment.enabled && reads && dependencies(segment).every((key) => open.has(key)))
      open.add(segment.key);
  }
  const closed = new Set(catalog.segments.map(({ key }) => key).filter((key) => !open.has(key)));
  closedOf.set(catalog, closed);
  return closed;
}

export const dependencies = (segment: Segment): readonly string[] => [
  ...(segment.parent === null ? [] : [segment.parent]),
  ...namedSegments(segment.when),
];

/** Each field as the latest write has it; of two at the same time, the greater text. */
function latestFields(writes: readonly { at: number; fields: object }[]): JsonObject {
  const all = writes.flatMap(({ at, fields }) =>
    Object.entries(fields).map(([key, value]) => ({ at, key, value, text: JSON.stringify(value) })),
  );
  all.sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
  return Object.fromEntries(all.map(({ key, value }) => [key, value as Json]));
}
