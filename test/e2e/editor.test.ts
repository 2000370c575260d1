import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPanel, seriousIssues, setTheme, type Theme } from '../support/admin-panel.js';
import { chromiumPath, launchBrowser } from '../support/browser.js';
import { type Demo, startDemo } from '../support/demo.js';
import { panelSteps } from '../support/panel-steps.js';
import { entryScreens, PAGE_SCREENS, type Screen } from '../support/screens.js';
import { Shopper } from '../support/shoppers.js';
import { skippedBecause } from '../support/skip.js';
import { call, callStrapi, newUser, type Permission, tokenOf } from '../support/strapi-users.js';

/** Where pictures of all screens go, if they are wanted (npm run screenshots). */
const PICTURES = process.env.TESSERA_PICTURES;
const KINDS = ['signal', 'segment', 'slot', 'variant'] as const;
const LOCALES = ['en', 'es'];

/** What an editor of personalisation needs, and nothing else: the plugin's rights, and its four kinds of entries. */
const EDITOR_RIGHTS: readonly Permission[] = [
  { action: 'plugin::tessera.read' },
  { action: 'plugin::tessera.preview' },
  ...KINDS.flatMap((kind) =>
    ['create', 'read', 'update', 'delete', 'publish'].map((action) => ({
      action: `plugin::content-manager.explorer.${action}`,
      subject: `plugin::tessera.${kind}`,
      ...(kind === 'variant' ? { locales: LOCALES } : {}),
    })),
  ),
];

const executable = chromiumPath();

describe('an editor’s day in Strapi’s panel', () => {
  if (!executable) return skippedBecause('Chromium is not installed (Debian: apt-get install chromium)');

  let demo: Demo;
  let browser: Browser;
  let superAdmin: string;
  let page: Page;
  let panel: ReturnType<typeof panelSteps>;
  const complaints: string[] = [];

  beforeAll(async () => {
    demo = await startDemo('node', 25_200);
    superAdmin = await tokenOf(demo);
    browser = await launchBrowser(executable);
    const logIn = await newUser(demo, superAdmin, 'Segment editor', EDITOR_RIGHTS);
    ({ page } = await openPanel(browser, demo, logIn));
    panel = panelSteps(page, demo.cms);
    // The previewed page's own scripts are kept in a sandbox, and may complain about it.
    page.on('pageerror', ({ message }) => /sandboxed/.test(message) || complaints.push(message));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    expect(await demo.stop()).toEqual([]);
  }, 60_000);

  const entry = async (kind: string, name: string): Promise<{ documentId: string; key: string }> => {
    const path = `/content-manager/collection-types/plugin::tessera.${kind}?filters[name][$eq]=${encodeURIComponent(name)}`;
    const { results } = await call(demo, path, superAdmin);
    const [found] = results as { documentId: string; key: string }[];
    if (!found) throw new Error(`no ${kind} ${name} in Strapi`);
    return found;
  };
  const crowd = () => Promise.all(Array.from({ length: 10 }, async () => new Shopper(demo.server)));

  it('builds a segment by clicking, and sees its share move while visitors come', async () => {
    const people = await crowd();
    for (const shopper of people) await shopper.looksAt('/p/forge-15');
    await panel.openNew('segment');
    await panel.fill('Name', 'Aero fans');
    await panel.fill('Key', 'aero_fans');
    await panel.press(/^Add rule/);
    await panel.pick('Rule 1: field', /Interest in laptops/);
    await panel.pick('Rule 1: comparison', 'is at least');
    await panel.fill('Rule 1: value', '15');
    await page.getByText('Interest in laptops is at least 15', { exact: false }).first().waitFor();
    const estimate = page.getByRole('group', { name: 'How many would be in it' });
    await estimate.getByText('0 of all 10 visitors seen lately').waitFor();
    for (const shopper of people.slice(0, 4)) await shopper.looksAt('/p/aero-13');
    await estimate.getByText('4 of all 10 visitors seen lately').waitFor();
    await panel.commit('Publish');
  });

  it('writes a variant in two locales, for that segment only', async () => {
    await panel.openNew('variant');
    await panel.fill('Name', 'Aero hero');
    await panel.pick('Slots', 'Hero');
    await panel.pick('In at least one of', 'Aero fans');
    await panel.fill('Priority', '90');
    await panel.fill('Title', 'Light as air');
    await panel.commit('Save');
    const { documentId } = await entry('variant', 'Aero hero');
    await panel.openEntry('variant', documentId, 'es');
    await panel.fill('Title', 'Ligero como el aire');
    await panel.commit('Save');
    await panel.openEntry('variant', documentId, 'es');
    await page.getByRole('textbox', { name: 'Title', exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Title', exact: true }).inputValue()).toBe(
      'Ligero como el aire',
    );
    // What is the same in all locales came along.
    await page.getByText('Seen by visitors who are in Aero fans.').waitFor();
  });

  it('previews the real page as that segment, before anybody else sees it', async () => {
    await panel.open('/plugins/tessera/preview');
    await panel.pick('As', /somebody in segments/);
    await panel.pick('Segments', 'Aero fans');
    const frame = page.frameLocator('iframe');
    await frame.getByText('Light as air').waitFor();
    await panel.pick('Language of the variants', /es/i);
    await frame.getByText('Ligero como el aire').waitFor();
    const shopper = new Shopper(demo.server);
    for (const path of ['/p/aero-13', '/p/forge-15']) await shopper.looksAt(path);
    const { key } = await entry('variant', 'Aero hero');
    expect((await shopper.does()).decisions.home_hero?.variant).not.toBe(key);
  });

  it('publishes, and the shop shows it to whom it is for', async () => {
    const { documentId, key } = await entry('variant', 'Aero hero');
    for (const locale of LOCALES) {
      await panel.openEntry('variant', documentId, locale);
      await page.getByRole('textbox', { name: 'Title', exact: true }).waitFor();
      await panel.commit('Publish');
    }
    const shop = await browser.newContext();
    const visitor = await shop.newPage();
    const visit = async (path: string) => {
      const told = visitor.waitForResponse((response) => response.url().endsWith('/tessera/beacon'));
      await visitor.goto(demo.edge + path);
      await told;
    };
    await visit('/p/aero-13');
    await visit('/p/forge-15');
    await visit('/');
    await visitor.locator(`[data-tessera-variant="${key}"]`).getByText('Light as air').waitFor();
    await shop.close();
    // The panel beside the variant says so, without a reload.
    await panel.openEntry('variant', documentId);
    await page.getByText(/^Hero: [1-9]\d* visitors?$/).waitFor();
  });

  it('makes a conflict, and is told about it', async () => {
    await panel.openNew('variant');
    await panel.fill('Name', 'Aero rival');
    await panel.pick('Slots', 'Hero');
    await panel.pick('In at least one of', 'Aero fans');
    await panel.fill('Priority', '90');
    await panel.fill('Title', 'Also light');
    await panel.commit('Publish');
    await panel.open('/plugins/tessera');
    await page
      .getByText(/Aero (hero|rival)/)
      .first()
      .waitFor();
    const { documentId } = await entry('variant', 'Aero rival');
    await panel.openEntry('variant', documentId);
    const beside = page.getByRole('complementary').filter({ hasText: 'Who sees this' });
    await beside
      .getByText(/Aero hero/)
      .first()
      .waitFor();
    expect(await beside.getByText('None found in what is published.').count()).toBe(0);
  });

  it('is told what would lose a segment before deleting it, alone or with others', async () => {
    const { documentId } = await entry('segment', 'Aero fans');
    await panel.openEntry('segment', documentId);
    await page.getByRole('textbox', { name: 'Key' }).waitFor();
    await panel.press('More actions');
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('link', { name: 'Aero hero' }).waitFor();
    await dialog.getByRole('link', { name: 'Aero rival' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await panel.openList('segment');
    const row = page.getByRole('row', { name: /Aero fans/ });
    await row.getByRole('checkbox').click();
    // Strapi shows what can be done with them in an idle moment, which a browser without a window has when
    // something moves.
    const remove = page.getByRole('button', { name: 'Delete', exact: true });
    for (let tries = 0; tries < 40 && (await remove.count()) === 0; tries++) {
      await page.getByText('1 entry selected').hover();
      await page.mouse.move(700, 500 + tries);
      await page.waitForTimeout(250);
    }
    await remove.click();
    await dialog.getByRole('link', { name: 'Aero hero' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await entry('segment', 'Aero fans')).documentId).toBe(documentId);

    // Nor does a request that was never told.
    const path = `/content-manager/collection-types/plugin::tessera.segment/${documentId}`;
    const { status, json } = await callStrapi(demo, path, superAdmin, 'DELETE');
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringMatching(/Aero (hero|rival)/)]);
  });

  it('an administrator without rights sees and can call nothing of it', async () => {
    const logIn = await newUser(demo, superAdmin, 'Somebody else', [{ action: 'plugin::upload.read' }]);
    const token = await tokenOf(demo, logIn);
    const other = await openPanel(browser, demo, logIn);
    await other.page.getByRole('link', { name: 'Media Library' }).first().waitFor();
    expect(await other.page.getByRole('link', { name: 'Tessera', exact: true }).count()).toBe(0);
    await other.page.goto(`${demo.cms}/admin/plugins/tessera`);
    await other.page
      .getByText(/permission/i)
      .first()
      .waitFor();
    await other.context.close();
    const calls: [path: string, method: string][] = [
      ['/tessera/status', 'GET'],
      ['/tessera/definitions', 'GET'],
      ['/tessera/usage', 'GET'],
      ['/tessera/changes', 'GET'],
      ['/tessera/priorities', 'GET'],
      ['/tessera/scenarios', 'GET'],
      ['/tessera/settings', 'GET'],
      ['/tessera/preview', 'POST'],
      ['/tessera/ask/simulate', 'POST'],
      ['/content-manager/collection-types/plugin::tessera.segment', 'GET'],
    ];
    for (const [path, method] of calls) {
      const { status } = await callStrapi(demo, path, token, method, method === 'POST' ? {} : undefined);
      expect([path, status]).toEqual([path, 403]);
    }
  });

  describe.each<Theme>(['light', 'dark'])('every screen, %s', (theme) => {
    let context: BrowserContext;
    let screen: Page;
    let entries: Record<(typeof KINDS)[number], string>;
    beforeAll(async () => {
      ({ context, page: screen } = await openPanel(browser, demo, {
        email: 'editor@demo.tessera.test',
        password: 'Tessera-demo-1',
      }));
      await setTheme(screen, theme);
      entries = {
        signal: (await entry('signal', 'Interest in laptops')).documentId,
        segment: (await entry('segment', 'Aero fans')).documentId,
        slot: (await entry('slot', 'Hero')).documentId,
        variant: (await entry('variant', 'Aero hero')).documentId,
      };
    }, 60_000);
    afterAll(() => context?.close());

    it('has no serious issue for people with disabilities, and throws nothing', async () => {
      const thrown: string[] = [];
      screen.on('pageerror', ({ message }) => /sandboxed/.test(message) || thrown.push(message));
      const found: [screen: string, issues: string[]][] = [];
      for (const one of [...PAGE_SCREENS, ...entryScreens(entries)])
        found.push([one.name, await looked(one)]);
      expect(found.filter(([, issues]) => issues.length > 0)).toEqual([]);
      expect(thrown).toEqual([]);
      console.log(`${found.length} screens looked at, ${theme}`);
    }, 300_000);

    const looked = async ({ name, path, ready, ours }: Screen): Promise<string[]> => {
      await screen.goto(demo.cms + path);
      await ready(screen);
      // Live figures come a moment later.
      await screen.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
      await screen.waitForTimeout(700);
      if (PICTURES) {
        mkdirSync(PICTURES, { recursive: true });
        const shown = await screen.evaluate(() => Math.min(1_800, Math.max(900, document.body.scrollHeight)));
        await screen.setViewportSize({ width: 1440, height: shown });
        await screen.waitForTimeout(300);
        await screen.screenshot({ path: join(PICTURES, `panel-${name}-${theme}.png`) });
        await screen.setViewportSize({ width: 1440, height: 1000 });
      }
      return seriousIssues(screen, ours);
    };
  });

  it('nothing was thrown all day', () => {
    expect(complaints).toEqual([]);
  });
});
