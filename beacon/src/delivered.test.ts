import { type Browser, describeInBrowser, launchBrowser, pause, Sink } from './browser.suite.js';
import { type Delivery, deliver, type Means, table, type Way } from './delivered.suite.js';
import { Line } from './line.suite.js';
import { prerendered } from './prerendered.suite.js';

/** Big enough that what a browser lets be under way at a page's end (64 KiB) does not hold it. */
const [MANY, BIG] = [30, 3000];
const BUSY_MS = 2000;
const AWAY_MS = 2500;

/** In the page: the tab is in the background from now on. (Chromium without a window has no background.) */
const hide = () => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};
const follow = () => document.querySelector<HTMLElement>('#go')?.click();

const WAYS: Way[] = [
  {
    name: 'closed at once after load',
    rounds: 5,
    act: async (trip) => {
      const page = await trip.open();
      await trip.tellAndClose(page, 3);
    },
  },
  {
    name: 'a link followed',
    byHand: true,
    rounds: 5,
    act: async (trip) => {
      const page = await trip.open();
      await trip.tell(page, 3, follow);
      await page.waitForURL('**/other');
      await page.close();
    },
  },
  {
    name: 'reloaded',
    rounds: 5,
    act: async (trip) => {
      const page = await trip.open();
      const loaded = page.waitForEvent('load');
      await trip.tell(page, 3, () => location.reload());
      await loaded;
      await trip.close(page);
    },
  },
  {
    name: 'back and forward',
    rounds: 3,
    act: async (trip) => {
      const page = await trip.openAlone();
      const first = trip.told;
      trip.told += 8;
      // A page that comes back from the back-forward cache tells by itself: nobody asks it in time.
      await page.evaluate(
        ([number, n]) => {
          addEventListener('pageshow', ({ persisted }) => {
            if (!persisted) return;
            note(number, n + 4, 2);
            history.forward();
          });
          note(number, n, 2);
          document.querySelector<HTMLElement>('#go')?.click();
        },
        [trip.number, first] as const,
      );
      await page.waitForURL('**/other');
      await page.evaluate(
        ([number, n]) => {
          addEventListener('pageshow', ({ persisted }) => persisted && note(number, n + 6, 2));
          note(number, n + 2, 2);
          history.back();
        },
        [trip.number, first] as const,
      );
      await trip.came(first + 7);
      await trip.close(page);
    },
  },
  {
    name: 'hidden, then closed',
    rounds: 5,
    act: async (trip) => {
      const page = await trip.open();
      await trip.tell(page, 3, hide);
      await trip.close(page);
    },
  },
  {
    name: 'hidden, then killed',
    byHand: true,
    rounds: 5,
    act: async (trip) => {
      const page = await trip.openAlone();
      await trip.tell(page, 3, hide);
      const crashed = page.waitForEvent('crash');
      const session = await trip.context.newCDPSession(page);
      // Its answer never comes.
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
    },
  },
  {
    name: 'offline, then online',
    rounds: 2,
    act: async (trip) => {
      const page = await trip.open();
      await trip.offline();
      await trip.tell(page, 3);
      await pause(300);
      await trip.online();
      await trip.tell(page, 1);
      await pause(300);
      await trip.close(page);
    },
  },
  {
    name: 'closed offline',
    byHand: true,
    rounds: 4,
    act: async (trip, round) => {
      const page = await trip.openAnswered();
      await trip.offline();
      await trip.tellAndClose(page, 3);
      // Once for so long that an age reckoned from the next page's beginning would be seen to be wrong.
      await pause(round === 0 ? AWAY_MS : 100);
      await trip.online();
    },
  },
  {
    name: 'server busy (503) for 2 s',
    rounds: 1,
    act: async (trip) => {
      const pages = [await trip.open(), await trip.open('/other'), await trip.open()];
      trip.sink.status = 503;
      for (const page of pages) await trip.tell(page, 3);
      await pause(BUSY_MS);
      trip.sink.status = 200;
      for (const page of pages) await trip.tell(page, 1);
      await pause(200);
      for (const page of pages) await trip.close(page);
    },
  },
  {
    name: 'server busy, closed meanwhile',
    byHand: true,
    rounds: 3,
    act: async (trip) => {
      const page = await trip.openAnswered();
      trip.sink.status = 503;
      await trip.tellAndClose(page, 3);
      await pause(300);
      trip.sink.status = 200;
    },
  },
  {
    name: `${MANY} of ${BIG / 1000} KB at the end`,
    byHand: true,
    rounds: 4,
    act: async (trip) => {
      const page = await trip.openAnswered();
      await trip.tell(page, MANY, follow, BIG);
      await page.waitForURL('**/other');
      await page.close();
    },
  },
  {
    name: 'one of two open tabs closed',
    rounds: 4,
    act: async (trip) => {
      const one = await trip.openAnswered();
      const two = await trip.open('/other');
      await trip.tell(two, 2);
      await trip.tellAndClose(one, MANY, BIG);
      await trip.tell(two, 2);
      await trip.close(two);
    },
  },
  {
    name: 'moves within a single-page site',
    rounds: 5,
    act: async (trip) => {
      const page = await trip.open();
      await trip.tell(page, 2, () => history.pushState(null, '', '/first'));
      await trip.tell(page, 2, () => history.pushState(null, '', '/second'));
      await trip.tell(page, 2, () => history.back());
      await page.waitForURL('**/first', { waitUntil: 'commit' });
      await trip.tell(page, 2);
      await trip.close(page);
    },
  },
  {
    name: 'clock a day fast',
    rounds: 4,
    before: () => {
      const Real = Date;
      const day = 86_400_000;
      globalThis.Date = class extends Real {
        constructor(...given: [number]) {
          super(...((given.length ? given : [Real.now() + day]) as [number]));
        }
        static override now = () => Real.now() + day;
      } as DateConstructor;
    },
    act: async (trip) => {
      const page = await trip.openAnswered();
      await trip.tell(page, MANY, follow, BIG);
      await page.waitForURL('**/other');
      await trip.tell(page, 3);
      await trip.close(page);
    },
  },
];

describeInBrowser('the share of events that arrive', () => {
  const sink = new Sink();
  const line = new Line();
  const deliveries: Delivery[] = [];
  let browser: Browser;

  const measure = async (way: Way, means: Means) => {
    const delivery = await deliver(browser, sink, line, way, means);
    deliveries.push(delivery);
    return delivery;
  };

  beforeAll(async () => {
    await sink.start();
    await line.start(Number(new URL(sink.url).port));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await line.stop();
    await sink.stop();
    console.log(table(deliveries));
  });

  for (const [index, way] of WAYS.entries()) {
    it(`${index + 1}. everything arrives, as what it was: ${way.name}`, async () => {
      const { told, delivered, lost, wrong } = await measure(way, 'tessera');
      expect({ delivered, lost, wrong }).toEqual({ delivered: told, lost: [], wrong: [] });
    });
  }

  it(`${WAYS.length + 1}. everything arrives, as what it was: rendered in advance, then shown`, async () => {
    const delivery = await prerendered(sink, 5, ({ lost }) => lost.length === 0);
    const { told, delivered, lost, wrong, prerendered: shown } = delivery;
    deliveries.push({ ...delivery, way: `${delivery.way} (${shown} of 4 pages)` });
    expect({ delivered, lost, wrong }).toEqual({ delivered: told, lost: [], wrong: [] });
    // Each page is viewed once: when it is shown. (A page of an earlier test may still have a word.)
    const views = sink.events('page_view').filter(({ page }) => page.path.startsWith('/shown/'));
    const paths = new Map(views.map(({ id, page }) => [id, page.path]));
    expect([...paths.values()].sort()).toEqual([0, 1, 2, 3, 4].map((at) => `/shown/${at}`));
  });

  it(`${WAYS.length + 2}. what ends before the server has answered at all may be lost: nothing is stored before it says that it keeps the visitor`, async () => {
    const stored: unknown[] = [];
    const { delivered, lost, told, wrong } = await measure(
      {
        name: 'closed offline before any answer',
        patienceMs: 1000,
        rounds: 3,
        act: async (trip) => {
          trip.sink.status = 503;
          const page = await trip.open();
          await trip.offline();
          await trip.tellAndClose(page, 3);
          stored.push(...(await trip.stored()));
          await trip.online();
          trip.sink.status = 200;
        },
      },
      'tessera',
    );
    expect(stored).toEqual([]);
    expect({ all: delivered + lost.length, wrong }).toEqual({ all: told, wrong: [] });
  });

  it(`${WAYS.length + 3}. what sites write by hand loses more`, async () => {
    for (const way of WAYS.filter(({ byHand }) => byHand)) {
      for (const means of ['fetch', 'sendBeacon'] as const) {
        await measure({ ...way, rounds: 1 }, means);
      }
    }
    const byHand = deliveries.filter(({ means }) => means !== 'tessera');
    expect(byHand.flatMap(({ lost }) => lost).length).toBeGreaterThan(0);
    // The sink counts what comes by hand as it counts ours: nothing of it is wrong.
    expect(byHand.flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});
