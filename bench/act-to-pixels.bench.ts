import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEdge } from '@tessera/edge/node';
import { chromiumPath, launchBrowser } from '../test/support/browser.js';
import { ROOT } from './lib/our-server.js';
import { startProgram } from './lib/program.js';
import { type Bench, keeps, quantile } from './lib/result.js';

const [ORIGIN, SERVER] = [26_021, 26_022];
const ACTS = 120;
const key = (name: string) => name.padEnd(12, '0');

/** Two buttons, two segments, two heroes: each click earns the other one. */
function catalog(): unknown {
  const hero = (name: string, segment: string | null) => ({
    key: key(name),
    name,
    slots: segment === null ? [] : ['home_hero'],
    segments: { any: segment === null ? [] : [segment] },
    locales: {
      en: {
        template: 'hero',
        content: { title: `Hero ${name}`, text: 'With a sentence or two, as heroes have.' },
      },
    },
  });
  const clicked = (name: string) => ({ key: name, name, when: { 'signals.clicked': name } });
  return {
    version: 'bench#1',
    signals: [{ key: 'clicked', kind: 'last', event: 'click', value: 'props.element' }],
    segments: [clicked('left'), clicked('right')],
    slots: [{ key: 'home_hero', name: 'Hero', fallback: key('plain') }],
    variants: [hero('plain', null), hero('leftward', 'left'), hero('rightward', 'right')],
    experiments: [],
  };
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<link rel="stylesheet" href="/tessera/fragments.css"><script async src="/tessera/beacon.js"></script></head>
<body data-tessera-page-type="home"><esi:include src="/tessera/slots/home_hero" onerror="continue"/>
<button data-tessera-name="left">left</button><button data-tessera-name="right">right</button></body></html>`;

/** Runs in the page: clicks, and resolves with the ms until the other hero has been painted. */
async function act(name: string): Promise<number> {
  const button = document.querySelector<HTMLElement>(`[data-tessera-name="${name}"]`);
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(`[data-tessera-variant^="${name}ward"]`)) return;
      watch.disconnect();
      // The frame after the next one begins when the next one has been painted.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    });
    watch.observe(document.body, { childList: true, subtree: true });
    const start = performance.now();
    button?.click();
  });
}

/** Chromium, the Node edge and the server: from the act to the swapped fragment in the open page. */
export const actToPixels: Bench = {
  names: ['act_to_pixels_ms'],
  run: async (log) => {
    const executable = chromiumPath();
    if (!executable) {
      log(`act_to_pixels_ms: left out, Chromium is missing (Debian: apt-get install chromium)`);
      return [];
    }
    const directory = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
    writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog()));
    const origin = createServer((_req, res) => {
      res.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'public, s-maxage=300',
        'Surrogate-Control': 'content="ESI/1.0"',
      });
      res.end(PAGE);
    }).listen(ORIGIN, '127.0.0.1');
    const server = await startProgram(
      [join(ROOT, 'server/bin/tessera.js'), 'serve'],
      {
        TESSERA_CATALOG: join(directory, 'catalog.json'),
        TESSERA_PORT: String(SERVER),
        TESSERA_STORE: `embedded:${directory}/store`,
        TESSERA_LOG: 'warn',
      },
      `http://127.0.0.1:${SERVER}/readyz`,
    );
    const edge = await startEdge({
      origin: `http://127.0.0.1:${ORIGIN}`,
      fragments: `http://127.0.0.1:${SERVER}`,
      host: '127.0.0.1',
      port: 0,
    });
    const browser = await launchBrowser(executable);
    try {
      const page = await browser.newPage();
      await page.goto(edge.url);
      await page.waitForFunction('window.tessera');
      await page.waitForTimeout(500);
      const times: number[] = [];
      for (let i = 0; i < ACTS; i++) {
        times.push(await page.evaluate(act, i % 2 === 0 ? 'left' : 'right'));
        await page.waitForTimeout(30);
      }
      const value = quantile(times.slice(20), 0.95);
      log(
        `act_to_pixels_ms: median ${quantile(times.slice(20), 0.5).toFixed(1)}, 95th percentile ${value.toFixed(1)}, of ${ACTS - 20} acts`,
      );
      return [
        {
          name: 'act_to_pixels_ms',
          value,
          unit: 'ms',
          ours: value,
          peer: 320,
          peerName: 'the source article’s figure',
          promise: '<= 100',
          holds: keeps(value, '<= 100'),
          how: `Chromium through the Node edge: click → beacon → fragment → painted, 95th percentile of ${ACTS - 20} clicks; the peer’s figure is the one in promises.md, not measured here`,
        },
      ];
    } finally {
      await browser.close();
      await edge.close();
      await server.stop();
      origin.close();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};
