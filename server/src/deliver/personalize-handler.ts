import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, type JsonObject, shown, VISITOR_ID } from '@tessera/model';
import { nanoid } from 'nanoid';
import { append } from '../collect/append.js';
import type { CollectParts } from '../collect/beacon-handler.js';
import { decodeEvent, isRefused, type Refused, slotNames } from '../collect/decode.js';
import type { Visitor } from '../engine/visitor.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import { readCookies, visitorOf } from './cookies.js';

/** POST /tessera/personalize: decisions as JSON, for apps, single-page sites and functions. */
export function personalizeHandler(parts: CollectParts): Handler {
  const { personaliser, checkOrigin } = parts;
  return async (req, res, { query }) => {
    checkOrigin(req, res);
    const body = await readJsonObject(req);
    for (const field of Object.keys(body)) {
      if (!FIELDS.includes(field))
        throw wrongShape(field, body[field], `nothing: the fields are ${FIELDS.join(', ')}`);
    }
    const slots = body.slots == null ? [...personaliser.current.slots.keys()] : slotNames(body.slots);
    const unknown = slots.find((slot) => !personaliser.current.slots.has(slot));
    if (unknown !== undefined)
      throw new Problem('unknown_slot', `slots: no slot is called ${shown(unknown)}`);

    const visitor = await visitorOfCall(parts, req, res, body);
    const now = personaliser.clock();
    const decisions: Record<string, unknown> = {};
    for (const key of slots) {
      const decision = personaliser.decide(visitor, key, now);
      const slot = personaliser.current.fragments.slot(key);
      if (!decision || !slot) continue;
      const { bytes, content } = personaliser.current.fragments.html(
        slot,
        decision.variant,
        new URLSearchParams(query),
        visitor.traits,
      );
      decisions[key] = {
        variant: personaliser.nameOf(decision),
        html: new TextDecoder().decode(bytes),
        content,
        source: decision.source,
        segment: decision.segment,
      };
    }
    sendJson(res, 200, { decisions }, { 'Cache-Control': 'private, no-store' });
  };
}

const FIELDS: readonly string[] = ['visitor', 'segment', 'event', 'slots'];

/** Whom the call is about: one in exactly a segment, the given or asking visitor, or an unknown one. */
async function visitorOfCall(
  parts: CollectParts,
  req: IncomingMessage,
  res: ServerResponse,
  { visitor: given, segment, event }: JsonObject,
): Promise<Visitor> {
  const { personaliser } = parts;
  if (segment !== undefined && segment !== null) {
    const visitor = typeof segment === 'string' ? personaliser.inSegment(segment) : null;
    const keys = [...personaliser.current.engine.segmentByKey.keys()].join(', ');
    if (!visitor)
      throw wrongShape('segment', segment, `the key of a published segment: ${keys || 'there is none'}`);
    return visitor;
  }
  if (given !== undefined && given !== null && !(typeof given === 'string' && VISITOR_ID.test(given))) {
    throw wrongShape('visitor', given, 'a visitor id, 16 to 40 of A-Z, a-z, 0-9, _ and -');
  }
  const known = typeof given === 'string' ? given : visitorOf(readCookies(req));
  let id = known ?? nanoid();
  if (event !== undefined && event !== null) {
    const now = personaliser.clock();
    const decoded = isJsonObject(event)
      ? decodeEvent(event, now, parts.identitySecret)
      : ({
          refused: 'malformed',
          reason: `event: must be an object (found ${shown(event)})`,
        } satisfies Refused);
    if (isRefused(decoded)) {
      parts.metrics.figures.countRejected([decoded]);
      throw new Problem('wrong_shape', decoded.reason);
    }
    const unkept = typeof given === 'string' ? null : parts.admission.whyUnkept(req, readCookies(req));
    if (unkept !== null) {
      parts.metrics.figures.unkept[unkept] += 1;
      return personaliser.madeUp({ context: personaliser.requests.of(req) });
    }
    parts.admission.assertRates(req, known, 1, now);
    id = await append(parts, { visitor: id, receivedAt: now, events: [decoded], context: null });
    // An app that names its visitor keeps the id itself.
    if (id !== known && typeof given !== 'string')
      res.appendHeader('Set-Cookie', parts.cookies.visitor(req, id));
  }
  return personaliser.find(id) ?? personaliser.madeUp({ context: personaliser.requests.of(req) });
}
