import { type Browser, describeInBrowser, launchBrowser, pause, Sink } from './browser.suite.js';
import { fragment } from './visit.suite.js';

const POLICIES = {
  'only from here': "default-src 'self'",
  'by nonce': "default-src 'none'; connect-src 'self'; script-src 'nonce-abc'",
  'by nonce, with what it loads':
    "default-src 'none'; connect-src 'self'; script-src 'nonce-abc' 'strict-dynamic'",
  'with a policy for HTML': "default-src 'self'; require-trusted-types-for 'script'; trusted-types tessera",
};

describeInBrowser('pages with a strict Content-Security-Policy', () => {
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
  beforeEach(() => sink.forget());

  it.each(Object.entries(POLICIES))('scripts %s: all of the tag works', async (_, policy) => {
    sink.policy = policy;
    sink.pages['/'] = `<!doctype html><title>Strict</title>
<script async nonce="abc" src="/tessera/beacon.js"></script><form id="ask"><input></form>${fragment('hero', 'Variant00001', '<h2>Old</h2>')}`;
    sink.fragments['/tessera/fragments/hero/Variant00002'] = {
      body: fragment('hero', 'Variant00002', '<h2>New</h2>'),
    };
    sink.answer = () => ({ decisions: { hero: { variant: 'Variant00002', changed: true } }, until: null });
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security|TrustedHTML/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(sink.url);
    await page.waitForFunction(() => document.querySelector('h2')?.textContent === 'New');
    // From the second file.
    await page.waitForFunction(() => window.tessera?.forget);
    await page.type('input', 'x');
    await sink.untilEvent('form_start');
    await page.close();
    await pause(100);
    expect(refused.filter((line) => !line.includes('favicon'))).toEqual([]);
  });

  it('without the second file, the page goes on with the first', async () => {
    sink.policy = "default-src 'self'";
    sink.pages['/'] =
      '<!doctype html><title>x</title><script async src="/tessera/beacon.js"></script><h1>One</h1>';
    const page = await browser.newPage();
    await page.route('**/tessera/behaviours.js', (route) => route.abort());
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(sink.url);
    await sink.untilEvent('page_view');
    await page.click('h1');
    await sink.untilEvent('click');
    await page.close();
    expect(errors).toEqual([]);
  });
});
