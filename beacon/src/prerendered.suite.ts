import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, FLAGS, pause, type Sink } from './browser.suite.js';
import { type Delivery, reckon } from './delivered.suite.js';

/** How long a page is looked at: enough for the next one to be rendered meanwhile. */
const LOOK_MS = 700;
const NOTES = 2;
/** Trips are numbered; this one is not among them. */
const TRIP = 0;

/** A page that has the next one rendered, tells while it is rendered itself and when it is shown, and moves on. */
const page = (
  at: number,
  pages: number,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${at}</title>
<script>
  window.tessera = function () { (tessera.q = tessera.q || []).push(arguments); };
  const now = () => ({ at: performance.timeOrigin + performance.now(),
    shown: performance.getEntriesByType('navigation')[0].activationStart });
  const first = { trip: ${TRIP}, n: ${NOTES * at}, path: location.pathname, ...now() };
  tessera('note', first);
  const look = () => {
    // What is told where nobody looks yet, happens when somebody does.
    Object.assign(first, now());
    tessera('note', { trip: ${TRIP}, n: ${NOTES * at + 1}, path: location.pathname, ...now() });
    ${at < pages - 1 ? `setTimeout(() => go.click(), ${LOOK_MS});` : ''}
  };
  if (document.prerendering) document.addEventListener('prerenderingchange', look);
  else addEventListener('load', look);
</script>
<script type="speculationrules">{"prerender":[{"urls":["/shown/${at + 1}"],"eagerness":"immediate"}]}</script>
<script async src="/tessera/beacon.js"></script></head>
<body><h1>${at}</h1><a id="go" href="/shown/${at + 1}">Go</a></body></html>`;

/**
 * Goes through pages each of which the browser has rendered before it is shown. Chromium renders nothing in advance
 * where somebody watches by the DevTools protocol, as Playwright does: here it runs by itself, and only the sink knows.
 */
export async function prerendered(
  sink: Sink,
  pages: number,
  enough: (delivery: Delivery) => boolean,
): Promise<Delivery & { prerendered: number }> {
  sink.forget();
  sink.pages = Object.fromEntries([...Array(pages).keys()].map((at) => [`/shown/${at}`, page(at, pages)]));
  sink.headers = { 'content-security-policy': "default-src 'self' 'unsafe-inline'" };
  const profile = mkdtempSync(join(tmpdir(), 'tessera-chromium-'));
  const browser = spawn(
    CHROMIUM,
    ['--headless', '--no-first-run', ...FLAGS, `--user-data-dir=${profile}`, `${sink.url}/shown/0`],
    { stdio: 'ignore' },
  );
  try {
    const end = Date.now() + (LOOK_MS + 1000) * pages + 5000;
    for (;;) {
      const delivery = reckon('rendered in advance, then shown', 'tessera', NOTES * pages, sink, TRIP);
      if (enough(delivery) || Date.now() > end) {
        const shown = sink.events('note').filter(({ props }) => (props as { shown: number }).shown > 0);
        return { ...delivery, prerendered: new Set(shown.map(({ page: { path } }) => path)).size };
      }
      await pause(50);
    }
  } finally {
    await ended(browser);
    sink.headers = {};
    await remove(profile);
  }
}

const ended = (browser: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    browser.once('exit', () => resolve());
    browser.kill('SIGTERM');
  });

/** The browser's children write on for a moment after it has ended. */
async function remove(directory: string): Promise<void> {
  for (let tries = 50; ; tries--) {
    try {
      return rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      if (tries === 0) throw error;
      await pause(100);
    }
  }
}
