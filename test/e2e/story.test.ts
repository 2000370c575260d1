import { varnishInstalled } from '@tessera/edge/varnish';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumPath, launchBrowser } from '../support/browser.js';
import { type Demo, fragmentRequests, startDemo } from '../support/demo.js';
import { stitchWithEsi, stitchWithNodesi } from '../support/other-stitchers.js';
import { skippedBecause } from '../support/skip.js';
import { logIn } from '../support/strapi-editor.js';

// The seed is CommonJS, as Strapi wants its application.
const { VARIANT_KEYS } = require('../../demo/cms/src/seed/story') as {
  VARIANT_KEYS: Readonly<
    Record<
      'heroDefault' | 'heroLaptops' | 'heroPrice' | 'offer' | 'compareTable' | 'liteMedia' | 'calmMotion',
      string
    >
  >;
};
const HESITATION_MS = 4_000;
const PATIENCE_MS = 15_000;

const executable = chromiumPath();

describe.each([
  ['varnish', 25_100],
  ['node', 25_110],
] as const)('the story through the %s edge', (kind, port) => {
  if (!executable) return skippedBecause('Chromium is not installed (Debian: apt-get install chromium)');
  if (kind === 'varnish' && !varnishInstalled()) {
    if (process.env.CI) throw new Error('Varnish is missing, which CI must have');
    return skippedBecause('Varnish is not installed (Debian: apt-get install varnish varnish-modules)');
  }

  let demo: Demo;
  let browser: Browser;
  let visitor: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    demo = await startDemo(kind, port);
    browser = await launchBrowser(executable);
    visitor = await newVisitor();
    page = await visitor.newPage();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    expect(await demo.stop()).toEqual([]);
  }, 60_000);

  const newVisitor = async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    // Notes when a fragment is swapped, beside when the beacon that earned it was sent.
    await context.addInitScript(() => {
      const times: { slot: string; variant: string; at: number; sinceBeacon: number }[] = [];
      Object.assign(window, { swaps: times });
      addEventListener('tessera:swap', ({ target }) => {
        const { tesseraSlot: slot = '', tesseraVariant: variant = '' } = (target as HTMLElement).dataset;
        const beacons = performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('/tessera/beacon'));
        times.push({
          slot,
          variant,
          at: Date.now(),
          sinceBeacon: performance.now() - (beacons.at(-1)?.startTime ?? 0),
        });
      });
    });
    return context;
  };
  const variantIn = (html: string, slot: string) =>
    new RegExp(`data-tessera-slot="${slot}" data-tessera-variant="([^"]*)"`).exec(html)?.[1];
  /** Goes to a page and waits until the server knows of it; answers the HTML as the edge sent it. */
  const visit = async (path: string, on = page): Promise<string> => {
    const beacon = on.waitForResponse((response) => response.url().endsWith('/tessera/beacon'), {
      timeout: PATIENCE_MS,
    });
    const response = await on.goto(demo.edge + path);
    await beacon;
    return (await response?.text()) ?? '';
  };
  const swapped = async (slot: string, variant: string, on = page) => {
    await on.waitForSelector(`[data-tessera-slot="${slot}"][data-tessera-variant="${variant}"]`, {
      timeout: PATIENCE_MS,
      state: 'attached',
    });
    return on.evaluate(
      ([wantedSlot, wanted]) =>
        (
          window as unknown as { swaps: { slot: string; variant: string; at: number; sinceBeacon: number }[] }
        ).swaps.find((swap) => swap.slot === wantedSlot && swap.variant === wanted),
      [slot, variant],
    );
  };
  const report = (what: string, ms: number) => console.log(`${kind}: ${what}: ${ms.toFixed(0)} ms`);

  it('prints the addresses and the log-in', () => {
    expect(demo.output()).toContain(demo.edge);
    expect(demo.output()).toContain(`${demo.cms}/admin`);
    expect(demo.output()).toContain('editor@demo.tessera.test');
  });

  it('a newcomer sees the defaults, and nothing in the console', async () => {
    const complaints: string[] = [];
    page.on('console', (message) =>
      message.type() === 'error' ? complaints.push(message.text()) : undefined,
    );
    page.on('pageerror', (error) => complaints.push(error.message));
    const html = await visit('/');
    expect(variantIn(html, 'home_hero')).toBe(VARIANT_KEYS.heroDefault);
    expect(html).not.toContain('<esi:');
    await page.waitForTimeout(300);
    expect(complaints).toEqual([]);
  });

  it('studies laptops: the next page comes from the cache with their hero', async () => {
    await visit('/p/aero-13');
    await visit('/p/forge-15');
    const html = await visit('/');
    expect(variantIn(html, 'home_hero')).toBe(VARIANT_KEYS.heroLaptops);
  });

  it('hovers over a price: the hero of the open page changes within 1 s of the act that earns it', async () => {
    await page.locator('[data-tessera-focus="price"]:visible').first().scrollIntoViewIfNeeded();
    await page.locator('[data-tessera-focus="price"]:visible').first().hover();
    const swap = await swapped('home_hero', VARIANT_KEYS.heroPrice);
    expect(swap?.sinceBeacon).toBeLessThan(1_000);
    report('from the hover that earned it to the swapped hero', swap?.sinceBeacon ?? Number.NaN);
  });

  it('compares specs: the product page shows the comparison', async () => {
    await visit('/compare/laptops');
    expect(variantIn(await visit('/p/slate-14'), 'product_compare')).toBe(VARIANT_KEYS.compareTable);
  });

  it('puts one in the cart and hesitates: the open page shows the offer when its time comes', async () => {
    await visit('/p/nova-16');
    const added = Date.now();
    await page.locator('[data-add-to-cart], button:has-text("Add to cart")').first().click();
    const swap = await swapped('product_banner', VARIANT_KEYS.offer);
    const late = (swap?.at ?? Infinity) - (added + HESITATION_MS);
    expect(late).toBeGreaterThan(-1_000);
    expect(late).toBeLessThan(1_000);
    report(`after ${HESITATION_MS} ms of hesitation, the offer came late by`, late);
    await page.waitForSelector('[data-tessera-slot="product_banner"] [data-tessera-countdown]', {
      state: 'attached',
    });
    expect(variantIn(await visit('/'), 'home_hero')).toBe(VARIANT_KEYS.offer);
  });

  it('a second browser still sees the defaults, and costs the fragment server nothing', async () => {
    const other = await newVisitor();
    const otherPage = await other.newPage();
    // What the open page still fetches for itself is not what is counted here.
    await page.waitForLoadState('networkidle');
    const before = await fragmentRequests(demo);
    expect(variantIn(await visit('/', otherPage), 'home_hero')).toBe(VARIANT_KEYS.heroDefault);
    // And the first one's pages again: every fragment is in the edge's cache by now.
    expect(variantIn(await visit('/'), 'home_hero')).toBe(VARIANT_KEYS.offer);
    expect(await fragmentRequests(demo)).toBe(before);
    await other.close();
  });

  it('a phone on 3G gets lite media; a very slow scroller gets calm motion', async () => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await phone.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', {
        value: { effectiveType: '3g', downlink: 0.7, saveData: false },
      });
    });
    const phonePage = await phone.newPage();
    await visit('/', phonePage);
    expect(variantIn(await visit('/c/laptops', phonePage), 'page_directives')).toBe(VARIANT_KEYS.liteMedia);
    expect(await phonePage.locator('link[href="/tessera/directives/lite-media.css"]').count()).toBe(1);
    await phone.close();

    const slow = await browser.newContext();
    const slowPage = await slow.newPage();
    await visit('/', slowPage);
    const told = slowPage.waitForResponse((response) => response.url().endsWith('/tessera/beacon'));
    await slowPage.evaluate(() => {
      const { tessera } = window as unknown as { tessera: (type: string, props: object) => void };
      tessera('scroll', { depth: 50, velocity: 20, half_ms: 25_000 });
    });
    await told;
    await slowPage.waitForSelector(`[data-tessera-variant="${VARIANT_KEYS.calmMotion}"]`, {
      state: 'attached',
      timeout: PATIENCE_MS,
    });
    await slow.close();
  });

  it('whoever saves data is spared from the first page on, before any script has run', async () => {
    const pages = async (headers: Record<string, string>) => (await fetch(demo.edge, { headers })).text();
    const before = await fragmentRequests(demo);
    const saving = { 'Save-Data': 'on' };
    expect(variantIn(await pages(saving), 'page_directives')).toBe(VARIANT_KEYS.liteMedia);
    const asked = (await fragmentRequests(demo)) - before;
    expect(variantIn(await pages({}), 'page_directives')).toBe('');
    expect(variantIn(await pages({ ...saving, 'User-Agent': 'Another' }), 'page_directives')).toBe(
      VARIANT_KEYS.liteMedia,
    );
    // One object for all who save data; everything else was there.
    expect([asked <= 1, (await fragmentRequests(demo)) - before]).toEqual([true, asked]);
  });

  it('an editor’s change, published in Strapi, is in the stitched page within 2 s', async () => {
    const editor = await logIn(demo);
    const entry = await editor.find(VARIANT_KEYS.heroDefault);
    const times: number[] = [];
    for (const title of ['A title from the editor', 'And another one']) {
      const start = Date.now();
      await editor.publish(entry, { content: { ...entry.content, title } });
      for (;;) {
        const html = await (await fetch(`${demo.edge}/`)).text();
        if (html.includes(title)) break;
        if (Date.now() - start > PATIENCE_MS) throw new Error('the change did not come');
        await new Promise((wait) => setTimeout(wait, 20));
      }
      times.push(Date.now() - start);
    }
    report('from the click on Publish to the stitched page', Math.max(...times));
    expect(Math.max(...times)).toBeLessThan(2_000);
  });

  it('the same page comes out right through the npm packages esi and nodesi', async () => {
    const raw = await (await fetch(`${demo.shop}/p/aero-13`)).text();
    const expected = await (await fetch(`${demo.edge}/p/aero-13`)).text();
    expect(raw).toContain('<esi:include');
    expect(await stitchWithNodesi(raw, demo.server)).toBe(expected);
    expect(await stitchWithEsi(raw, demo.server)).toBe(expected);
  });
});
