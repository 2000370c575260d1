import { isJsonObject, type JsonObject, readContext, type TesseraEvent } from '@tessera/model';
import { decodeEvent, isRefused, MAX_EVENTS } from '../collect/decode.js';
import type { Engine } from '../engine/engine.js';
import { withinLimits } from '../engine/last-write.js';
import { Memberships } from '../engine/memberships.js';
import { newVisitor, type Stamps, type Visitor } from '../engine/visitor.js';
import { onVisit } from '../engine/visits.js';
import { Problem, wrongShape } from '../http/problems.js';
import { visitsSaid } from './made-up-visits.js';

/** The instant to look at, epoch ms: given as such or in ISO 8601, else `now`. Throws a Problem. */
export function instantOf(at: unknown, now: number): number {
  if (at === undefined || at === null) return now;
  const instant = typeof at === 'string' && ISO.test(at) ? Date.parse(at) : at;
  if (typeof instant === 'number' && Number.isInteger(instant) && instant >= EARLIEST && instant <= LATEST)
    return instant;
  throw wrongShape(
    'at',
    at,
    'a whole number of epoch milliseconds or an ISO 8601 date and time with a time zone, from 2000 to 2100',
  );
}

/** One instant or a list of them, in ascending order: the first one, and what follows. Throws a Problem. */
export function instantsOf(at: unknown, now: number): readonly [number, ...number[]] {
  if (!Array.isArray(at)) return [instantOf(at, now)];
  if (at.length === 0 || at.length > MOST_INSTANTS)
    throw wrongShape('at', `${at.length} instants`, `an instant, or a list of 1 to ${MOST_INSTANTS}`);
  const [first = now, ...rest] = at.map((one) => instantOf(one ?? 'null', now));
  const late = rest.findIndex((one, i) => one < (rest[i - 1] ?? first));
  if (late >= 0) throw wrongShape('at', at[late + 1], 'no earlier than the instant before it');
  return [first, ...rest];
}

const MOST_INSTANTS = 200;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2101, 0, 1) - 1;

/**
 * A made-up visitor as it would be at `at` (epoch ms) if its events had come as they happened: also who a hold
 * keeps in a segment is in it. Context, traits and consent are as given from the first event on, which is of the
 * visit that the context says; events say how old they are at `at`. With `segments` (or `segment`, for one), the
 * visitor is in exactly those and their parents, whatever else is known. Throws a Problem for what it can't take.
 */
export function simulated(engine: Engine, body: JsonObject, at: number): Visitor {
  const events = eventsOf(body.events ?? [], at).sort((a, b) => a.time - b.time);
  const context = objectOf('context', body.context);
  const first = events[0]?.time ?? at;
  const visitor = newVisitor('', first);
  const traits = objectOf('traits', body.traits) ?? {};
  const consent = objectOf('consent', body.consent) ?? {};
  // Stamped as written at the end, so that no event writes over them.
  const kept = withinLimits({ fields: traits, stamps: stampsOf(traits, at) });
  visitor.traits = kept.fields as JsonObject;
  visitor.consent = consent;
  visitor.stamps.traits = kept.stamps;
  visitor.stamps.consent = stampsOf(consent, at);
  const visits = visitsSaid(context, 'context');
  if (visits !== null) visitor.sessions = onVisit(visits, [], first);
  engine.take(visitor, [], context && readContext(context), first);
  for (const event of events) engine.take(visitor, [event], null, event.time);
  engine.advance(visitor, at);
  const assumed = assumedSegments(body);
  if (assumed) assume(engine, visitor, assumed, at);
  return visitor;
}

/** By which catalog to judge. Throws a Problem. */
export function whichCatalog(catalog: unknown, byDefault: 'published' | 'drafts'): 'published' | 'drafts' {
  if (catalog === undefined || catalog === null) return byDefault;
  if (catalog === 'published' || catalog === 'drafts') return catalog;
  throw wrongShape('catalog', catalog, '"published" or "drafts"');
}

/** How many segments can be assumed. */
const MOST_SEGMENTS = 50;

/** The keys that `segments` and `segment` name; null if neither is given. Throws a Problem. */
export function assumedSegments({ segments, segment }: JsonObject): readonly string[] | null {
  const many = segments ?? null;
  if (many !== null && (!Array.isArray(many) || many.length > MOST_SEGMENTS))
    throw wrongShape('segments', many, `a list of at most ${MOST_SEGMENTS} keys of segments`);
  const one = segment ?? null;
  if (many === null && one === null) return null;
  const keys: readonly unknown[] = [...(many ?? []), ...(one === null ? [] : [one])];
  return keys.map((key) => {
    if (typeof key === 'string') return key;
    throw wrongShape(many === null ? 'segment' : 'segments', key, 'the key of a segment');
  });
}

/** Puts the visitor into exactly these segments and their parents, since `at`. Throws a Problem for an unknown key. */
export function assume(engine: Engine, visitor: Visitor, segments: readonly string[], at: number): void {
  visitor.segments = new Memberships();
  visitor.until = Infinity;
  for (const key of segments) {
    let one = engine.segmentByKey.get(key);
    if (!one) throw wrongShape('segment', key, 'the key of a segment of this catalog');
    for (; one; one = engine.segmentByKey.get(one.parent ?? '')) visitor.segments.set(one.key, at);
  }
}

function objectOf(field: string, json: unknown): JsonObject | null {
  if (json === undefined || json === null) return null;
  if (!isJsonObject(json)) throw wrongShape(field, json, 'an object');
  return json;
}

const stampsOf = (fields: JsonObject, at: number): Stamps =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, at]));

function eventsOf(events: unknown, at: number): TesseraEvent[] {
  if (!Array.isArray(events)) throw wrongShape('events', events, 'a list of events');
  if (events.length > MAX_EVENTS)
    throw wrongShape('events', `${events.length} events`, `at most ${MAX_EVENTS}`);
  return events.map((json, index) => {
    const event = decodeEvent(json, at);
    if (isRefused(event)) throw new Problem('wrong_shape', `events[${index}].${event.reason}`);
    return event;
  });
}
