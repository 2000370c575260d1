import type { IncomingMessage, ServerResponse } from 'node:http';
import { FALLBACK_VARIANT } from '@tessera/model';
import { nanoid } from 'nanoid';
import { toldBy } from '../decide/unknown-decisions.js';
import { type Cookies, type CookieWriter, readCookies, visitorOf } from '../deliver/cookies.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { BeaconTimer } from '../operate/beacon-timer.js';
import type { Metrics } from '../operate/metrics.js';
import type { Personaliser } from '../personaliser.js';
import type { Stream } from '../stream/stream.js';
import type { Admission } from './admission/admission.js';
import { append } from './append.js';
import { type Beacon, decodeBeacon } from './decode.js';
import type { CollectKeys } from './dialects/keys.js';

export interface CollectParts {
  readonly personaliser: Personaliser;
  readonly stream: Stream;
  readonly cookies: CookieWriter;
  readonly metrics: Metrics;
  /** With it, a page has to prove who is signed in; null: pages are believed. */
  readonly identitySecret: string | null;
  readonly admission: Admission;
  /** Who else than our own tag may tell events. */
  readonly collectKeys: CollectKeys;
  readonly checkOrigin: (req: IncomingMessage, res: ServerResponse) => void;
}

/** POST /tessera/beacon: decode, append (which makes safe and folds), decide, answer. */
export function beaconHandler(parts: CollectParts): Handler {
  const { personaliser, metrics, checkOrigin } = parts;
  return async (req, res) => {
    checkOrigin(req, res);
    const receivedAt = personaliser.clock();
    const timer = new BeaconTimer(metrics.figures, receivedAt);
    const cookies = readCookies(req);
    const unkept = parts.admission.whyUnkept(req, cookies);
    const beacon = decodeBeacon(await readJsonObject(req), receivedAt, parts.identitySecret);
    if (unkept !== null) {
      metrics.figures.unkept[unkept] += 1;
      answerUnkept(parts, req, res, cookies, beacon);
      return;
    }
    const given = visitorOf(cookies);
    parts.admission.assertRates(req, given, beacon.events.length, receivedAt);
    metrics.figures.countRejected(beacon.rejected);
    timer.collected(beacon.events);

    const { events } = beacon;
    const context = personaliser.requests.ofBeacon(req, beacon.context, events);
    const id = await append(parts, { visitor: given ?? nanoid(), receivedAt, events, context });
    timer.folded();

    const { decisions, until, setCookies } = answerFor(parts, req, id, cookies, beacon.slots);
    // New, or by now another name of somebody.
    if (id !== given) setCookies.push(parts.cookies.visitor(req, id));
    timer.watch(res);
    sendJson(
      res,
      200,
      { visitor: id, accepted: beacon.events.length, rejected: toldOf(beacon), decisions, until },
      {
        // The tag counts down to `until` by this clock, not by the browser's.
        'Tessera-Now': String(personaliser.clock()),
        // Given here, headers cost less than when they are set on `res` one by one.
        ...(setCookies.length > 0 ? { 'Set-Cookie': setCookies } : {}),
      },
    );
    timer.delivered();
  };
}

/**
 * Answers a beacon of which nothing may be kept: decided by the circumstances alone, as for whoever comes for the
 * first time. Cookies from before go.
 */
function answerUnkept(
  { personaliser, cookies: writer }: CollectParts,
  req: IncomingMessage,
  res: ServerResponse,
  cookies: Cookies,
  beacon: Beacon,
): void {
  const { slots, context, events } = beacon;
  const visitor = personaliser.madeUp({
    context: personaliser.requests.ofBeacon(req, context, events) ?? {},
  });
  const now = personaliser.clock();
  const decisions: Answer['decisions'] = {};
  for (const slot of slots) {
    const decision = personaliser.decide(visitor, slot, now);
    if (!decision) continue;
    const given = cookies[`tsr_${slot}`] || null;
    decisions[slot] = { variant: personaliser.nameOf(decision), changed: given !== decision.variant };
  }
  const setCookies = writer.forget(req, cookies);
  sendJson(
    res,
    200,
    { visitor: null, accepted: 0, rejected: toldOf(beacon), decisions, until: null },
    {
      'Tessera-Now': String(now),
      ...(setCookies.length > 0 ? { 'Set-Cookie': setCookies } : {}),
    },
  );
}

/** What a client is told of the events that were not taken. */
const toldOf = ({ rejected }: Beacon) => rejected.map(({ index, reason }) => ({ index, reason }));

interface Answer {
  readonly decisions: Record<string, { variant: string; changed: boolean }>;
  readonly until: number | null;
  readonly setCookies: string[];
}

/**
 * Decides all slots, because the visitor's next page may have others than this one, and answers for the
 * page's. `changed` compares with what the browser's cookie said.
 */
export function answerFor(
  { personaliser, cookies: writer }: CollectParts,
  req: IncomingMessage,
  id: string,
  cookies: Cookies,
  slots: readonly string[],
): Answer {
  const now = personaliser.clock();
  const visitor = personaliser.find(id);
  const decisions: Answer['decisions'] = {};
  const setCookies: string[] = [];
  if (!visitor) return { decisions, until: null, setCookies };
  let until = visitor.until;
  for (const slot of personaliser.current.slots.keys()) {
    const decision = personaliser.decide(visitor, slot, now);
    if (!decision) continue;
    until = Math.min(until, decision.until);
    // Without a cookie the page would go on showing the other.
    const byName = decision.variant === null && personaliser.mayShowAnother(slot, toldBy(visitor.context));
    const wanted = byName ? FALLBACK_VARIANT : decision.variant;
    const given = cookies[`tsr_${slot}`] || null;
    const changed = given !== wanted;
    // A cookie that is right and not bound to an instant need not be sent again.
    const stands = !changed && !Number.isFinite(decision.until);
    const cookie = stands ? null : writer.decision(req, cookies, { ...decision, variant: wanted }, now);
    if (cookie !== null) setCookies.push(cookie);
    if (!slots.includes(slot)) continue;
    decisions[slot] = { variant: personaliser.nameOf(decision), changed };
  }
  return { decisions, until: Number.isFinite(until) ? until : null, setCookies };
}
