// npm run screenshots: takes the README's pictures from a demo of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemo } from './demo/demo.mjs';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { main } from './lib/run.mjs';

const PORTS = { EDGE_PORT: '25300', CMS_PORT: '25301', TESSERA_PORT: '25302', SHOP_PORT: '25303' };
const LOG_IN = { email: 'editor@demo.tessera.test', password: 'Tessera-demo-1' };
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
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
    await strapi(await browser.newContext({ viewport: { width: 1440, height: 900 } }), demo, shoot);
  } finally {
    await browser.close();
    await demo.stop();
    rmSync(data, { recursive: true, force: true });
  }
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

async function strapi(context, { urls }, shoot) {
  const page = await context.newPage();
  await page.goto(`${urls.cms}/admin/auth/login`);
  await page.fill('input[name=email]', LOG_IN.email);
  await page.fill('input[name=password]', LOG_IN.password);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/admin\/?$/);
  const settle = () => page.waitForTimeout(2_500);
  await page.goto(`${urls.cms}/admin/plugins/tessera`);
  await settle();
  // Strapi's own announcement, shown once.
  await page
    .getByRole('button', { name: /close|dismiss/i })
    .first()
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await shoot(page, 'strapi-live');
  const list = `${urls.cms}/admin/content-manager/collection-types/plugin::tessera.variant?plugins[i18n][locale]=en`;
  await page.goto(list);
  await settle();
  await shoot(page, 'strapi-variants');
  await page.locator('tbody tr', { hasText: 'Offer' }).first().click();
  await settle();
  await shoot(page, 'strapi-variant');
}
