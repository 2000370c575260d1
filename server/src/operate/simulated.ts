import { isJsonObject, type JsonObject, readContext, type TesseraEvent } from '@tessera/model';
import { decodeEvent, MAX_EVENTS } from '../collect/decode.js';
import type { Engine } from '../engine/engine.js';
import { withinLimits } from '../engine/last-write.js';
import { Memberships } from '../engine/memberships.js';
import { newVisitor, type Stamps, type Visitor } from '../engine/visitor.js';
import { Problem, wrongShape } from '../http/problems.js';

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

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2101, 0, 1) - 1;

/**
 * A made-up visitor as it would be at `at` (epoch ms) if its events had come as they happened: also who a hold
 * keeps in a segment is in it. Context, traits and consent are as given from the first event on; events say how
 * old they are at `at`. With `segment`, the visitor is in exactly that segment and its parents, whatever else
 * is known. Throws a Problem for what it can't take.
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
  engine.take(visitor, [], context && readContext(context), first);
  for (const event of events) engine.take(visitor, [event], null, event.time);
  engine.advance(visitor, at);
  if (body.segment !== undefined && body.segment !== null) assume(engine, visitor, body.segment, at);
  return visitor;
}

function assume(engine: Engine, visitor: Visitor, segment: unknown, at: number): void {
  const published = (key: unknown) => (typeof key === 'string' ? engine.segmentByKey.get(key) : undefined);
  if (!published(segment)) throw wrongShape('segment', segment, 'the key of a published segment');
  visitor.segments = new Memberships();
  visitor.until = Infinity;
  for (let one = published(segment); one; one = published(one.parent)) visitor.segments.set(one.key, at);
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
    if (typeof event === 'string') throw new Problem('wrong_shape', `events[${index}].${event}`);
    return event;
  });
}
