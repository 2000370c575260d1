import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PRODUCTS } from './catalogue.js';
import { compileShop } from './compiled.suite.js';
import { type Shop, startShop } from './shop.js';

const CHROMIUM = process.env.TESSERA_CHROMIUM ?? '/usr/bin/chromium';
const installed = existsSync(CHROMIUM);
if (!installed) console.warn(`No browser at ${CHROMIUM}; TESSERA_CHROMIUM names another place.`);

type Told = [type: string, props?: Record<string, unknown>];
declare global {
  interface Window {
    told?: Told[];
  }
}

// The bare shop, without edge, fragments and tag: what it tells is caught where the tag would be.
(installed || process.env.CI === 'true' ? describe : describe.skip)('the shop in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    compileShop();
    shop = await startShop({ port: 0 });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });
  beforeEach(async () => {
    complaints.length = 0;
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.addInitScript(() => {
      const told: Told[] = [];
      window.told = told;
      Object.assign(window, { tessera: (...call: Told) => told.push(call) });
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
  });
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const visit = (path: string) => page.goto(shop.url + path, { waitUntil: 'load' });
  const told = () => page.evaluate(() => window.told);

  it('tells what goes into the cart, and its new total', async () => {
    await visit('/p/aero-13');
    await page.click('.buy [data-add]');
    expect(await told()).toEqual([
      ['cart_add', { sku: 'aero-13', value: 1199, quantity: 1 }],
      ['cart', { value: 1199 }],
    ]);
    expect(await page.textContent('#cart-count')).toBe('1');
    expect(await page.textContent('#toast')).toBe('Aero 13 is in your cart. See the cart');
    await visit('/c/audio');
    await page.click('[data-add="bud-2"]');
    await page.click('[data-add="bud-2"]');
    expect((await told())?.slice(-2)).toEqual([
      ['cart_add', { sku: 'bud-2', value: 129, quantity: 1 }],
      ['cart', { value: 1457 }],
    ]);
    expect(await page.textContent('#cart-count')).toBe('3');
  });

  it('leads from the cart to an order', async () => {
    await visit('/cart');
    expect(await page.isVisible('text=Nothing in it yet.')).toBe(true);
    expect(await told()).toEqual([]);
    await visit('/p/slate-14');
    await page.click('.buy [data-add]');
    await visit('/cart');
    expect(await told()).toEqual([['cart', { value: 899 }]]);
    await page.click('[aria-label="One more: Slate 14"]');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'One more: Slate 14',
    );
    expect(await page.textContent('.line-sum')).toBe('€1,798');
    await page.click('[aria-label="One less: Slate 14"]');
    expect((await told())?.slice(-2)).toEqual([
      ['cart_remove', { sku: 'slate-14', value: 899, quantity: 1 }],
      ['cart', { value: 899 }],
    ]);
    await page.click('text=Go to checkout');
    await page.waitForURL('**/checkout');
    expect(await told()).toEqual([['checkout_start', { value: 899 }]]);
    for (const name of ['name', 'street', 'postcode', 'town']) await page.fill(`#field-${name}`, 'x');
    await page.click('text=Place the order');
    expect((await told())?.slice(1)).toEqual([
      ['purchase', { value: 899, order: expect.stringMatching(/^N-[0-9A-Z]+$/) }],
      ['cart', { value: 0 }],
    ]);
    expect(await page.isVisible('text=Thank you')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('done');
    expect(await page.isHidden('#cart-count')).toBe(true);
  });

  it('takes nothing from a store that is no cart', async () => {
    await visit('/');
    for (const stored of [
      'not json',
      '{"a":1}',
      '[null, 1, {"sku":"<b>","name":"x","price":1,"quantity":1}, {"sku":"aero-13","name":"x","price":"free","quantity":1}, {"sku":"aero-13","name":"x","price":1,"quantity":-1}]',
    ]) {
      await page.evaluate((text) => localStorage.setItem('nimbus_cart', text), stored);
      await visit('/cart');
      expect(await page.isVisible('text=Nothing in it yet.')).toBe(true);
    }
    await page.evaluate(() =>
      localStorage.setItem(
        'nimbus_cart',
        '[{"sku":"aero-13","name":"<img src=x onerror=alert(1)>","price":5,"quantity":2}]',
      ),
    );
    await visit('/cart');
    expect(await page.textContent('.line-name')).toBe('<img src=x onerror=alert(1)>');
  });

  it('keeps two tabs in step', async () => {
    await visit('/');
    const other = await page.context().newPage();
    await other.goto(`${shop.url}/p/pico-5`);
    await other.click('.buy [data-add]');
    await page.waitForFunction(() => document.getElementById('cart-count')?.textContent === '1');
    // It is told once, by the tab it happened in.
    expect(await told()).toEqual([]);
  });

  it.each([360, 390, 768, 1024, 1280, 1600])(
    'fits a window of %i pixels, and nothing moves while it loads',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) document.title += ` shift ${JSON.stringify(entry)}`;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await visit('/p/lumen-9');
      await page.click('.buy [data-add]');
      for (const path of [
        '/',
        '/es/',
        '/c/laptops',
        `/p/${PRODUCTS[0]?.sku}`,
        '/compare/laptops',
        '/cart',
        '/checkout',
        '/nope',
      ]) {
        await visit(path);
        await page.waitForTimeout(100);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([path, wider > 0]).toEqual([path, false]);
        expect(await page.title()).not.toContain('shift');
      }
    },
  );

  it('stands still for who wants little motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await visit('/');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await visit('/');
    expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
  });
});
