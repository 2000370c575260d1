import { type Handler, sendJson } from '../http/exchange.js';
import { Problem } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';

/** GET /admin/catalog: which catalog is in force, and when it came. */
export function catalogHandler({ keeper }: ServerParts): Handler {
  return (_req, res) => sendJson(res, 200, keeper.status);
}

/** POST /admin/catalog: load it now. Answers when it is in force, or says why it is not. */
export function reloadHandler({ keeper }: ServerParts): Handler {
  return async (_req, res) => {
    const outcome = await keeper.load();
    if (outcome.kind === 'unreachable')
      throw new Problem('catalog_unreachable', outcome.detail, { retryAfterS: 5 });
    if (outcome.kind === 'refused')
      throw new Problem('catalog_refused', outcome.detail, { refusals: outcome.refusals });
    sendJson(res, 200, { outcome: outcome.kind, ...keeper.status });
  };
}
