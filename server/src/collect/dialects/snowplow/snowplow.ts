import { isJsonObject, type JsonObject, type NamesOf, readContext, shown } from '@tessera/model';
import { readBytes } from '../../../http/bytes.js';
import { Problem } from '../../../http/problems.js';
import type { Asking, Dialect, Reply, Telling, Told } from '../dialect.js';
import { ageOf, numberIn, pageOf, present, textIn } from '../fields.js';
import type { LeftOut } from '../names.js';
import { wordsOf } from './snowplow-events.js';

/** Trackers send 40,000 bytes unless told otherwise. */
const MOST_BYTES = 512 * 1024;
const MOST_EVENTS = 500;

/** The smallest GIF: what a tracker that sends by picture waits for. */
const PIXEL = Buffer.from('R0lGODlhAQABAPAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const pixel: Reply = { status: 200, type: 'image/gif', body: PIXEL };
const ok: Reply = { status: 200, type: 'text/plain', body: 'ok' };

/**
 * Snowplow's tracker protocol, by POST (tp2) and by GET, as `@snowplow/node-tracker` and the browser's speak it:
 * https://docs.snowplow.io/docs/fundamentals/canonical-event/ and …/snowplow-tracker-protocol/
 */
export const snowplow: Dialect = {
  name: 'snowplow',
  routes: [
    { method: 'POST', path: '/com.snowplowanalytics.snowplow/tp2', read: readPost, reply: () => ok },
    { method: 'GET', path: '/i', read: readGet, reply: () => pixel },
  ],
  refusal: (status, detail) => ({ status, type: 'text/plain', body: detail }),
};

async function readPost({ req, now, names }: Asking): Promise<Telling> {
  let body: unknown;
  try {
    body = JSON.parse((await readBytes(req, MOST_BYTES)).toString('utf8'));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('not_json', error instanceof Error ? error.message : 'cannot be parsed');
  }
  const { schema, data } = isJsonObject(body) ? body : {};
  if (!/^iglu:com\.snowplowanalytics\.snowplow\/payload_data\/jsonschema\/1-/.test(textIn(schema) ?? ''))
    throw new Problem('wrong_shape', `schema: must be payload_data, version 1 (found ${shown(schema)})`);
  if (!Array.isArray(data)) throw new Problem('wrong_shape', `data: must be a list (found ${shown(data)})`);
  if (data.length > MOST_EVENTS)
    throw new Problem('wrong_shape', `data: must hold at most ${MOST_EVENTS} events (found ${data.length})`);
  return reading(data, now, names);
}

async function readGet({ target, now, names }: Asking): Promise<Telling> {
  return reading([Object.fromEntries(new URLSearchParams(target.query))], now, names);
}

function reading(payloads: readonly unknown[], now: number, names: NamesOf): Telling {
  const told: Told[] = [];
  const rejected: { index: number; reason: string }[] = [];
  const leftOut: string[] = [];
  for (const [index, payload] of payloads.entries()) {
    const one = isJsonObject(payload)
      ? toldBy(payload, now, names)
      : `must be an object (found ${shown(payload)})`;
    if (typeof one === 'string') rejected.push({ index, reason: one });
    else if (one !== null && 'leftOut' in one) leftOut.push(one.leftOut);
    else if (one) told.push(one);
  }
  // A tracker has no key; the app it names stands for one.
  const first = payloads[0];
  return { key: isJsonObject(first) ? textIn(first.aid) : null, told, rejected, leftOut };
}

/** Null: about something that is no visitor's doing (one item of a transaction). */
function toldBy(payload: JsonObject, now: number, names: NamesOf): Told | string | LeftOut | null {
  const words = wordsOf(payload, names);
  if (typeof words === 'string' || words === null || 'leftOut' in words) return words;
  // By its own clock, both: when it happened, corrected by the site if it says so, and when it was sent.
  const happened = numberIn(payload.dtm);
  const trueTime = numberIn(payload.ttm);
  return {
    anonymous: textIn(payload.duid) ?? textIn(payload.nuid) ?? textIn(payload.tnuid) ?? textIn(payload.sid),
    user: textIn(payload.uid),
    named: words.name,
    event: {
      ...present({
        id: textIn(payload.eid),
        age: trueTime === null ? ageOf(happened, numberIn(payload.stm), now) : ageOf(trueTime, null, now),
      }),
      type: words.type,
      page: pageOf({ url: payload.url, referrer: payload.refr }),
      props: words.props,
    },
    context: contextOf(payload),
  };
}

function contextOf({ lang, tz, res, refr }: JsonObject) {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(textIn(res) ?? '') ?? [];
  return readContext(
    present({
      locale: lang,
      timezone: tz,
      referrer: refr,
      device: width ? { screen: { width: Number(width), height: Number(height) } } : null,
    }),
  );
}
