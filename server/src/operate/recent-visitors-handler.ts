import type { TesseraEvent } from '@tessera/model';
import { wholeContext } from '../engine/visits.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { wrongShape } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { queryOf } from './query.js';

const MOST = 50;
const USUAL = 20;

/** GET /admin/visitors?limit=N: who was seen last, the latest first, 1 to 50 of them (20). Looking changes nothing. */
export function recentVisitorsHandler({ personaliser, live }: ServerParts): Handler {
  return (_req, res, { query }) => {
    const most = limitOf(queryOf(query, ['limit']).limit);
    const { visitors, clock } = personaliser;
    const now = clock();
    sendJson(res, 200, {
      visitors: visitors.seenLast(most).flatMap((number) => {
        const visitor = visitors.peek(number, now);
        if (!visitor) return [];
        const { id, seenAt, segments } = visitor;
        const path = lastPath(live.recent.of(id));
        return [
          { id, lastSeen: seenAt, segments: [...segments.keys()], context: wholeContext(visitor), path },
        ];
      }),
    });
  };
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return USUAL;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST) throw wrongShape('limit', text, `a whole number from 1 to ${MOST}`);
  return limit;
}

/** Events may come late, and not all of them are about a page. */
function lastPath(events: readonly TesseraEvent[]): string | null {
  let last: { path: string; time: number } | null = null;
  for (const { page, time } of events)
    if (page.path !== undefined && (last === null || time >= last.time)) last = { path: page.path, time };
  return last?.path ?? null;
}
