import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TesseraEvent } from '@tessera/model';
import { nanoid } from 'nanoid';
import { readCookies, visitorOf } from '../../deliver/cookies.js';
import { type Handler, send } from '../../http/exchange.js';
import { sendPreflight } from '../../http/origins.js';
import { Problem } from '../../http/problems.js';
import { named as namedFor, nameOfUser } from '../../identity/user.js';
import type { ServerParts } from '../../server-parts.js';
import { append } from '../append.js';
import { answerFor } from '../beacon-handler.js';
import { decodeEvent, isRefused, type Rejected } from '../decode.js';
import type { Asking, Dialect, DialectRoute, Taken, Telling, Told } from './dialect.js';
import { isLetIn } from './keys.js';

const ID = /^[\w-]{1,64}$/;

/** Answers one address of another tag: reads, admits, appends, and replies as its clients expect. */
export function dialectHandler(parts: ServerParts, dialect: Dialect, route: DialectRoute): Handler {
  const { personaliser, metrics } = parts;
  return async (req, res, target) => {
    const now = personaliser.clock();
    const names = personaliser.current.names[dialect.name];
    const asking: Asking = { req, target, now, origin: originOf(req), names };
    try {
      parts.checkOrigin(req, res);
      const telling = await route.read(asking);
      const trust = isLetIn(parts.collectKeys, telling.key);
      const taken = await take(parts, dialect, telling, { req, res, now, isBelieved: trust === 'server' });
      const { status, type, body } = route.reply(taken, asking);
      send(res, status, body, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      metrics.problem(error.code);
      const { status, type, body } = dialect.refusal(error.status, error.detail, asking);
      const { retryAfterS } = error.extra;
      send(res, status, body, {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        ...(retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) }),
        ...(error.code === 'body_too_large' ? { Connection: 'close' } : {}),
      });
    }
  };
}

/** What other tags' clients send beside Content-Type. */
const HEADERS = ['Authorization', 'Content-Encoding', 'X-Retry-Count', 'SP-Anonymous'];

export const dialectPreflight =
  (parts: ServerParts): Handler =>
  (req, res) => {
    parts.checkOrigin(req, res);
    sendPreflight(res, HEADERS);
  };

interface Circumstances {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly now: number;
  /** Whether it is the site's own server that says who is signed in. */
  readonly isBelieved: boolean;
}

async function take(
  parts: ServerParts,
  dialect: Dialect,
  { told, rejected, leftOut }: Telling,
  { req, res, now, isBelieved }: Circumstances,
): Promise<Taken> {
  const cookies = readCookies(req);
  // A server's cookies are not its visitors'; its own program is no bot.
  const browser = isBelieved ? null : visitorOf(cookies);
  const unkept = isBelieved ? null : parts.admission.whyUnkept(req, cookies);
  if (unkept !== null) {
    parts.metrics.figures.unkept[unkept] += 1;
    return { accepted: 0, rejected };
  }
  const bad: Rejected[] = rejected.map((one) => ({ refused: 'malformed', ...one }));
  let accepted = 0;
  let last: string | null = null;
  for (const group of groupsOf(told)) {
    const events: TesseraEvent[] = [];
    for (const { event } of group.told) {
      const one = decodeEvent(withId(event), now, isBelieved ? null : parts.identitySecret);
      if (isRefused(one)) bad.push({ index: bad.length, ...one });
      else events.push(one);
    }
    if (events.length === 0) continue;
    const { anonymous, user } = group;
    const isSaid = user !== null && (isBelieved || parts.identitySecret === null);
    const person = isSaid ? parts.personaliser.visitors.links.get(nameOfUser(user)) : undefined;
    if (!isBelieved) parts.admission.assertRates(req, browser, events.length, now);
    last = await append(parts, {
      visitor: browser ?? person ?? nanoid(),
      name:
        anonymous === null ? null : { name: namedFor(dialect.name, anonymous), isFresh: browser === null },
      receivedAt: now,
      events: isSaid && !events.some(isIdentify) ? [identified(user, events), ...events] : events,
      context: group.context,
    });
    accepted += events.length;
  }
  // What was refused as a whole comes again.
  parts.metrics.figures.events.left_out += leftOut.length;
  for (const name of leftOut) parts.seenNames.note(dialect.name, name, now);
  for (const { named } of told) if (named !== null) parts.seenNames.note(dialect.name, named, now);
  if (last !== null && !isBelieved && req.headers.origin !== undefined) {
    const { setCookies } = answerFor(parts, req, last, cookies, []);
    if (last !== browser) setCookies.push(parts.cookies.visitor(req, last));
    if (setCookies.length > 0) res.setHeader('Set-Cookie', setCookies);
  }
  parts.metrics.figures.countRejected(bad);
  return { accepted, rejected: bad };
}

const isIdentify = ({ type }: TesseraEvent): boolean => type === 'identify';

/** Somebody is signed in with every event that names a user, whether or not the tag has said so before. */
const identified = (user: string, [first]: readonly TesseraEvent[]): TesseraEvent => ({
  id: null,
  type: 'identify',
  time: first?.time ?? 0,
  page: {},
  props: { user },
});

/** Events of the same browser and person that come one after the other, together. */
function groupsOf(told: readonly Told[]) {
  const groups: { anonymous: string | null; user: string | null; context: Told['context']; told: Told[] }[] =
    [];
  for (const one of told) {
    const group = groups.at(-1);
    if (group && group.anonymous === one.anonymous && group.user === one.user) {
      group.told.push(one);
      group.context = one.context ?? group.context;
    } else groups.push({ anonymous: one.anonymous, user: one.user, context: one.context, told: [one] });
  }
  return groups;
}

/** Ids of other tags can be longer than ours; what is repeated is repeated under the same name. */
function withId(event: Told['event']): Told['event'] {
  const { id } = event;
  return typeof id !== 'string' || ID.test(id) ? event : { ...event, id: namedFor('event', id).slice(6) };
}

function originOf({ headers, socket }: IncomingMessage): string {
  const https = 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
  const host = headers['x-forwarded-host'] ?? headers.host ?? 'localhost';
  return `${https ? 'https' : 'http'}://${host}`;
}
