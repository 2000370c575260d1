import { DURATION, durationMs, type JsonObject, type Refusal, refusalText, refuse } from '@tessera/model';
import { SESSION_SILENCE_MS } from '../engine/sessions.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { estimate } from './estimate/estimate.js';

const FIELDS: readonly string[] = ['when', 'parent', 'within'];

/**
 * POST /admin/estimate: `{ when, parent?, within? }`, a segment's draft, → an Estimate of the share of visitors
 * seen `within` a duration such as 24h who would be in it, and `within_s`, that duration in seconds. Left out, it
 * is asked of active visitors, seen within the 30 minutes of a session. A draft that would not be published, or
 * that nobody could be in, is answered with a `wrong_shape` problem that lists `refusals`.
 */
export function estimateHandler({ personaliser }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    const { when, parent, within } = body;
    const refusals = [...unknownFields(body), ...durationRefusals(within)];
    if (refusals.length > 0) throw refused(refusals);
    const withinMs = typeof within === 'string' ? durationMs(within) : SESSION_SILENCE_MS;
    const outcome = await estimate(personaliser, { when, parent }, withinMs);
    if (!outcome.ok) throw refused(outcome.refusals);
    sendJson(res, 200, { ...outcome.value, within_s: withinMs / 1_000 });
  };
}

const refused = (refusals: readonly Refusal[]): Problem =>
  new Problem('wrong_shape', refusals.map(refusalText).join('; '), { refusals });

const unknownFields = (body: JsonObject): readonly Refusal[] =>
  Object.keys(body).flatMap((field) =>
    FIELDS.includes(field)
      ? []
      : [refuse(field, body[field], `unknown field; the fields are ${FIELDS.join(', ')}`)],
  );

function durationRefusals(within: unknown): readonly Refusal[] {
  if (within === undefined || within === null || (typeof within === 'string' && DURATION.test(within)))
    return [];
  return [refuse('within', within, 'must be a whole number and a unit, s, m, h or d, e.g. 30m, 24h, 7d')];
}
