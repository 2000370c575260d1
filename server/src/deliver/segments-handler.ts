import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Handler, sendJson } from '../http/exchange.js';
import type { Personaliser } from '../personaliser.js';
import { readCookies, visitorOf } from './cookies.js';

/** GET /tessera/segments: the asking visitor's segments, and when they may next change. */
export function segmentsHandler(
  personaliser: Personaliser,
  checkOrigin: (req: IncomingMessage, res: ServerResponse) => void,
): Handler {
  return (req, res) => {
    checkOrigin(req, res);
    const id = visitorOf(readCookies(req));
    const visitor = id === null ? null : personaliser.find(id);
    sendJson(
      res,
      200,
      {
        visitor: id,
        segments: visitor ? [...visitor.segments.keys()] : [],
        until: visitor && Number.isFinite(visitor.until) ? visitor.until : null,
      },
      { 'Cache-Control': 'private, no-store' },
    );
  };
}
