import type { BrowserContext } from 'playwright-core';
import { type Browser, html, type Page, pause, type SentEvent, type Sink } from './browser.suite.js';
import type { Line } from './line.suite.js';

/** How a page sends what it is told: by the tag, or as pages do by hand, all of it when they are left. */
export type Means = 'tessera' | 'fetch' | 'sendBeacon';

/** One way for a page to end: what is told in it, and what becomes of it. */
export type Way = {
  name: string;
  rounds: number;
  /** Sending by hand goes this way, too. */
  byHand?: boolean;
  /** How long the next page is waited for, if not as long as usual. */
  patienceMs?: number;
  /** Visits, tells and ends; `round` counts from 0. */
  act: (trip: Trip, round: number) => Promise<void>;
  /** Runs in every page before its own scripts. */
  before?: () => void;
};

export type Delivery = {
  way: string;
  means: Means;
  told: number;
  delivered: number;
  /** Events that came once more, known by their id. */
  repeats: number;
  /** The numbers that never came. */
  lost: number[];
  /** Events with another event's id, with a second id of their own, from another page, or at a wrong time. */
  wrong: string[];
  /** The farthest that an event's time, as the server reckons it from `age`, was off (ms). */
  off: number;
};

/** From an event to the arrival of its beacon a busy machine takes a while; a clock that is wrong is off by hours. */
const MOST_OFF_MS = 2000;
const PATIENCE_MS = 5000;
/** After this long nothing more comes from a page that has no second try. */
const QUIET_MS = 300;

const BODY = '<h1>Page</h1><a id="go" href="/other">Go</a>';
const plain = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title></head><body>${body}</body></html>`;

declare global {
  /** Tells `count` numbered events of a trip, of at least `size` bytes each, from number `first` on. */
  function note(trip: number, first: number, count: number, size?: number): void;
}

/** Runs in the page. The time is the one that nobody can set, not the visitor's clock. */
function defineNote(): void {
  globalThis.note = (trip, first, count, size = 0) => {
    window.tessera ||= Object.assign((...call: [string, object?]) => calls.push(call), { q: calls });
    for (let n = first; n < first + count; n++) {
      const at = performance.timeOrigin + performance.now();
      window.tessera('note', { trip, n, at, path: location.pathname, text: 'x'.repeat(size) });
    }
  };
  const calls: [string, object?][] = [];
}

/** Runs in the page: what sites write by hand. Events gather until the page is left, then all go at once. */
function defineByHand(means: Means): void {
  const events: { at: number; event: object }[] = [];
  window.tessera = (type, props) => {
    const event = { id: `${Math.random()}`, type, props, page: { path: location.pathname } };
    events.push({ at: performance.now(), event });
  };
  addEventListener('pagehide', () => {
    const told = events.splice(0).map(({ at, event }) => ({ ...event, age: performance.now() - at }));
    const body = JSON.stringify({ events: told, context: {}, slots: [], seq: 1 });
    if (means === 'fetch') fetch('/tessera/beacon', { method: 'POST', body }).catch(() => undefined);
    else navigator.sendBeacon('/tessera/beacon', body);
  });
}

/** One visitor’s browser profile, in which pages are opened, told events and ended. */
export class Trip {
  static #trips = 0;
  /** What a page of another trip still sends is not counted here. */
  readonly number = ++Trip.#trips;
  told = 0;
  readonly #opener: Page;
  constructor(
    readonly sink: Sink,
    readonly line: Line,
    readonly context: BrowserContext,
    readonly means: Means,
    opener: Page,
  ) {
    this.#opener = opener;
  }

  async open(path = '/'): Promise<Page> {
    const [page] = await Promise.all([
      this.context.waitForEvent('page'),
      // Only what a script has opened, a script may close.
      this.#opener.evaluate((url) => void window.open(url), this.line.url + path),
    ]);
    await page.waitForLoadState();
    return page;
  }

  /** A page that has got its first answer: before, the tag may store nothing. */
  async openAnswered(): Promise<Page> {
    const page = await this.open();
    if (this.means === 'tessera')
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/tessera/beacon')),
      );
    return page;
  }

  /** A page without an opener: its process is no other page's, and it fits into the back-forward cache. */
  async openAlone(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.line.url);
    return page;
  }

  /** Tells events, and in the same breath (no task of the page's runs between) does `then`. */
  async tell(page: Page, count: number, then?: () => void, size = 0): Promise<void> {
    const first = this.told;
    this.told += count;
    await page.evaluate(
      `note(${this.number}, ${first}, ${count}, ${size}); (${then ?? (() => undefined)})()`,
    );
  }

  /** Tells events and closes the page in the same breath. */
  async tellAndClose(page: Page, count: number, size = 0): Promise<void> {
    const closed = page.waitForEvent('close');
    // A page that closes itself may be gone before it has answered.
    await this.tell(page, count, () => window.close(), size).catch(() => undefined);
    await closed;
  }

  /** Neither the server nor anything else can be reached; browsers know that of themselves, too. */
  async offline(): Promise<void> {
    this.line.cut();
    await this.context.setOffline(true);
  }

  async online(): Promise<void> {
    this.line.mend();
    await this.context.setOffline(false);
  }

  /** Waits until event number `n` has arrived. */
  came(n: number): Promise<void> {
    return this.sink.until(() =>
      this.sink.events('note').some(({ props }) => {
        const note = props as { trip: number; n: number };
        return note.trip === this.number && note.n === n;
      }),
    );
  }

  /** What the site has stored in this browser for longer than the session. */
  async stored(): Promise<unknown[]> {
    const { origins } = await this.context.storageState();
    return origins.flatMap(({ localStorage }) => localStorage);
  }

  /** Closes the page as a visitor does. */
  close = (page: Page): Promise<void> => page.close({ runBeforeUnload: true });
}

/** What is wrong with the events that came, seen from the notes in them. */
function check(arrivals: readonly (SentEvent & { arrived: number })[]): Pick<Delivery, 'wrong' | 'off'> {
  const wrong = new Set<string>();
  const byId = new Map<string, number>();
  const byNumber = new Map<number, string>();
  let off = 0;
  for (const { id, age, page, props, arrived } of arrivals) {
    const { n, at, path } = props as { n: number; at: number; path: string };
    if (!id) {
      wrong.add(`${n} has no id`);
      continue;
    }
    if ((byId.get(id) ?? n) !== n) wrong.add(`${n} has the id of ${byId.get(id)}: "${id}"`);
    if ((byNumber.get(n) ?? id) !== id) wrong.add(`${n} has two ids: "${id}" and "${byNumber.get(n)}"`);
    byId.set(id, n);
    byNumber.set(n, id);
    if (page.path !== path) wrong.add(`${n} was told in ${path} and came as of ${page.path}`);
    const distance = Math.round(Math.abs(arrived - age - at));
    if (!(distance < MOST_OFF_MS)) wrong.add(`${n} is ${distance} ms off, its age ${age}`);
    off = Math.max(off, distance);
  }
  return { wrong: [...wrong], off };
}

/** What came of the events 0 to `told` - 1. */
export function reckon(way: string, means: Means, told: number, sink: Sink, trip: number): Delivery {
  const arrivals = sink.beacons.flatMap(({ events, at }) =>
    events
      .filter(({ props }) => (props as { trip?: number } | undefined)?.trip === trip)
      .map((event) => ({ ...event, arrived: at })),
  );
  const numbers = new Set(arrivals.map(({ props }) => (props as { n: number }).n));
  return {
    way,
    means,
    told,
    delivered: numbers.size,
    repeats: arrivals.length - numbers.size,
    lost: [...Array(told).keys()].filter((n) => !numbers.has(n)),
    ...check(arrivals),
  };
}

/** Goes one way in a profile of its own, visits the site once more, and counts what the sink has got by then. */
export async function deliver(
  browser: Browser,
  sink: Sink,
  line: Line,
  way: Way,
  means: Means,
): Promise<Delivery> {
  sink.forget();
  const page = means === 'tessera' ? html(BODY) : plain(BODY);
  sink.pages = { '/': page, '/other': page };
  const context = await browser.newContext();
  try {
    await context.addInitScript(defineNote);
    if (way.before) await context.addInitScript(way.before);
    if (means !== 'tessera') await context.addInitScript(defineByHand, means);
    const trip = new Trip(sink, line, context, means, await context.newPage());
    for (let round = 0; round < way.rounds; round++) await way.act(trip, round);
    // The next page of the same site, at any later time.
    await trip.open();
    const start = Date.now();
    const patience = means === 'tessera' ? (way.patienceMs ?? PATIENCE_MS) : QUIET_MS;
    for (;;) {
      const delivery = reckon(way.name, means, trip.told, sink, trip.number);
      if (delivery.lost.length === 0 || Date.now() - start > patience) return delivery;
      await pause(20);
    }
  } finally {
    await context.close();
  }
}

const share = (told: number, delivered: number) => `${((100 * delivered) / told).toFixed(1)} %`;

/** `way | told | delivered | share | repeats`, and the share of what is done by hand beside it. */
export function table(deliveries: readonly Delivery[]): string {
  const beside = (way: string, means: Means) => {
    const found = deliveries.find((delivery) => delivery.way === way && delivery.means === means);
    return found ? share(found.told, found.delivered) : '';
  };
  const rows = deliveries
    .filter(({ means }) => means === 'tessera')
    .map(({ way, told, delivered, repeats, off }) => [
      way,
      `${told}`,
      `${delivered}`,
      share(told, delivered),
      `${repeats}`,
      `${off} ms`,
      beside(way, 'fetch'),
      beside(way, 'sendBeacon'),
    ]);
  const head = [
    'way',
    'told',
    'delivered',
    'share',
    'repeats',
    'time off by',
    'fetch at the end',
    'sendBeacon at the end',
  ];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ');
  return all.map(line).join('\n');
}
