import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from '../engine/visitor.js';
import { type Handler, sendJson } from '../http/exchange.js';
import type { Personaliser } from '../personaliser.js';
import { readCookies, visitorOf } from './cookies.js';

/** GET /tessera/segments: the asking visitor's segments, and when they may next change. */
export function segmentsHandler(
  personaliser: Personaliser,
  checkOrigin: (req: IncomingMessage, res: ServerResponse) => void,
): Handler {
  const keysOf = ({ segments }: Visitor): string[] =>
    personaliser.current.engine.segments.map(({ key }) => key).filter((key) => segments.has(key));
  return (req, res) => {
    checkOrigin(req, res);
    const id = visitorOf(readCookies(req));
    const visitor = id === null ? null : personaliser.find(id);
    sendJson(
      res,
      200,
      {
        visitor: id,
        segments: visitor ? keysOf(visitor) : [],
        until: visitor && Number.isFinite(visitor.until) ? visitor.until : null,
      },
      { 'Cache-Control': 'private, no-store' },
    );
  };
}
