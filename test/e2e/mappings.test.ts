import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPanel, seriousIssues } from '../support/admin-panel.js';
import { chromiumPath, launchBrowser } from '../support/browser.js';
import { EDITOR } from '../support/demo.js';
import { type LoneCms, startCmsAlone } from '../support/lone-cms.js';
import { panelSteps } from '../support/panel-steps.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { skippedBecause } from '../support/skip.js';

const executable = chromiumPath();
const KEY = 'page-key';

describe('an editor maps what another tag sends', () => {
  if (!executable) return skippedBecause('Chromium is not installed (Debian: apt-get install chromium)');

  const store = mkdtempSync(join(tmpdir(), 'tessera-mappings-'));
  let cms: LoneCms;
  let server: ServerProcess;
  let address: string;
  let browser: Browser;
  let page: Page;
  let panel: ReturnType<typeof panelSteps>;
  const complaints: string[] = [];

  beforeAll(async () => {
    cms = await startCmsAlone(25_260);
    const { port, adminToken } = cms.server;
    address = `http://127.0.0.1:${port}`;
    server = await startServerProcess(
      {
        TESSERA_CATALOG: cms.url,
        TESSERA_CATALOG_TOKEN: cms.catalogToken(),
        TESSERA_ADMIN_TOKEN: adminToken,
        TESSERA_PORT: String(port),
        TESSERA_STORE: `embedded:${store}`,
        TESSERA_COLLECT_KEYS: KEY,
      },
      address,
    );
    browser = await launchBrowser(executable);
    ({ page } = await openPanel(browser, { cms: cms.url }, EDITOR));
    panel = panelSteps(page, cms.url);
    page.on('pageerror', (error) => complaints.push(error.message));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    server?.child.kill('SIGTERM');
    await server?.ended;
    await cms?.stop();
    rmSync(store, { recursive: true, force: true });
  }, 60_000);

  const track = (properties: object) =>
    fetch(`${address}/collect/segment/v1/t`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ writeKey: KEY, anonymousId: 'browser-1', event: 'Lead Captured', properties }),
    });
  const seen = async () => {
    const answer = await fetch(`${address}/admin/other-tags`, {
      headers: { authorization: `Bearer ${cms.server.adminToken}` },
    });
    return ((await answer.json()) as { names: Record<string, unknown>[] }).names;
  };

  it('finds the event among what came lately, under its own name, read by no signal', async () => {
    expect((await track({ lead_value: 40 })).status).toBe(200);
    await panel.open('/plugins/tessera/mappings');
    const row = page.getByRole('row', { name: /Lead Captured/ });
    await row.waitFor();
    expect(await row.getByRole('gridcell').allTextContents()).toEqual([
      'Lead Captured',
      'Segment',
      '1',
      'lead_captured',
      'its own name',
      'no signal reads it',
    ]);
    await page
      .getByRole('row', { name: /Order Completed/ })
      .first()
      .waitFor();
    expect(await seriousIssues(page)).toEqual([]);
  });

  it('fills in the form, and hears at once what is wrong', async () => {
    await page.getByRole('link', { name: 'New mapping' }).click();
    await panel.fill('Name', 'Leads');
    await panel.fill('Key', 'lead');
    await panel.fill(/^Their event/, 'Lead Captured');
    await page.getByRole('combobox', { name: /^Our event/ }).fill('goal');
    await page.keyboard.press('Tab');
    await panel.press('Add a property');
    await panel.fill('Our name of property 1', 'val ue');
    await page.getByText(/must be our name of a property/).waitFor();
    await panel.fill('Our name of property 1', 'value');
    await panel.fill('Their names: value', 'lead_value, worth');
    expect(await page.getByText(/must be our name of a property/).count()).toBe(0);
    const constants = page.getByRole('group', { name: 'Always set' });
    await constants.getByRole('button', { name: 'Add a property' }).click();
    await constants.getByRole('textbox', { name: 'Our name of property 1' }).fill('goal');
    await panel.fill('Value: goal', 'lead');
    expect(await seriousIssues(page)).toEqual([]);
    await panel.commit('Publish');
  });

  it('and once it is published, the event is a goal', async () => {
    for (let tries = 0; (await seen())[0]?.by !== 'mapping'; tries++) {
      if (tries > 100) throw new Error(JSON.stringify(await seen()));
      await new Promise((wait) => setTimeout(wait, 50));
    }
    expect(await seen()).toMatchObject([{ event: 'Lead Captured', type: 'goal', mapping: 'lead' }]);
    const { port, adminToken } = cms.server;
    const { catalog } = (await (
      await fetch(`http://127.0.0.1:${port}/admin/status`, {
        headers: { authorization: `Bearer ${adminToken}` },
      })
    ).json()) as { catalog: { warnings: unknown[] } };
    expect(catalog).toMatchObject({ error: null });
    await panel.open('/plugins/tessera/mappings');
    await page
      .getByRole('row', { name: /Lead Captured/ })
      .getByRole('link', { name: 'lead' })
      .click();
    await page.getByRole('textbox', { name: 'Their names: value' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Their names: value' }).inputValue()).toBe(
      'lead_value, worth',
    );
    expect(await page.getByRole('textbox', { name: 'Value: goal' }).inputValue()).toBe('lead');
  });

  it('an event that is left out hides what it would become', async () => {
    await panel.openNew('mapping');
    await page.getByRole('combobox', { name: /^Our event/ }).waitFor();
    await panel.fill('Key', 'noise');
    await panel.fill(/^Their event/, 'Noise');
    await page
      .getByLabel(/^Leave it out/)
      .first()
      .click();
    await page.getByRole('combobox', { name: /^Our event/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Add a property' }).count()).toBe(0);
    await panel.commit('Publish');
  });

  it('nothing was thrown', () => {
    expect(complaints).toEqual([]);
  });
});
