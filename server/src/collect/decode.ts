import {
  type Context,
  checkEvent,
  isJsonObject,
  type JsonObject,
  KEY,
  readContext,
  refusalText,
  type TesseraEvent,
} from '@tessera/model';
import { CONSENT_EVENT } from '../engine/engine.js';
import { MAX_LATENESS_MS } from '../engine/sessions.js';
import { wrongShape } from '../http/problems.js';
import { userComplaint } from '../identity/user.js';

/** How many events one beacon may bring, and how many slots it may ask about. */
export const MAX_EVENTS = 200;
export const MAX_SLOTS = 50;

/** Why an event is not taken. */
export const REJECTIONS = [
  /** It is no event: a field is missing, wrong or unknown. */
  'malformed',
  /** Older than any event may come. */
  'too_old',
  /** Consent is told elsewhere. */
  'consent',
  /** Who it says is signed in is a placeholder, or not signed. */
  'identity',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** An event that is not taken; the reason names the field, the value and what is allowed. */
export interface Refused {
  readonly refused: Rejection;
  readonly reason: string;
}
export const isRefused = (decoded: TesseraEvent | Refused): decoded is Refused => 'refused' in decoded;

export interface Rejected extends Refused {
  readonly index: number;
}

/** A beacon in our own words. Bad events are told apart from good ones; neither spoils the other. */
export interface Beacon {
  readonly events: readonly TesseraEvent[];
  readonly rejected: readonly Rejected[];
  readonly context: Context | null;
  readonly slots: readonly string[];
}

/** Decodes the body of POST /tessera/beacon, received at `now`. Throws a Problem if the batch as such is no batch. */
export function decodeBeacon(body: JsonObject, now: number, identitySecret: string | null): Beacon {
  const { events = [], context, slots = [] } = body;
  if (!Array.isArray(events)) throw wrongShape('events', events, 'a list of events');
  if (events.length > MAX_EVENTS)
    throw wrongShape('events', `${events.length} events`, `at most ${MAX_EVENTS}`);
  if (context !== undefined && context !== null && !isJsonObject(context))
    throw wrongShape('context', context, 'an object');
  const accepted: TesseraEvent[] = [];
  const rejected: Rejected[] = [];
  for (const [index, json] of events.entries()) {
    const event = decodeEvent(json, now, identitySecret);
    if (isRefused(event)) rejected.push({ index, ...event });
    else accepted.push(event);
  }
  return {
    events: accepted,
    rejected,
    context: context ? readContext(context) : null,
    slots: slotNames(slots),
  };
}

/** One event with its time by the server's clock, or the reason why it is none. */
export function decodeEvent(
  json: unknown,
  now: number,
  identitySecret: string | null = null,
): TesseraEvent | Refused {
  const checked = checkEvent(json);
  if (!checked.ok) return { refused: 'malformed', reason: checked.refusals.map(refusalText).join('; ') };
  const { id = null, type, age, time, page = {}, props = {} } = checked.value;
  const happened = age !== undefined ? now - age : (time ?? now);
  if (happened < now - MAX_LATENESS_MS)
    return {
      refused: 'too_old',
      reason: `age: must be at most ${MAX_LATENESS_MS} ms (found ${now - happened})`,
    };
  if (type === CONSENT_EVENT)
    return {
      refused: 'consent',
      reason: 'type: consent is told with POST /tessera/consent, not in a beacon',
    };
  const complaint = type === 'identify' ? userComplaint(props, identitySecret) : null;
  if (complaint !== null) return { refused: 'identity', reason: complaint };
  return { id, type, time: Math.min(now, Math.floor(happened)), page, props };
}

export function slotNames(slots: unknown): readonly string[] {
  const isName = (slot: unknown): slot is string => typeof slot === 'string' && KEY.test(slot);
  if (!Array.isArray(slots) || !slots.every(isName)) throw wrongShape('slots', slots, 'a list of slot keys');
  if (slots.length > MAX_SLOTS) throw wrongShape('slots', `${slots.length} slots`, `at most ${MAX_SLOTS}`);
  return [...new Set(slots)];
}
