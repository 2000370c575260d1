import { VISITOR_ID } from '@tessera/model';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { visitorView } from './visitor-view.js';

/**
 * GET /admin/visitors/{id}: a VisitorView, what is kept of the visitor, why each segment holds or not and why
 * each slot is decided as it is. Looking brings the visitor up to date and changes nothing else.
 */
export function visitorHandler({ personaliser }: ServerParts): Handler {
  return (_req, res, { params: { id = '' } }) => {
    if (!VISITOR_ID.test(id)) throw wrongShape('id', id, 'a visitor id, 16 to 40 of A-Z, a-z, 0-9, _ and -');
    const now = personaliser.clock();
    const visitor = personaliser.find(id);
    if (!visitor)
      throw new Problem('unknown_visitor', `visitor ${id} was never seen here, or has been forgotten`);
    const { leftOut } = personaliser.smallSegments;
    sendJson(res, 200, visitorView(personaliser.current, visitor, now, { leftOut }));
  };
}
