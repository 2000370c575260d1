import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Listening } from '../../server/src/collect/dialects/listening.suite.js';
import { mixpanel } from '../../server/src/collect/dialects/mixpanel/mixpanel.js';
import { segment } from '../../server/src/collect/dialects/segment/segment.js';
import { snowplow } from '../../server/src/collect/dialects/snowplow/snowplow.js';
import { chromiumPath, launchBrowser } from '../support/browser.js';
import { skippedBecause } from '../support/skip.js';

const { resolve } = createRequire(__filename);
const script = (file: string) => readFileSync(file, 'utf8');
const SCRIPTS = {
  segment: () => script(resolve('@segment/analytics-next/dist/umd/index.js')),
  mixpanel: () => script(resolve('mixpanel-browser/dist/mixpanel.umd.js')),
  snowplow: () => script(resolve('@snowplow/browser-tracker/dist/index.umd.js')),
};
const executable = chromiumPath();

describe.each([
  ['segment', segment],
  ['mixpanel', mixpanel],
  ['snowplow', snowplow],
] as const)('the real browser client of %s', (name, dialect) => {
  if (!executable) return skippedBecause('Chromium is not installed (Debian: apt-get install chromium)');

  const listening = new Listening();
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    await listening.start(dialect, {
      '/p/42':
        '<!doctype html><title>Aero</title><script src="/client.js"></script><button id="buy">Buy</button>',
      '/client.js': SCRIPTS[name](),
    });
    browser = await launchBrowser(executable);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await listening.stop();
  });
  beforeEach(async () => {
    listening.forget();
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(`${listening.url}/p/42?utm_source=mail`);
    await page.evaluate(BEGIN[name]);
  });
  afterEach(() => context.close());

  const until = async (enough: () => boolean) => {
    for (let tries = 0; !enough(); tries++) {
      // Snowplow's sends what it kept with the next event, and not before.
      if (tries % 10 === 9 && name === 'snowplow') await page.evaluate(NUDGE);
      if (tries > 300) throw new Error(`waited in vain; came: ${JSON.stringify(listening.told, null, 1)}`);
      await new Promise((wait) => setTimeout(wait, 50));
    }
  };
  /** Who is said to be signed in: by an event of its own, or (Snowplow) in every event from then on. */
  const users = () => [
    ...new Set([
      ...listening.events.flatMap(({ type, props }) => (type === 'identify' ? [props.user] : [])),
      ...(name === 'snowplow' ? listening.told.flatMap(({ user }) => user ?? []) : []),
    ]),
  ];
  const typed = (type: string) => listening.events.filter((event) => event.type === type);

  it('says what happened, and is understood field by field', async () => {
    await page.evaluate(SAY[name]);
    await until(() => typed('cart_add').length > 0 && users().length > 0 && typed('page_view').length > 0);
    expect(listening.rejected).toEqual([]);
    expect(new Set(listening.keys.filter((key) => key !== null))).toEqual(new Set(['key']));
    const [added] = typed('cart_add');
    expect(added).toMatchObject({
      id: expect.stringMatching(/^[\w-]{8,64}$/),
      page: { url: `${listening.url}/p/42?utm_source=mail`, path: '/p/42' },
      props: { sku: 'p42', value: 1199 },
    });
    expect(Math.abs(Date.now() - (added?.time ?? 0))).toBeLessThan(20_000);
    expect(users()).toEqual(['ada']);
    const first = listening.told.find(({ event }) => event.type === 'page_view');
    expect(first).toMatchObject({
      anonymous: expect.stringMatching(/^[\w-]{20,}$/),
      user: null,
      event: { page: { path: '/p/42' } },
      // Snowplow leaves the campaign to whoever reads the page's address, as the server does.
      context: name === 'snowplow' ? { locale: 'en-US' } : { campaign: { source: 'mail' } },
    });
    // All of it is one browser's.
    expect(new Set(listening.told.flatMap(({ anonymous }) => anonymous ?? [])).size).toBe(1);
  });

  it('sends again, under the same id, what a busy server did not take', async () => {
    listening.refuse.push({ status: 503 }, { status: 503 });
    const before = listening.requests.length;
    await page.evaluate(SAY_ONE[name]);
    await until(() => typed('signed_up').length > 0);
    expect(listening.requests.length - before).toBeGreaterThan(2);
    expect(new Set(typed('signed_up').map(({ id }) => id)).size).toBe(1);
  });

  it('keeps what happens offline, and sends it when it is back', async () => {
    await context.setOffline(true);
    await page.evaluate(SAY_ONE[name]);
    await page.waitForTimeout(1_000);
    expect(typed('signed_up')).toEqual([]);
    await context.setOffline(false);
    await until(() => typed('signed_up').length > 0);
    // When it happened, not when it came.
    expect(Date.now() - (typed('signed_up')[0]?.time ?? 0)).toBeGreaterThan(900);
  });
});

const BEGIN = {
  segment: `(async () => {
    window.client = AnalyticsNext.AnalyticsBrowser.load(
      { writeKey: 'key', cdnURL: location.origin + '/collect/segment' },
      { retryQueue: true },
    );
    await client.ready();
  })()`,
  mixpanel: `(() => {
    mixpanel.init('key', {
      api_host: location.origin + '/collect/mixpanel',
      batch_flush_interval_ms: 200,
      track_pageview: false,
    });
    window.client = mixpanel;
  })()`,
  snowplow: `(() => {
    snowplowBrowserTracking.newTracker('sp', location.origin + '/collect/snowplow', { appId: 'key', contexts: { webPage: true } });
    window.client = snowplowBrowserTracking;
  })()`,
};
const SAY = {
  segment: `(async () => {
    await client.page();
    await client.track('Product Added', { product_id: 'p42', price: 1199 });
    await client.identify('ada', { plan: 'pro' });
  })()`,
  mixpanel: `(() => {
    client.track('$mp_web_page_view', { current_url_path: '/p/42' });
    client.track('Add to Cart', { product_id: 'p42', price: 1199 });
    client.identify('ada');
    client.people.set({ plan: 'pro' });
  })()`,
  snowplow: `(() => {
    client.trackPageView();
    client.setUserId('ada');
    client.trackSelfDescribingEvent({
      event: {
        schema: 'iglu:com.snowplowanalytics.snowplow/add_to_cart/jsonschema/1-0-0',
        data: { sku: 'p42', unitPrice: 1199, quantity: 1 },
      },
    });
  })()`,
};
const NUDGE = `void client.trackStructEvent({ category: 'account', action: 'Looked' })`;
const SAY_ONE = {
  segment: `void client.track('Signed Up', { how: 'mail' })`,
  mixpanel: `void client.track('Signed Up', { how: 'mail' })`,
  snowplow: `void client.trackStructEvent({ category: 'account', action: 'Signed Up', label: 'mail' })`,
};
