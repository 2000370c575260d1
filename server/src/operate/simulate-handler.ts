import { isJsonObject, type JsonObject, readContext, type TesseraEvent } from '@tessera/model';
import { decodeEvent, MAX_EVENTS } from '../collect/decode.js';
import { decide, verdicts } from '../decide/decide.js';
import type { Engine } from '../engine/engine.js';
import type { Visitor } from '../engine/visitor.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import { variantName } from '../personaliser.js';
import type { ServerParts } from '../server-parts.js';

const FIELDS: readonly string[] = ['events', 'context', 'traits', 'segment'];

/**
 * POST /admin/simulate: `{ events?, context?, traits?, segment? }`, a made-up visitor, → its signals,
 * segments and every slot's decision with what became of each candidate. Nothing is kept.
 */
export function simulateHandler({ personaliser }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    for (const field of Object.keys(body)) {
      if (!FIELDS.includes(field))
        throw wrongShape(field, body[field], `nothing: the fields are ${FIELDS.join(', ')}`);
    }
    const now = personaliser.clock();
    const { current } = personaliser;
    const visitor = madeUp(body);
    sendJson(res, 200, {
      at: now,
      signals: signalValues(current.engine, visitor, now),
      segments: current.engine.segments.map(({ key, closed }) => ({
        key,
        in: visitor.segments.has(key),
        ...(closed ? { closed } : {}),
      })),
      until: Number.isFinite(visitor.until) ? visitor.until : null,
      decisions: Object.fromEntries(
        [...current.slots].map(([key, slot]) => {
          const { leftOut } = personaliser.smallSegments;
          const decision = decide(slot, visitor, current.engine, now, leftOut);
          return [
            key,
            {
              variant: variantName(decision),
              source: decision.source,
              segment: decision.segment,
              candidates: verdicts(slot, visitor, now, leftOut),
            },
          ];
        }),
      ),
    });
  };

  function madeUp({ events, context, traits, segment }: JsonObject): Visitor {
    if (segment !== undefined && segment !== null) {
      const visitor = typeof segment === 'string' ? personaliser.inSegment(segment) : null;
      if (!visitor) throw wrongShape('segment', segment, 'the key of a published segment');
      return visitor;
    }
    if (context != null && !isJsonObject(context)) throw wrongShape('context', context, 'an object');
    if (traits != null && !isJsonObject(traits)) throw wrongShape('traits', traits, 'an object');
    return personaliser.madeUp({
      events: [...eventsOf(events ?? []), ...(traits ? [identified(traits, personaliser.clock())] : [])],
      context: readContext(context),
    });
  }

  function eventsOf(events: unknown): TesseraEvent[] {
    if (!Array.isArray(events) || events.length > MAX_EVENTS)
      throw wrongShape('events', events, `a list of at most ${MAX_EVENTS} events`);
    return events.map((json, index) => {
      const event = decodeEvent(json, personaliser.clock());
      if (typeof event === 'string') throw new Problem('wrong_shape', `events[${index}].${event}`);
      return event;
    });
  }
}

const identified = (traits: JsonObject, time: number): TesseraEvent => ({
  id: null,
  type: 'identify',
  time,
  page: {},
  props: { traits },
});

const signalValues = (engine: Engine, visitor: Visitor, now: number): Record<string, unknown> =>
  Object.fromEntries(engine.signals.map(({ key, field }) => [key, field.read(visitor, now) ?? null]));
