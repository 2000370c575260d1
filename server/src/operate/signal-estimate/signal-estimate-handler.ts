import {
  checkSignal,
  durationMs,
  isJsonObject,
  type JsonObject,
  type Refusal,
  refuse,
  type Signal,
} from '@tessera/model';
import { SESSION_SILENCE_MS } from '../../engine/sessions.js';
import { readJsonObject } from '../../http/body.js';
import { type Handler, sendJson } from '../../http/exchange.js';
import type { ServerParts } from '../../server-parts.js';
import { durationRefusals, refused, unknownFields } from '../refusals.js';
import { estimateSignal } from './signal-estimate.js';

/**
 * POST /admin/signal-estimate: `{ signal, within? }`, a signal's draft, → a SignalEstimate: what it would be now
 * for visitors heard of `within` a duration such as 24h, by what they did lately; left out, for active visitors.
 * A draft that would not be published is answered with a `wrong_shape` problem that lists `refusals`.
 */
export function signalEstimateHandler({ personaliser, live }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    const { within } = body;
    const checked = checkDraft(body.signal);
    const refusals = [
      ...unknownFields(body, ['signal', 'within']),
      ...durationRefusals(within),
      ...(Array.isArray(checked) ? checked : []),
    ];
    if (Array.isArray(checked) || refusals.length > 0) throw refused(refusals);
    const estimate = await estimateSignal(checked, live.recent, {
      now: personaliser.clock(),
      withinMs: typeof within === 'string' ? durationMs(within) : SESSION_SILENCE_MS,
      timezone: personaliser.current.catalog.timezone,
    });
    sendJson(res, 200, estimate);
  };
}

/** A draft need not have a key yet. */
function checkDraft(json: unknown): Signal | Refusal[] {
  if (!isJsonObject(json))
    return [refuse('signal', json, 'must be an object such as { "kind": "count", "event": "click" }')];
  const { key, ...rest }: JsonObject = json;
  const checked = checkSignal({ ...rest, key: key ?? 'draft' });
  if (checked.ok) return checked.value;
  return checked.refusals.map(({ place, ...why }) => ({
    place: place ? `signal.${place}` : 'signal',
    ...why,
  }));
}
