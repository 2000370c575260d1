import type { Context, JsonObject, TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { EVENT_TYPES } from './catalogs.js';
import { T0 } from './runs.js';

/** What the server is handed in one go: a beacon's events, perhaps a context, and the time by its clock. */
export interface Delivery {
  readonly now: number;
  readonly events: readonly TesseraEvent[];
  readonly context: Context | null;
  /** Which of a person's visitors (devices) sent it. */
  readonly visitor: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From one event to the next: within a page, to the edge of a session, past it, past a day. */
const GAPS = [0, 0, 1, 999, 10_000, 30_000, MINUTE, 5 * MINUTE, 29 * MINUTE] as const;
const LONG_GAPS = [30 * MINUTE - 1, 30 * MINUTE, 30 * MINUTE + 1, 44 * MINUTE, 2 * HOUR, 26 * HOUR] as const;
/** How long an event is under way: a day at most, as the engine asks for. */
const DELAYS = [0, 0, 1, 1_000, 2 * MINUTE, 45 * MINUTE, 5 * HOUR, DAY] as const;
/** The server's clock against the true time. */
const JUMPS = [0, 0, 0, 0, 1, -1, 5 * MINUTE, -5 * MINUTE, HOUR, -HOUR] as const;

export const happening = fc.record({
  type: fc.constantFrom(...EVENT_TYPES),
  gap: fc.constantFrom(...GAPS, ...LONG_GAPS),
  amount: fc.constantFrom(0, 1, 2, 3, 8, 0.5, 100, -4, null),
  name: fc.constantFrom('a', 'b', 'c'),
  page: fc.constantFrom('product', 'home', undefined),
  hasId: fc.nat(9).map((die) => die > 0),
  visitor: fc.nat(2),
  delay: fc.constantFrom(...DELAYS),
  again: fc.option(fc.constantFrom(...DELAYS), { freq: 2 }),
  context: fc.constantFrom<(Context | null)[]>(
    null,
    null,
    { device: { type: 'mobile' } },
    { device: { type: 'desktop' }, network: { type: '4g' } },
    { network: { type: '3g' } },
  ),
  jump: fc.constantFrom(...JUMPS),
  withNext: fc.boolean(),
  backwards: fc.boolean(),
});

type Drawn = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** One event, and how it comes to the server. Its time is `gap` ms after the one before. */
export type Happening = Omit<Drawn, 'type' | 'gap' | 'amount' | 'delay' | 'again' | 'jump'> & {
  readonly type: string;
  readonly gap: number;
  readonly amount: number | null;
  /** How long it is under way, and, if it comes twice, how long the second time. */
  readonly delay: number;
  readonly again: number | null;
  /** How far the server's clock is off when it comes. */
  readonly jump: number;
};

/** Half of them join what the other half would part. */
const SESSION_GAPS = [1, 16 * MINUTE, 29 * MINUTE, 30 * MINUTE - 1, 30 * MINUTE] as const;

/** The same, in sessions that split and join as late events come. */
export const inSessions = (maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc
    .array(fc.tuple(happening, fc.constantFrom(...SESSION_GAPS)), { minLength: 3, maxLength })
    .map((list) => list.map(([one, gap]) => ({ ...one, gap })));

/** A person's events in order of time, each with how it comes to the server. */
export const happenings = (maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(happening, { minLength: 1, maxLength });

export function eventsOf(list: readonly Happening[]): readonly TesseraEvent[] {
  let time = T0;
  return list.map(({ type, gap, amount, name, page, hasId }, i) => {
    time += gap;
    const traits: JsonObject = { plan: name === 'a' ? 'gold' : name };
    const props: JsonObject = { name, ...(amount === null ? {} : { amount }) };
    return {
      id: hasId ? `event-${i}` : null,
      type,
      time,
      page: page === undefined ? {} : { type: page },
      props: type === 'identify' ? { ...props, traits } : props,
    };
  });
}

/** In order, at once, once, by a clock that goes right. */
export const inOrder = (list: readonly Happening[]): readonly Delivery[] =>
  eventsOf(list).map((event, i) => {
    const { context, visitor } = list[i] as Happening;
    return { now: event.time, events: [event], context, visitor };
  });

/**
 * Late, in batches, some twice, by a clock that jumps. Events come at most 24 h late, a repeat before or
 * after what it repeats.
 */
export function inDisorder(list: readonly Happening[]): readonly Delivery[] {
  const arrivals = eventsOf(list)
    .flatMap((event, i) => {
      const how = list[i] as Happening;
      const delays = how.again === null || event.id === null ? [how.delay] : [how.delay, how.again];
      return delays.map((delay) => ({ event, how, at: event.time + delay }));
    })
    .sort((a, b) => a.at - b.at);
  const deliveries: Delivery[] = [];
  let waiting: typeof arrivals = [];
  for (const [i, arrival] of arrivals.entries()) {
    waiting.push(arrival);
    const next = arrivals[i + 1];
    if (next && mayWait(waiting, next)) continue;
    const events = waiting.map(({ event }) => event);
    const { how, at } = arrival;
    deliveries.push({
      now: at + how.jump,
      events: how.backwards ? events.reverse() : events,
      context: how.context,
      visitor: how.visitor,
    });
    waiting = [];
  }
  return deliveries;
}

interface Arrival {
  readonly how: Happening;
  readonly at: number;
}

/** Waiting for the next one must not make any of a batch more than a day late. */
const mayWait = (waiting: readonly Arrival[], next: Arrival): boolean =>
  [...waiting, next].every(({ how, at }) => how.delay < DAY && next.at - at <= HOUR) &&
  waiting.every(({ how }) => how.withNext && how.visitor === next.how.visitor);
