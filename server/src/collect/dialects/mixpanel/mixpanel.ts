import { isJsonObject, type JsonObject, type NamesOf, shown } from '@tessera/model';
import { readBytes } from '../../../http/bytes.js';
import { Problem } from '../../../http/problems.js';
import {
  type Asking,
  type Dialect,
  type DialectRoute,
  jsonReply,
  type Reply,
  type Taken,
  type Telling,
  type Told,
} from '../dialect.js';
import { numberIn, objectIn, textIn } from '../fields.js';
import type { LeftOut } from '../names.js';
import { importReply, isVerbose, trackReply } from './mixpanel-replies.js';
import { eventTold, profileTold } from './mixpanel-told.js';

/** https://developer.mixpanel.com/reference/import-events: 2 MB unpacked, 2,000 events */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_EVENTS = 2_000;

/** Mixpanel's ingestion, as `mixpanel` (Node) and `mixpanel-browser` speak it. */
export const mixpanel: Dialect = {
  name: 'mixpanel',
  routes: [
    route('POST', '/track', eventTold, trackReply),
    route('GET', '/track', eventTold, trackReply),
    route('POST', '/import', eventTold, importReply),
    route('POST', '/engage', profileTold, trackReply),
    route('GET', '/engage', profileTold, trackReply),
    // Groups are about companies, not visitors: taken, and not kept.
    route('POST', '/groups', () => [], trackReply),
    route('GET', '/groups', () => [], trackReply),
  ],
  refusal: (status, error, asking) =>
    asking.target.path.endsWith('/import')
      ? jsonReply(status, { code: status, error, status: 'Bad Request' })
      : isVerbose(asking)
        ? jsonReply(status, { status: 0, error })
        : { status, type: 'text/plain', body: '0' },
};

type ToldBy = (
  item: JsonObject,
  sent: number | null,
  now: number,
  names: NamesOf,
) => readonly Told[] | string | LeftOut;

function route(
  method: 'GET' | 'POST',
  path: string,
  toldBy: ToldBy,
  reply: (taken: Taken, asking: Asking) => Reply,
): DialectRoute {
  return { method, path, read: (asking) => read(asking, toldBy), reply };
}

async function read({ req, target, now, names }: Asking, toldBy: ToldBy): Promise<Telling> {
  const query = new URLSearchParams(target.query);
  const body = req.method === 'POST' ? (await readBytes(req, MOST_BYTES)).toString('utf8') : '';
  const items = itemsIn(body, query, req.headers['content-type'] ?? '');
  // Browsers add their clock at sending, against caches.
  const sent = numberIn(query.get('_'));
  const told: Told[] = [];
  const rejected: { index: number; reason: string }[] = [];
  const leftOut: string[] = [];
  for (const [index, item] of items.entries()) {
    const one = isJsonObject(item)
      ? toldBy(item, sent, now, names)
      : `must be an object (found ${shown(item)})`;
    if (typeof one === 'string') rejected.push({ index, reason: one });
    else if ('leftOut' in one) leftOut.push(one.leftOut);
    else told.push(...one);
  }
  return { key: keyOf(items[0], req.headers.authorization, query), told, rejected, leftOut };
}

/** A list or a single one; as JSON, or as a form or query whose `data` is JSON or Base64 of it. */
function itemsIn(body: string, query: URLSearchParams, type: string): readonly unknown[] {
  const isForm = type.startsWith('application/x-www-form-urlencoded') || /^data=/.test(body);
  const data = isForm ? dataOf(body) : body.trim() === '' ? query.get('data') : body;
  if (!data) throw new Problem('wrong_shape', 'data: is missing, in the body and in the query');
  let json: unknown;
  try {
    json = JSON.parse(/^\s*[[{]/.test(data) ? data : Buffer.from(data, 'base64').toString('utf8'));
  } catch (error) {
    throw new Problem('not_json', error instanceof Error ? error.message : 'data cannot be parsed');
  }
  const items = Array.isArray(json) ? json : [json];
  if (items.length > MOST_EVENTS)
    throw new Problem('wrong_shape', `there may be at most ${MOST_EVENTS} events (found ${items.length})`);
  return items;
}

/** `data=…` of a form. The Node client does not escape Base64's plus signs, which a form reads as spaces. */
function dataOf(body: string): string | null {
  const raw = /(?:^|&)data=([^&]*)/.exec(body)?.[1];
  if (raw === undefined) return null;
  return raw.includes('%') ? new URLSearchParams(`data=${raw.replaceAll('+', '%2B')}`).get('data') : raw;
}

function keyOf(item: unknown, authorization = '', query: URLSearchParams): string | null {
  const fields = objectIn(item);
  const [, basic] = /^Basic ([\w+/=]+)$/i.exec(authorization) ?? [];
  const user = basic === undefined ? null : Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0];
  return textIn(objectIn(fields.properties).token) ?? textIn(fields.$token) ?? user ?? query.get('api_key');
}
