import type { Page } from 'playwright-core';

/** What editors do again and again in Strapi's panel, by accessible names only. */
export function panelSteps(page: Page, cms: string) {
  const entries = (kind: string) => `${cms}/admin/content-manager/collection-types/plugin::tessera.${kind}`;
  return {
    open: (path: string) => page.goto(`${cms}/admin${path}`),
    openList: (kind: string, locale = 'en') =>
      page.goto(`${entries(kind)}?plugins[i18n][locale]=${locale}`, { waitUntil: 'domcontentloaded' }),
    openNew: (kind: string, locale = 'en') =>
      page.goto(`${entries(kind)}/create?plugins[i18n][locale]=${locale}`),
    openEntry: (kind: string, documentId: string, locale = 'en') =>
      page.goto(`${entries(kind)}/${documentId}?plugins[i18n][locale]=${locale}`),
    fill: async (name: string | RegExp, text: string) => {
      const box = page.getByRole('textbox', { name, exact: typeof name === 'string' }).first();
      await box.fill(text);
      await box.blur();
    },
    /** Picks an option of a box, which may first have to be found by typing. */
    pick: async (name: string | RegExp, option: string | RegExp, { type = '' } = {}) => {
      const box = page.getByRole('combobox', { name, exact: typeof name === 'string' }).first();
      await box.click();
      if (type) await box.fill(type);
      await page.getByRole('option', { name: option }).first().click();
      await page.keyboard.press('Escape');
    },
    press: (name: string | RegExp) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    /** Saves or publishes, and waits until Strapi says that it has. */
    commit: async (button: 'Save' | 'Publish') => {
      const answered = page.waitForResponse(
        (response) =>
          response.url().includes('/content-manager/collection-types/plugin::tessera.') &&
          ['POST', 'PUT'].includes(response.request().method()),
      );
      await page.getByRole('button', { name: button, exact: true }).first().click();
      const response = await answered;
      if (!response.ok())
        throw new Error(`${button} was answered ${response.status()}: ${await response.text()}`);
    },
  };
}
