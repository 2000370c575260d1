import {
  type Browser,
  describeInBrowser,
  html,
  launchBrowser,
  type Page,
  pause,
  Sink,
} from './browser.suite.js';

describeInBrowser('the page’s life', () => {
  const sink = new Sink();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sink.pages = {
      '/': html('<h1>Home</h1><a id="go" href="/other">Go</a>'),
      '/other': html('<h1>Other</h1>'),
    };
    await sink.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await sink.stop();
  });
  beforeEach(async () => {
    sink.forget();
    page = await (await browser.newContext()).newPage();
  });
  afterEach(async () => {
    await page.context().close();
    // The closing page's last beacon belongs to this test.
    await pause(100);
  });

  const visit = async (path = '/') => {
    await page.goto(sink.url + path);
    await sink.untilEvent('page_view');
  };

  it('1. tells the view of a page that is closed at once after load', async () => {
    for (let round = 1; round <= 5; round++) {
      const closing = await page.context().newPage();
      await closing.goto(sink.url);
      await closing.close({ runBeforeUnload: true });
      await sink.untilEvent('page_view', round);
    }
  });

  it('2. sends what waits when the page is left, by beacon', async () => {
    await visit();
    await page.evaluate(() => {
      window.tessera?.('cart_add', { sku: 'last' });
      location.href = '/other';
    });
    await sink.untilEvent('cart_add');
    expect(sink.events('cart_add')).toHaveLength(1);
  });

  it('3. counts a page that comes back from the back-forward cache as a new view', async () => {
    await visit();
    await page.evaluate(() => {
      window.name = 'kept';
      addEventListener('pageshow', ({ persisted }) => {
        document.title = persisted ? 'persisted' : 'fresh';
      });
    });
    await page.click('#go');
    await sink.untilEvent('page_view', 2);
    await page.evaluate(() => history.back());
    const view = await sink.untilEvent('page_view', 3);
    expect(view.page.path).toBe('/');
    expect(await page.title()).toBe('persisted');
    // The behaviours began anew, once.
    const before = sink.events('click').length;
    await page.click('h1');
    await sink.untilEvent('click', before + 1);
    await pause(50);
    expect(sink.events('click')).toHaveLength(before + 1);
  });

  it('4. says how long ago things happened, not when', async () => {
    await visit();
    sink.status = 503;
    await page.evaluate(() => window.tessera?.('goal', { goal: 'x' }));
    await pause(700);
    expect(sink.events('goal')).toEqual([]);
    sink.status = 200;
    const { age, props } = await sink.untilEvent('goal');
    expect(props).toEqual({ goal: 'x' });
    expect(age).toBeGreaterThan(1500);
    expect(age).toBeLessThan(4500);
  });

  it('5. keeps events while the server is away, and loses none', async () => {
    await visit();
    sink.status = 503;
    await page.evaluate(() => window.tessera?.('one'));
    await pause(100);
    await page.evaluate(() => window.tessera?.('two'));
    sink.status = 200;
    await sink.untilEvent('two');
    expect(
      sink
        .events()
        .map(({ type }) => type)
        .filter((type) => ['one', 'two'].includes(type)),
    ).toEqual(['one', 'two']);
  });

  it('6. leaves out what the server will never take', async () => {
    await visit();
    sink.status = 400;
    await page.evaluate(() => window.tessera?.('bad'));
    await pause(100);
    sink.status = 200;
    await page.evaluate(() => window.tessera?.('good'));
    await sink.untilEvent('good');
    expect(sink.events('bad')).toEqual([]);
  });

  it('7. splits what is too much for one beacon, in order, each part below 60 KiB', async () => {
    await visit();
    await page.evaluate(() => {
      for (let index = 0; index < 60; index++) window.tessera?.('note', { index, text: 'ä'.repeat(1000) });
      window.tessera?.('note', { index: 60, text: 'x'.repeat(70_000) });
    });
    await sink.untilEvent('note', 60);
    expect(
      sink
        .events('note')
        .map(({ props }) => (props as { index: number }).index)
        .sort((a, b) => a - b),
    ).toEqual([...Array(60).keys()]);
    for (const { bytes } of sink.beacons) expect(bytes).toBeLessThanOrEqual(60 * 1024);
    expect(new Set(sink.events().map(({ id }) => id)).size).toBe(sink.events().length);
  });

  it('8. sends again later what sendBeacon had no room for', async () => {
    await visit();
    await page.evaluate(() => {
      navigator.sendBeacon = () => false;
      window.tessera?.('goal', { goal: 'kept' });
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    await pause(200);
    expect(sink.events('goal')).toEqual([]);
    await sink.untilEvent('goal');
  });

  it('9. asks again at the instant the server names, while the page is visible', async () => {
    let named = 0;
    sink.answer = () => {
      named ||= Date.now() + 400;
      return { decisions: {}, until: sink.beacons.length < 2 ? named : null };
    };
    await visit();
    await page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }));
    await sink.until(() => sink.beacons.some(({ events, at }) => events.length === 0 && at >= named));
    const asked = sink.beacons.find(({ events }) => events.length === 0);
    expect((asked?.at ?? 0) - named).toBeLessThan(400);
    await pause(500);
    expect(sink.beacons.filter(({ events }) => events.length === 0)).toHaveLength(1);
  });

  it('10. asks no more than ten times a second, whatever the server names', async () => {
    sink.answer = () => ({ decisions: {}, until: Date.now() - 5000 });
    await visit();
    await pause(1000);
    expect(sink.beacons.length).toBeLessThan(14);
  });

  it('11. a hidden page does not ask; shown again, it does', async () => {
    sink.answer = () => ({ decisions: {}, until: Date.now() + 300 });
    await visit();
    const toggle = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }, hidden);
    await toggle(true);
    await pause(100);
    const before = sink.beacons.length;
    await pause(700);
    expect(sink.beacons).toHaveLength(before);
    await toggle(false);
    await sink.until(() => sink.beacons.length > before);
    expect(sink.events('page_view')).toHaveLength(1);
  });

  it('12. a page nobody has seen yet is no view', async () => {
    await page.addInitScript(() =>
      Object.defineProperty(document, 'hidden', { configurable: true, value: true }),
    );
    await page.goto(sink.url);
    await pause(200);
    expect(sink.events()).toEqual([]);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: false });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    await sink.untilEvent('page_view');
  });

  it('13. a page rendered in advance does nothing until it is shown', async () => {
    await page.addInitScript(() =>
      Object.defineProperty(document, 'prerendering', { configurable: true, value: true }),
    );
    await page.goto(sink.url);
    await page.evaluate(() => window.tessera?.('early'));
    await pause(200);
    expect(sink.events()).toEqual([]);
    await page.evaluate(() => {
      Object.defineProperty(document, 'prerendering', { configurable: true, value: false });
      document.dispatchEvent(new Event('prerenderingchange'));
    });
    await sink.untilEvent('page_view');
  });

  it('14. sends nothing for who asked not to be followed', async () => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    await page.goto(sink.url);
    await page.evaluate(() => window.tessera?.('cart_add', { sku: 'a' }));
    await page.click('#go');
    await pause(1300);
    expect(sink.beacons).toEqual([]);
    expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});
  });

  it('15. a page that loads the tag twice is counted once, and gets one global name', async () => {
    await page.goto(sink.url);
    const before = await page.evaluate(() => Object.keys(window));
    await page.addScriptTag({ url: '/tessera/beacon.js' });
    await page.click('h1');
    await sink.untilEvent('click');
    await pause(100);
    expect(sink.events('click')).toHaveLength(1);
    expect(sink.events('page_view')).toHaveLength(1);
    expect(await page.evaluate(() => Object.keys(window))).toEqual(before);
    expect(before).toContain('tessera');
  });

  it('16. never listens to unload, and keeps the page fit for the back-forward cache', async () => {
    await page.addInitScript(() => {
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (
        this: EventTarget,
        ...args: Parameters<typeof listen>
      ) {
        document.documentElement.dataset.listened = `${document.documentElement.dataset.listened ?? ''} ${args[0]}`;
        listen.apply(this, args);
      };
    });
    await visit();
    const listened = await page.evaluate(() => document.documentElement.dataset.listened?.split(' '));
    expect(listened).toContain('pagehide');
    expect(listened).not.toContain('unload');
    expect(listened).not.toContain('beforeunload');
  });
});
