import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { wrongShape } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { instantOf, simulated } from './simulated.js';
import { visitorView } from './visitor-view.js';

const FIELDS: readonly string[] = ['events', 'context', 'traits', 'segment', 'consent', 'at'];

/**
 * POST /admin/simulate: `{ events?, context?, traits?, segment?, consent?, at? }`, a made-up visitor, → a
 * VisitorView: its signals, segments, every slot's decision and why, at the instant `at` (now, if it is left
 * out). Nothing is kept.
 */
export function simulateHandler({ personaliser }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    for (const field of Object.keys(body)) {
      if (!FIELDS.includes(field))
        throw wrongShape(field, body[field], `nothing: the fields are ${FIELDS.join(', ')}`);
    }
    const { current, smallSegments } = personaliser;
    const at = instantOf(body.at, personaliser.clock());
    const visitor = simulated(current.engine, body, at);
    const assumed = body.segment !== undefined && body.segment !== null;
    sendJson(res, 200, visitorView(current, visitor, at, { leftOut: smallSegments.leftOut, assumed }));
  };
}
