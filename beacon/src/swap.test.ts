import {
  type Browser,
  describeInBrowser,
  html,
  launchBrowser,
  type Page,
  pause,
  Sink,
} from './browser.suite.js';

const OLD = 'OldVariant01';
const NEW = 'NewVariant02';
const OTHER = 'OthVariant03';

const fragment = (variant: string, inside: string, slot = 'hero') =>
  `<div data-tessera-slot="${slot}" data-tessera-variant="${variant}" class="tsr">${inside}</div>`;
const decide = (variant: string, changed = true, slot = 'hero') => ({
  decisions: { [slot]: { variant, changed } },
  until: null,
});

describeInBrowser('swapping fragments in place', () => {
  const sink = new Sink();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await sink.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await sink.stop();
  });
  beforeEach(async () => {
    sink.forget();
    sink.pages = {
      '/': html(
        `<div data-tessera-params="category=laptops&amp;locale=es">${fragment(
          OLD,
          '<h2>Old</h2><a href="/x" id="cta">Look</a><p class="tall"></p>',
        )}</div><p id="below">Below</p><button id="act">Act</button>`,
      ),
    };
    sink.fragments = {
      '/tessera/test.css': {
        body: '.tsr{box-sizing:border-box;padding:10px}.tall{height:300px}',
        headers: { 'content-type': 'text/css' },
      },
      [`/tessera/fragments/hero/${NEW}`]: {
        body: fragment(NEW, '<h2>New</h2><a href="/y" id="cta">Buy</a>'),
      },
      [`/tessera/fragments/hero/${OTHER}`]: { body: fragment(OTHER, '<h2>Other</h2>') },
      '/tessera/fragments/hero/default': { body: fragment(OLD, '<h2>Old again</h2>') },
    };
    page = await (await browser.newContext({ viewport: { width: 800, height: 700 } })).newPage();
  });
  afterEach(async () => {
    await page.context().close();
    // The closing page's last beacon belongs to this test.
    await pause(100);
  });

  const visit = async () => {
    await page.goto(sink.url);
    await sink.untilEvent('page_view');
  };
  /** The page does something that the server answers with this. */
  const answerWith = async (answer: object) => {
    sink.answer = () => answer;
    const before = sink.events('act').length;
    await page.evaluate(() => window.tessera?.('act'));
    await sink.untilEvent('act', before + 1);
  };
  const heading = () => page.textContent('[data-tessera-slot="hero"] h2');
  const untilShown = (text: string) =>
    page.waitForFunction((wanted) => document.querySelector('.tsr h2')?.textContent === wanted, text);

  it('1. shows another decision at once, asked for in the words of the page’s include', async () => {
    await visit();
    expect(sink.beacons[0]?.slots).toEqual(['hero']);
    const swapped = page.evaluate(
      () =>
        new Promise<string | undefined>((resolve) =>
          document.addEventListener('tessera:swap', ({ target }) =>
            resolve((target as HTMLElement).dataset.tesseraVariant),
          ),
        ),
    );
    await answerWith(decide(NEW));
    expect(await swapped).toBe(NEW);
    expect(await heading()).toBe('New');
    expect(sink.asked.filter((path) => path.includes('hero'))).toEqual([
      `/tessera/fragments/hero/${NEW}?category=laptops&locale=es`,
    ]);
  });

  it('2. fetches nothing when the page shows what is decided', async () => {
    await visit();
    await answerWith(decide(OLD));
    await answerWith(decide('default', false));
    await pause(100);
    expect(sink.asked.filter((path) => path.includes('hero'))).toEqual([]);
  });

  it('3. learns which variant is the fallback, and remembers it on the next page', async () => {
    await visit();
    await answerWith(decide(NEW));
    await untilShown('New');
    await answerWith(decide('default'));
    await untilShown('Old again');
    sink.asked.length = 0;
    await visit();
    await answerWith(decide('default'));
    await pause(100);
    expect(sink.asked.filter((path) => path.includes('hero'))).toEqual([]);
    // A page out of the browser's cache that shows what is no longer decided.
    sink.pages['/'] = html(fragment(NEW, '<h2>New</h2>'));
    await visit();
    await answerWith(decide('default', false));
    await untilShown('Old again');
  });

  it('4. waits while the focus is inside, then shows', async () => {
    await visit();
    await page.focus('#cta');
    await answerWith(decide(NEW));
    await pause(700);
    expect(await heading()).toBe('Old');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cta');
    await page.focus('#act');
    await untilShown('New');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('act');
  });

  it('5. moves nothing below a shorter fragment, and gives the room back with a new window size', async () => {
    await visit();
    const top = () => page.evaluate(() => document.getElementById('below')?.getBoundingClientRect().top ?? 0);
    await page.evaluate(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          document.title += ` shift ${(entry as PerformanceEntry & { value: number }).value}`;
        }
      }).observe({ type: 'layout-shift' });
    });
    const before = await top();
    await answerWith(decide(NEW));
    await untilShown('New');
    await pause(100);
    expect(Math.abs((await top()) - before)).toBeLessThan(1);
    expect(await page.title()).toBe('Test');
    await page.setViewportSize({ width: 600, height: 700 });
    await page.waitForFunction(
      (limit) => (document.getElementById('below')?.getBoundingClientRect().top ?? 0) < limit,
      before,
    );
  });

  it('6. a newer decision wins over an older fragment that comes later', async () => {
    sink.fragments[`/tessera/fragments/hero/${NEW}`] = { body: fragment(NEW, '<h2>New</h2>'), delayMs: 400 };
    await visit();
    await answerWith(decide(NEW));
    await answerWith(decide(OTHER));
    await untilShown('Other');
    await pause(500);
    expect(await heading()).toBe('Other');
    // Back to what stands: nothing to fetch.
    await answerWith(decide(NEW));
    await answerWith(decide(OTHER));
    await pause(500);
    expect(await heading()).toBe('Other');
  });

  it('7. an answer that is overtaken by a newer one is not obeyed', async () => {
    await visit();
    await page.route('**/tessera/beacon', async (route) => {
      const slow = route.request().postData()?.includes('"slow"');
      if (slow) await pause(400);
      const answer = decide(slow ? NEW : OTHER);
      await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(answer) });
    });
    await page.evaluate(() => window.tessera?.('slow'));
    await pause(50);
    await page.evaluate(() => window.tessera?.('fast'));
    await untilShown('Other');
    await pause(600);
    expect(await heading()).toBe('Other');
  });

  it('8. puts in only what is for this slot', async () => {
    sink.fragments[`/tessera/fragments/hero/${NEW}`] = { body: fragment(NEW, '<h2>Wrong</h2>', 'elsewhere') };
    sink.fragments[`/tessera/fragments/hero/${OTHER}`] = { status: 404, body: '' };
    await visit();
    await answerWith(decide(NEW));
    await answerWith(decide(OTHER));
    await answerWith({ decisions: { unknown_slot: { variant: NEW, changed: true } } });
    await pause(200);
    expect(await heading()).toBe('Old');
  });

  it('9. asks for a personal slot under its own address', async () => {
    sink.fragments[`/tessera/fragments/hero/${NEW}`] = {
      body: '',
      headers: { 'tessera-delivery': 'personal' },
    };
    sink.fragments['/tessera/slots/hero'] = { body: fragment(NEW, '<h2>Hello, Eve</h2>') };
    await visit();
    await answerWith(decide(NEW));
    await untilShown('Hello, Eve');
  });

  it('10. tries again with the next answer when a fragment was out of reach', async () => {
    await visit();
    await page.route('**/tessera/fragments/**', (route) => route.abort(), { times: 1 });
    await answerWith(decide(NEW));
    await pause(150);
    expect(await heading()).toBe('Old');
    await answerWith(decide(NEW, false));
    await untilShown('New');
  });

  it('11. never runs a script', async () => {
    sink.fragments['/tessera/evil.js'] = {
      body: 'window.ran = true',
      headers: { 'content-type': 'text/javascript' },
    };
    sink.fragments[`/tessera/fragments/hero/${NEW}`] = {
      body: fragment(
        NEW,
        '<h2>New</h2><script src="/tessera/evil.js"></script><script>window.ran=true</script>',
      ),
    };
    await visit();
    await answerWith(decide(NEW));
    await untilShown('New');
    await pause(200);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  it('12. loads the style sheet of directives, and unloads it with them', async () => {
    const directives = (variant: string, inside = '') =>
      `<div data-tessera-slot="page_directives" data-tessera-variant="${variant}" class="tsr" hidden>${inside}</div>`;
    sink.pages['/'] = html(`${directives('')}<h1>Title</h1>`);
    sink.fragments['/tessera/lite.css'] = {
      body: 'h1{color:rgb(1,2,3)}',
      headers: { 'content-type': 'text/css' },
    };
    sink.fragments[`/tessera/fragments/page_directives/${NEW}`] = {
      body: directives(
        NEW,
        '<meta name="tessera-directives" content="lite-media"><link rel="stylesheet" href="/tessera/lite.css">',
      ),
    };
    sink.fragments['/tessera/fragments/page_directives/default'] = { body: directives('') };
    const untilColor = (color: string) =>
      page.waitForFunction(
        (wanted) => getComputedStyle(document.querySelector('h1') as Element).color === wanted,
        color,
      );
    await visit();
    await answerWith(decide(NEW, true, 'page_directives'));
    await untilColor('rgb(1, 2, 3)');
    expect(await page.getAttribute('meta[name="tessera-directives"]', 'content')).toBe('lite-media');
    await answerWith(decide('default', true, 'page_directives'));
    await untilColor('rgb(0, 0, 0)');
    expect(sink.events('impression')).toEqual([]);
  });

  it('13. tells which variants were seen and clicked', async () => {
    await visit();
    await sink.untilEvent('impression');
    await answerWith(decide(NEW));
    await untilShown('New');
    await page.click('.tsr h2');
    await sink.untilEvent('impression', 2);
    const { props } = await sink.untilEvent('variant_click');
    expect(props).toEqual({ slot: 'hero', variant: NEW });
    expect(sink.events('impression').map((event) => event.props)).toEqual([
      { slot: 'hero', variant: OLD },
      { slot: 'hero', variant: NEW },
    ]);
  });

  it('14. tells no impression of what is below the fold until it is seen', async () => {
    sink.pages['/'] = html(
      `<p class="tall"></p><p class="tall"></p><p class="tall"></p>${fragment(OLD, '<h2>Low</h2>')}`,
    );
    await visit();
    await sink.untilEvent('dwell');
    expect(sink.events('impression')).toEqual([]);
    await page.evaluate(() => scrollTo(0, 9999));
    await sink.untilEvent('impression');
  });
});

describeInBrowser('countdowns', () => {
  const sink = new Sink();
  let browser: Browser;
  beforeAll(async () => {
    await sink.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await sink.stop();
  });

  const time = (ms: number) =>
    `<time data-tessera-countdown datetime="${new Date(Date.now() + ms).toISOString()}" data-tessera-expired="Over">Server text</time>`;

  it('1. tick, say that they are timers, and end with their own words', async () => {
    sink.pages = { '/': html(`${time(100_000_000)}${time(1900)}`) };
    const page = await browser.newPage();
    await page.goto(sink.url);
    await sink.untilEvent('page_view');
    const texts = () => page.$$eval('time', (elements) => elements.map(({ textContent }) => textContent));
    const [long, short] = await texts();
    expect(long).toMatch(/^1d 03:46:\d\d$/);
    expect(short).toMatch(/^00:00:0[01]$/);
    expect(await page.getAttribute('time', 'role')).toBe('timer');
    await page.waitForFunction(() => document.querySelectorAll('time')[1]?.textContent === 'Over');
    await pause(1100);
    const after = await texts();
    expect(after[1]).toBe('Over');
    expect(after[0]).not.toBe(long);
    await page.close();
  });

  it('2. go by the server’s clock when the visitor’s is wrong by a day', async () => {
    sink.pages = { '/': html(time(3_600_000)) };
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 86_400_000;
    });
    await page.goto(sink.url);
    await page.waitForFunction(() => /^00:59:\d\d$/.test(document.querySelector('time')?.textContent ?? ''));
    await page.close();
  });
});
