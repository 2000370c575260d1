import type { JsonObject, WireEvent } from '@tessera/model';
import { now, SLOT, slotOf } from '../shared/dom.js';
import { obey } from './answer.js';
import { refused } from './consent.js';
import { context } from './context.js';
import { page } from './page.js';
import { clear, type Kept, keep, take } from './store.js';
import { type Answer, BEACON, post } from './transport.js';
import { all, warn } from './view.js';

/** An event that has not been answered; `at` is when it happened on the clock of `now()`. */
type Waiting = Omit<WireEvent, 'id' | 'age' | 'time' | 'props'> &
  Kept & { props: JsonObject | undefined; busy?: boolean };

/** What one turn of the event loop brings goes together, and no more: the visitor waits for the answer. */
const GATHER_MS = 0;
/** The server takes no more at once. With it away for long, the oldest events go first. */
const MOST_WAITING = 200;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
/** Browsers let 64 KiB be under way at a page's end, and the server takes no more at once. */
const MOST_BYTES = 60 * 1024;

let waiting: Waiting[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = 0;
let seq = 0;
let answered = 0;

const plan = (ms: number) => {
  timer ||= setTimeout(flush, ms);
};

/** Queues an event. A `lazy` one earns no answer of its own: it travels with the next that does, or at the page's end. */
export const emit = (type: string, props?: object, lazy?: boolean) => {
  waiting.push({
    // Random, so that a repeat is recognised and others don't collide.
    id: `${Math.random()}`.slice(2),
    type,
    page: page(),
    props: props as JsonObject | undefined,
    at: now(),
  });
  waiting = waiting.slice(-MOST_WAITING);
  if (!lazy) plan(GATHER_MS);
};

/** Asks what stands now, with whatever waits to be sent, even if that is nothing. */
export const ask = () => plan(GATHER_MS);

/** Takes up what an earlier page, or this one before it was hidden, could not be sure of: ids make repeats harmless. */
export const resume = () => {
  const known = waiting.map((event) => {
    event.busy = false;
    return event.id;
  });
  const ahead = Date.now() - now();
  for (const event of take() as Waiting[])
    if (!known.includes(event.id)) waiting.push({ ...event, at: event.at - ahead });
};

/** Nothing of the visitor stays here. */
export const forget = () => {
  waiting = [];
  clear();
};

const settle = (events: Waiting[]) => {
  waiting = waiting.filter((event) => !events.includes(event));
};

const send = async (events: Waiting[], last?: boolean) => {
  const mine = ++seq;
  const half = events.length >> 1;
  const body = JSON.stringify({
    events: events.map(({ at, busy, ...event }) => ({ ...event, age: Math.max(now() - at, 0) })),
    context: context(),
    slots: all(SLOT).map((element) => slotOf(element).slot),
    seq,
  });
  const big = new Blob([body]).size > MOST_BYTES;
  // What a browser takes from a page that ends is not known to arrive: it goes on waiting, for whoever comes next.
  if (big || (last && !navigator.sendBeacon(BEACON, body))) {
    if (half) {
      send(events.slice(0, half), last);
      send(events.slice(half), last);
      // An event that is too big alone would only be refused: it is left out.
    } else if (big) {
      settle(events);
      warn('too big', events[0]);
    } else plan(FIRST_PAUSE_MS);
    return;
  }
  for (const event of events) event.busy = true;
  if (last) return;
  const answer = await post(body);
  for (const event of events) event.busy = false;
  pause = answer ? 0 : Math.min(pause * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  if (!answer) return plan(pause);
  settle(events);
  if (answer !== true && mine > answered) {
    // An older answer that arrives late has nothing to say.
    answered = mine;
    obey(answer as Answer, ask);
  }
};

/** Sends what waits. `last`: the page may be gone the next moment. */
export const flush = (last?: boolean) => {
  clearTimeout(timer);
  timer = undefined;
  if (refused()) return forget();
  const ready = waiting.filter(({ busy }) => !busy);
  if (!last || ready[0]) send(ready, last);
  if (last) keep(waiting.map(({ busy, ...event }) => ({ ...event, at: Date.now() - now() + event.at })));
};
