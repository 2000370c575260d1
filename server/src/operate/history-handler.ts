import { type Handler, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { queryOf } from './query.js';

/**
 * GET /admin/history: a HistoryView, how many were active and in each segment, every five minutes of the last day
 * and now. `?segment=KEY`: of one segment; of one that is not published nothing is told.
 */
export function historyHandler({ personaliser, live }: ServerParts): Handler {
  return (_req, res, { query }) => {
    const { segment } = queryOf(query, ['segment']);
    const published = personaliser.current.engine.segments.map(({ key }) => key);
    const asked = segment === undefined ? published : published.filter((key) => key === segment);
    live.tick();
    sendJson(res, 200, live.history.view(personaliser.clock(), personaliser.visitors.audience, asked));
  };
}
