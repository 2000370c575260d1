import type { JsonObject, WireEvent } from '@tessera/model';
import { obey } from './answer.js';
import { context } from './context.js';
import { all, now, SLOT, slotOf } from './dom.js';
import { page } from './page.js';
import { type Answer, post } from './transport.js';

/** An event that waits to be sent; `at` is when it happened on the clock of `now()`. */
type Waiting = Omit<WireEvent, 'age' | 'time' | 'props'> & { at: number; props: JsonObject | undefined };

/** What one turn of the event loop brings goes together, and no more: the visitor waits for the answer. */
const GATHER_MS = 0;
/** With the server away for long, the oldest events go first. */
const MOST_WAITING = 300;
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

const send = async (events: Waiting[], last?: boolean) => {
  const mine = ++seq;
  const half = events.length >> 1;
  const body = JSON.stringify({
    events: events.map(({ at, ...event }) => ({ ...event, age: now() - at })),
    context: context(),
    slots: all(SLOT).map((element) => slotOf(element).slot),
    seq,
  });
  if (new Blob([body]).size > MOST_BYTES) {
    // An event that is too big alone would only be refused: it is left out.
    if (half) {
      send(events.slice(0, half), last);
      send(events.slice(half), last);
    }
    return;
  }
  const answer = await post(body, last);
  pause = answer ? 0 : Math.min(pause * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  if (pause) {
    waiting.unshift(...events);
    plan(pause);
  } else if (answer !== true && mine > answered) {
    // An older answer that arrives late has nothing to say.
    answered = mine;
    obey(answer as Answer, ask);
  }
};

/** Sends what waits. `last`: the page may be gone the next moment. */
export const flush = (last?: boolean) => {
  clearTimeout(timer);
  timer = undefined;
  if (!last || waiting.length) send(waiting.splice(0), last);
};
