import { VISITOR_ID } from '@tessera/model';
import { readCookies, visitorOf } from '../deliver/cookies.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import { LONGEST_USER, nameOfUser } from '../identity/user.js';
import { visitorView } from '../operate/visitor-view.js';
import type { ServerParts } from '../server-parts.js';
import { erase } from './erase.js';

const UNKEPT = { 'Cache-Control': 'private, no-store' };

/**
 * GET /tessera/visitor: all that is kept of the asking visitor, as JSON to take away: `{ "visitor": null }` if that
 * is nothing.
 */
export function exportHandler(parts: ServerParts): Handler {
  return (req, res) => {
    parts.checkOrigin(req, res);
    const id = visitorOf(readCookies(req));
    sendJson(res, 200, (id === null ? null : exported(parts, id)) ?? NOTHING, {
      ...UNKEPT,
      'Content-Disposition': 'attachment; filename="tessera-visitor.json"',
    });
  };
}

const NOTHING = { visitor: null };

/** DELETE /tessera/visitor: erases the asking visitor, and the browser's cookies. */
export function forgetHandler(parts: ServerParts): Handler {
  return async (req, res) => {
    parts.checkOrigin(req, res);
    const cookies = readCookies(req);
    const id = visitorOf(cookies);
    if (id !== null) await erase(parts, parts.personaliser.visitors.resolve(id));
    sendJson(
      res,
      200,
      { erased: id !== null },
      { ...UNKEPT, 'Set-Cookie': parts.cookies.forget(req, cookies) },
    );
  };
}

/** DELETE /admin/visitors/{id}. */
export function eraseVisitorHandler(parts: ServerParts): Handler {
  return async (_req, res, { params: { id = '' } }) => {
    if (!VISITOR_ID.test(id)) throw wrongShape('id', id, 'a visitor id, 16 to 40 of A-Z, a-z, 0-9, _ and -');
    await erase(parts, parts.personaliser.visitors.resolve(id));
    sendJson(res, 200, { erased: true });
  };
}

/** GET /admin/users/{user}: all that is kept of a person by the site's own id. */
export function exportUserHandler(parts: ServerParts): Handler {
  return (_req, res, { params: { user = '' } }) => {
    sendJson(res, 200, exported(parts, personOf(parts, user)) ?? NOTHING);
  };
}

/** DELETE /admin/users/{user}. */
export function eraseUserHandler(parts: ServerParts): Handler {
  return async (_req, res, { params: { user = '' } }) => {
    await erase(parts, personOf(parts, user));
    sendJson(res, 200, { erased: true });
  };
}

function personOf({ personaliser }: ServerParts, user: string): string {
  if (user.length > LONGEST_USER) throw wrongShape('user', user, `at most ${LONGEST_USER} characters`);
  const person = personaliser.visitors.links.get(nameOfUser(user));
  if (person === undefined)
    throw new Problem('unknown_user', 'nobody of this id was seen here, or is forgotten');
  return person;
}

/** All that is kept, without what is only derived from it; null if nothing is. */
function exported({ personaliser }: ServerParts, id: string): object | null {
  const visitor = personaliser.find(id);
  if (!visitor) return null;
  const { leftOut } = personaliser.smallSegments;
  const { explanation, decisions, ...kept } = visitorView(
    personaliser.current,
    visitor,
    personaliser.clock(),
    {
      leftOut,
    },
  );
  // Of other devices and users only hashes and former ids are known.
  return { ...kept, names: personaliser.visitors.links.namesOf(visitor.id) };
}
