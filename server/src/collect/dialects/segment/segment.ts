import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, type NamesOf, readContext, shown } from '@tessera/model';
import { readBytes } from '../../../http/bytes.js';
import { Problem } from '../../../http/problems.js';
import {
  type Asking,
  type Dialect,
  type DialectRoute,
  jsonReply,
  type Telling,
  type Told,
} from '../dialect.js';
import { ageOf, instantIn, objectIn, pageOf, present, textIn } from '../fields.js';
import { type LeftOut, renamed } from '../names.js';
import { segmentSettings } from './segment-settings.js';

/** https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#max-request-size */
const MOST_BYTES = 500 * 1024;
const MOST_MESSAGES = 500;

const CALLS: Readonly<Record<string, string>> = {
  t: 'track',
  p: 'page',
  s: 'screen',
  i: 'identify',
  g: 'group',
  a: 'alias',
};

/** Segment's HTTP API, as `@segment/analytics-node` and `@segment/analytics-next` speak it. */
export const segment: Dialect = {
  name: 'segment',
  routes: [
    ...['/v1/batch', '/v1/b', '/v1/import'].map((path) => route(path, batch)),
    ...Object.entries(CALLS).flatMap(([letter, call]) => [
      route(`/v1/${letter}`, (body) => [{ ...body, type: call }]),
      route(`/v1/${call}`, (body) => [{ ...body, type: call }]),
    ]),
    segmentSettings,
  ],
  refusal: (status, message) => jsonReply(status, { success: false, message }),
};

function route(path: string, messagesIn: (body: JsonObject) => readonly unknown[]): DialectRoute {
  return {
    method: 'POST',
    path,
    read: async (asking) => {
      const body = await readBody(asking.req);
      return reading(messagesIn(body), body, asking);
    },
    reply: () => jsonReply(200, { success: true }),
  };
}

async function readBody(req: IncomingMessage): Promise<JsonObject> {
  let body: unknown;
  try {
    body = JSON.parse((await readBytes(req, MOST_BYTES)).toString('utf8'));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('not_json', error instanceof Error ? error.message : 'cannot be parsed');
  }
  if (!isJsonObject(body))
    throw new Problem('wrong_shape', `the body must be an object (found ${shown(body)})`);
  return body;
}

function batch({ batch: messages }: JsonObject): readonly unknown[] {
  if (!Array.isArray(messages))
    throw new Problem('wrong_shape', `batch: must be a list (found ${shown(messages)})`);
  if (messages.length > MOST_MESSAGES)
    throw new Problem(
      'wrong_shape',
      `batch: must hold at most ${MOST_MESSAGES} messages (found ${messages.length})`,
    );
  return messages;
}

function reading(
  messages: readonly unknown[],
  body: JsonObject,
  { req, now, names }: Pick<Asking, 'req' | 'now' | 'names'>,
): Telling {
  const told: Told[] = [];
  const rejected: { index: number; reason: string }[] = [];
  const leftOut: string[] = [];
  for (const [index, message] of messages.entries()) {
    const one = isJsonObject(message)
      ? toldBy(message, body, now, names)
      : `must be an object (found ${shown(message)})`;
    if (typeof one === 'string') rejected.push({ index, reason: one });
    else if ('leftOut' in one) leftOut.push(one.leftOut);
    else told.push(...one);
  }
  return { key: keyOf(req, body, messages), told, rejected, leftOut };
}

/** The write key: as the user of Basic authentication, or in the body. */
function keyOf({ headers }: IncomingMessage, body: JsonObject, messages: readonly unknown[]): string | null {
  const [, basic] = /^Basic ([\w+/=]+)$/i.exec(headers.authorization ?? '') ?? [];
  const user = basic === undefined ? null : Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0];
  return user || textIn(body.writeKey) || textIn(objectIn(messages[0]).writeKey);
}

/** What a message says, or why it says nothing: https://segment.com/docs/connections/spec/common/ */
function toldBy(
  message: JsonObject,
  body: JsonObject,
  now: number,
  names: NamesOf,
): readonly Told[] | string | LeftOut {
  const call = textIn(message.type) ?? textIn(message.action);
  const user = textIn(message.userId);
  const anonymous = textIn(message.anonymousId);
  if (user === null && anonymous === null) return 'must have a userId or an anonymousId';
  const context = objectIn(message.context);
  const props = objectIn(message.properties);
  const page = objectIn(context.page);
  const sent = instantIn(message.sentAt) ?? instantIn(body.sentAt);
  const common = {
    id: textIn(message.messageId),
    age: ageOf(instantIn(message.originalTimestamp) ?? instantIn(message.timestamp), sent, now),
    page: pageOf({
      url: props.url ?? page.url,
      path: props.path ?? page.path,
      referrer: props.referrer ?? page.referrer,
      type: props.type,
      category: props.category ?? message.category,
    }),
  };
  const tell = (type: string, ours: JsonObject, named: string | null = null): Told[] => [
    { anonymous, user, named, event: { ...present(common), type, props: ours }, context: contextOf(context) },
  ];
  switch (call) {
    case 'track': {
      const name = textIn(message.event);
      if (name === null) return 'event: must name what happened';
      const ours = renamed(name, props, names);
      if (ours && 'leftOut' in ours) return ours;
      return ours
        ? tell(ours.type, ours.props, name)
        : `event: nothing is left of ${shown(name)} as a name here`;
    }
    case 'page':
    case 'screen':
      return tell('page_view', present({ name: message.name, ...withoutPage(props) }));
    case 'identify':
      if (user === null) return tell('traits', objectIn(message.traits));
      return tell('identify', { user, traits: objectIn(message.traits) });
    case 'alias': {
      const previous = textIn(message.previousId);
      return user === null || previous === null
        ? 'alias: must have a userId and a previousId'
        : [{ ...(tell('identify', { user, previous })[0] as Told), anonymous: anonymous ?? previous }];
    }
    case 'group':
      return tell('group', present({ group: message.groupId, ...objectIn(message.traits) }));
    default:
      return `type: must be one of ${Object.values(CALLS).join(', ')} (found ${shown(call)})`;
  }
}

const withoutPage = ({ url, path, referrer, search, title, ...rest }: JsonObject): JsonObject => rest;

/** https://segment.com/docs/connections/spec/common/#context */
function contextOf(context: JsonObject) {
  const [campaign, screen] = [objectIn(context.campaign), objectIn(context.screen)];
  return readContext(
    present({
      locale: context.locale,
      timezone: context.timezone,
      device: present({
        os: objectIn(context.os).name,
        screen: present({ width: screen.width, height: screen.height }),
      }),
      campaign: present({
        source: campaign.source,
        medium: campaign.medium,
        name: campaign.name,
        term: campaign.term,
        content: campaign.content,
      }),
      referrer: objectIn(context.page).referrer,
    }),
  );
}
