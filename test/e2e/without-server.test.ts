import type { Browser, Page } from 'playwright-core';
import { openPanel } from '../support/admin-panel.js';
import { chromiumPath, launchBrowser } from '../support/browser.js';
import { EDITOR } from '../support/demo.js';
import { type LoneCms, startCmsAlone } from '../support/lone-cms.js';
import { panelSteps } from '../support/panel-steps.js';
import { PAGE_SCREENS } from '../support/screens.js';
import { skippedBecause } from '../support/skip.js';

const executable = chromiumPath();

describe('Strapi’s panel while the fragment server is away', () => {
  if (!executable) return skippedBecause('Chromium is not installed (Debian: apt-get install chromium)');

  let cms: LoneCms;
  let browser: Browser;
  let page: Page;
  let panel: ReturnType<typeof panelSteps>;
  const complaints: string[] = [];

  beforeAll(async () => {
    cms = await startCmsAlone(25_230);
    browser = await launchBrowser(executable);
    ({ page } = await openPanel(browser, { cms: cms.url }, EDITOR));
    panel = panelSteps(page, cms.url);
    page.on('pageerror', (error) => complaints.push(error.message));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await cms?.stop();
  }, 60_000);

  const away = /can’t be reached|Unreachable|gets no answer/;

  it.each(['overview', 'segments', 'playground', 'preview'])('%s says what is missing', async (name) => {
    const screen = PAGE_SCREENS.find((one) => one.name === name);
    await page.goto(cms.url + (screen?.path ?? ''));
    await screen?.ready(page);
    await page.getByText(away).first().waitFor();
  });

  it('what needs no server works as ever: the hierarchy, the order of variants, export, settings', async () => {
    await panel.open('/plugins/tessera/segments');
    await page.getByRole('link', { name: 'Laptop shopper', exact: true }).waitFor();
    await panel.open('/plugins/tessera/priorities');
    await panel.pick('Slot', /^Hero/);
    await page.getByText('Hero: laptops').first().waitFor();
    await panel.open('/plugins/tessera/transfer');
    const saved = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /export|download/i })
      .first()
      .click();
    expect((await saved).suggestedFilename()).toMatch(/\.json$/);
    await panel.open('/settings/tessera');
    await page.getByText('127.0.0.1:25239').first().waitFor();
  });

  it('a segment is built and published', async () => {
    await panel.openNew('segment');
    await panel.fill('Name', 'Built alone');
    await panel.fill('Key', 'built_alone');
    await panel.press(/^Add rule/);
    await panel.pick('Rule 1: field', /Interest in laptops/);
    await panel.pick('Rule 1: comparison', 'is at least');
    await panel.fill('Rule 1: value', '15');
    await page.getByText(away).first().waitFor();
    await panel.commit('Publish');
    await panel.open('/plugins/tessera/segments');
    await page.getByRole('link', { name: 'Built alone', exact: true }).waitFor();
  });

  it('nothing was thrown', () => {
    expect(complaints).toEqual([]);
  });
});
