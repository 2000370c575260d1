import { durationMs } from '@tessera/model';
import { SESSION_SILENCE_MS } from '../engine/sessions.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { estimate } from './estimate/estimate.js';
import { durationRefusals, refused, unknownFields } from './refusals.js';

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
    const refusals = [...unknownFields(body, FIELDS), ...durationRefusals(within)];
    if (refusals.length > 0) throw refused(refusals);
    const withinMs = typeof within === 'string' ? durationMs(within) : SESSION_SILENCE_MS;
    const outcome = await estimate(personaliser, { when, parent }, withinMs);
    if (!outcome.ok) throw refused(outcome.refusals);
    sendJson(res, 200, { ...outcome.value, within_s: withinMs / 1_000 });
  };
}
