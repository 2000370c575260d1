import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Problem } from './problems.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A check that throws a Problem unless the request carries the token; takes the same time wherever they differ. */
export function bearerCheck(token: string | null): (req: IncomingMessage) => void {
  const expected = token === null ? null : digest(token);
  return (req) => {
    if (!expected) throw new Problem('admin_disabled', 'set TESSERA_ADMIN_TOKEN to open it');
    const [, given = ''] = /^Bearer +(.+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (!timingSafeEqual(digest(given), expected)) {
      throw new Problem('unauthorized', 'send "Authorization: Bearer" with the value of TESSERA_ADMIN_TOKEN');
    }
  };
}
