import { type Handler, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { viewOf } from './watch.js';

/** GET /admin/audience: size and freshness of every segment, how fast segments follow, and what is wrong. */
export function audienceHandler(parts: ServerParts): Handler {
  const { personaliser } = parts;
  return (_req, res) => {
    const { segments, freshness, refresh, stages, alerts } = viewOf(parts);
    sendJson(res, 200, {
      at: new Date(personaliser.clock()).toISOString(),
      active: personaliser.visitors.audience.active,
      /** Active visitors from which on sizes are judged. */
      countedFrom: personaliser.smallSegments.enough,
      segments,
      freshness,
      refresh,
      stages,
      alerts,
    });
  };
}
