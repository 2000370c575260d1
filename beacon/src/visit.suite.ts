import { type Browser, launchBrowser, type Page, pause, Sink } from './browser.suite.js';

/** A sink and a browser for a `describe`; every test has a visitor (a profile) of its own. */
export const useVisitor = () => {
  const sink = new Sink();
  const errors: string[] = [];
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
    sink.pages = {};
    // (The sink's pages allow no styles of their own.)
    sink.fragments = {
      '/tessera/test.css': { body: '.long{height:3000px}', headers: { 'content-type': 'text/css' } },
    };
    errors.length = 0;
    page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterEach(async () => {
    await page.context().close();
    // The closing page's last beacon belongs to this test.
    await pause(100);
    expect(errors).toEqual([]);
  });

  return {
    sink,
    page: () => page,
    /** Goes there, and waits until all of the tag runs. */
    async visit(path = '/') {
      await page.goto(sink.url + path);
      await page.waitForFunction(() => window.tessera?.forget);
    },
  };
};

/** A fragment as the server makes it. */
export const fragment = (slot: string, variant: string, inside: string) =>
  `<div data-tessera-slot="${slot}" data-tessera-variant="${variant}">${inside}</div>`;
