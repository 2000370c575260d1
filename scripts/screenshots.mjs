// npm run screenshots: takes the pictures of README and docs from demos of their own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemo } from './demo/demo.mjs';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { main, run } from './lib/run.mjs';

const PORTS = { EDGE_PORT: '25300', CMS_PORT: '25301', TESSERA_PORT: '25302', SHOP_PORT: '25303' };
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // By its own, a browser without a window is a bot, of whom nothing is kept.
  '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
];

main(async () => {
  await install();
  await build();
  const { chromium } = await import('playwright-core');
  const data = mkdtempSync(path.join(tmpdir(), 'tessera-screenshots-'));
  const fail = (error) => {
    throw error;
  };
  const demo = await startDemo({ ...PORTS, TESSERA_DEMO_DIR: data, TESSERA_DEMO_HESITATION: '3' }, fail);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGS });
  mkdirSync(at('docs/images'), { recursive: true });
  const shoot = (page, name) => page.screenshot({ path: at('docs/images', `${name}.png`) });
  try {
    await shop(await browser.newContext({ viewport: { width: 1280, height: 800 } }), demo, shoot);
  } finally {
    await browser.close();
    await demo.stop();
    rmSync(data, { recursive: true, force: true });
  }
  // The panel's are taken by the test of an editor's day, which leaves something to be seen on every screen.
  await run(
    'node',
    [at('node_modules/jest/bin/jest.js'), '--selectProjects', 'across', '--', 'test/e2e/editor'],
    {
      env: { TESSERA_PICTURES: at('docs/images') },
    },
  );
  console.log('Pictures are in docs/images.');
});

async function shop(context, { urls }, shoot) {
  const page = await context.newPage();
  const visit = async (where) => {
    const told = page.waitForResponse((response) => response.url().endsWith('/tessera/beacon'));
    await page.goto(urls.edge + where);
    await told;
    await page.waitForTimeout(600);
  };
  await visit('/');
  await shoot(page, 'shop-before');
  await visit('/p/aero-13');
  await visit('/p/forge-15');
  await visit('/');
  await shoot(page, 'shop-after');
  await visit('/p/nova-16');
  await page.locator('button:has-text("Add to cart")').first().click();
  await page.waitForSelector('[data-tessera-slot="product_banner"] [data-tessera-countdown]');
  await page.waitForTimeout(1_200);
  await shoot(page, 'shop-offer');
}
