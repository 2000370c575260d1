import { type JsonObject, type NamesOf, readContext, shown } from '@tessera/model';
import type { Told } from '../dialect.js';
import { ageOf, numberIn, objectIn, pageOf, present, textIn } from '../fields.js';
import { type LeftOut, renamed } from '../names.js';

/** Mixpanel's own properties, which say who, when and where; all others are the event's. */
const OWN = new Set('token,time,distinct_id,$insert_id,$device_id,$user_id,mp_lib,ip'.split(','));

/** What an event says, or why it says nothing. `sent`: by the client's clock, epoch ms. */
export function eventTold(
  { event, properties }: JsonObject,
  sent: number | null,
  now: number,
  names: NamesOf,
): readonly Told[] | string | LeftOut {
  const name = textIn(event);
  const props = objectIn(properties);
  if (name === null) return 'event: must name what happened';
  const { anonymous, user } = whoIn(props);
  if (name === '$identify' || name === '$create_alias' || name === '$merge')
    return aliasTold(name, props, now);
  const rest = Object.fromEntries(
    Object.entries(props).filter(([key]) => !OWN.has(key) && !/^(\$|mp_)/.test(key)),
  );
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => MIXPANEL_KEPT.has(key)));
  const ours = renamed(name, { ...rest, ...own }, names);
  if (ours && 'leftOut' in ours) return ours;
  if (!ours) return `event: nothing is left of ${shown(name)} as a name here`;
  return [
    {
      anonymous,
      user,
      named: name,
      event: {
        ...present({ id: textIn(props.$insert_id), age: ageOf(timeIn(props.time), sent, now) }),
        type: ours.type,
        page: pageOf({
          url: props.$current_url ?? props.current_page_title_url,
          path: props.current_url_path,
          referrer: props.$referrer,
        }),
        props: ours.props,
      },
      context: contextOf(props),
    },
  ];
}

const MIXPANEL_KEPT = new Set(['$el_text', '$el_id', '$el_href', '$attr-href', '$scroll_percentage']);

/** Simplified ids name device and user apart; before, `distinct_id` was either, and `$user_id` told. */
function whoIn(props: JsonObject): { anonymous: string | null; user: string | null } {
  const distinct = textIn(props.distinct_id);
  const device = textIn(props.$device_id);
  const user =
    textIn(props.$user_id) ??
    (device !== null && distinct !== null && !isDevice(distinct, device) ? distinct : null);
  return { anonymous: device ?? (user === distinct ? null : bare(distinct)), user };
}

/** A device is called by its id, and with a mark before it where a user's could stand, too. */
const bare = (id: string | null): string | null => id?.replace(/^\$device:/, '') ?? null;

const isDevice = (distinct: string, device: string): boolean =>
  distinct === device || distinct === `$device:${device}`;

/** Who turned out to be whom: https://docs.mixpanel.com/docs/tracking-methods/id-management */
function aliasTold(name: string, props: JsonObject, now: number): readonly Told[] | string {
  const [user, anonymous] =
    name === '$identify'
      ? [
          textIn(props.$identified_id) ?? textIn(props.$user_id) ?? textIn(props.distinct_id),
          textIn(props.$anon_id) ?? textIn(props.$anon_distinct_id) ?? textIn(props.$device_id),
        ]
      : name === '$create_alias'
        ? [textIn(props.alias), textIn(props.distinct_id)]
        : Array.isArray(props.$distinct_ids)
          ? props.$distinct_ids.map(textIn)
          : [null, null];
  if (!user) return `${name}: must say who`;
  const event = {
    ...present({ id: textIn(props.$insert_id), age: ageOf(timeIn(props.time), null, now) }),
    type: 'identify',
    props: { user },
  };
  return [{ anonymous: bare(anonymous ?? null), user, named: null, event, context: null }];
}

/** `{ $distinct_id, $set: { plan: "pro" } }`: traits. What adds to or takes from values we do not keep. */
export function profileTold(item: JsonObject): readonly Told[] | string {
  const distinct = textIn(item.$distinct_id);
  const user = textIn(item.$user_id);
  const device = textIn(item.$device_id);
  if (distinct === null) return '$distinct_id: must say whose profile this is';
  const set = { ...objectIn(item.$set_once), ...objectIn(item.$set) };
  const traits = Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key.replace(/^\$/, ''), value]),
  );
  if (Object.keys(traits).length === 0) return [];
  const who = user ?? (device === null ? distinct : isDevice(distinct, device) ? null : distinct);
  const type = who === null ? 'traits' : 'identify';
  const props = who === null ? traits : { user: who, traits };
  return [{ anonymous: device, user: who, named: null, event: { type, age: 0, props }, context: null }];
}

/** Seconds or milliseconds since 1970: whichever makes sense. */
function timeIn(value: unknown): number | null {
  const number = numberIn(value);
  return number === null ? null : number < 1e11 ? number * 1_000 : number;
}

const contextOf = (props: JsonObject) =>
  readContext(
    present({
      device: present({
        os: props.$os,
        browser: props.$browser,
        screen: present({ width: props.$screen_width, height: props.$screen_height }),
      }),
      campaign: present({
        source: props.utm_source,
        medium: props.utm_medium,
        name: props.utm_campaign,
        term: props.utm_term,
        content: props.utm_content,
      }),
      referrer: props.$referrer,
    }),
  );
