import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Demo } from './demo.js';
import type { LogIn } from './strapi-users.js';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

export type Theme = 'light' | 'dark';

/** Strapi's admin panel in a browser of its own, logged in. */
export async function openPanel(
  browser: Browser,
  demo: Pick<Demo, 'cms'>,
  logIn: LogIn,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  // The panel's CSP would keep axe out.
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true });
  await context.addInitScript(() => {
    // Strapi's tour for newcomers lies over everything.
    const tour = { enabled: false, hidden: true, tours: {}, completedActions: [] };
    localStorage.setItem('STRAPI_GUIDED_TOUR', JSON.stringify(tour));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${demo.cms}/admin/auth/login`);
  await page.fill('input[name=email]', logIn.email);
  await page.fill('input[name=password]', logIn.password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  await closeAnnouncement(page);
  return { context, page };
}

/** Strapi announces its own news in a bar over the page, once. */
async function closeAnnouncement(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /close|dismiss/i })
    .first()
    .click({ timeout: 3_000 })
    .catch(() => undefined);
}

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((name) => localStorage.setItem('STRAPI_THEME', name), theme);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** A part of a page, and what in it is not to be looked at, by selectors. */
export interface Part {
  readonly include: string;
  readonly exclude?: string;
}

/** What axe finds serious or critical by WCAG 2.1 AA on the page as it is, or on a part of it, one line each. */
export async function seriousIssues(page: Page, part: Part = { include: 'html' }): Promise<string[]> {
  const context = { include: [[part.include]], ...(part.exclude ? { exclude: [[part.exclude]] } : {}) };
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(${JSON.stringify(context)}, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
