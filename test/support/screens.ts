import type { Page } from 'playwright-core';
import type { Part } from './admin-panel.js';

/** One of our screens in Strapi's panel: its picture's name, its address, and what must be there to be looked at. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Where a page is Strapi's: the part that is ours. */
  readonly ours?: Part;
  /** Waits for the screen's own content. */
  ready(page: Page): Promise<unknown>;
}

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();

const PAGES = '/admin/plugins/tessera';
const ENTRIES = '/admin/content-manager/collection-types/plugin::tessera';
const LOCALE = 'plugins[i18n][locale]=en';

/** The plugin's own pages and its settings. */
export const PAGE_SCREENS: readonly Screen[] = [
  { name: 'overview', path: PAGES, ready: heading('Tessera') },
  { name: 'segments', path: `${PAGES}/segments`, ready: heading('Segments') },
  { name: 'priorities', path: `${PAGES}/priorities`, ready: heading('Priorities') },
  { name: 'playground', path: `${PAGES}/playground`, ready: heading('Playground') },
  { name: 'preview', path: `${PAGES}/preview`, ready: heading('Preview as') },
  { name: 'mappings', path: `${PAGES}/mappings`, ready: heading('Other tags') },
  { name: 'transfer', path: `${PAGES}/transfer`, ready: heading('Export and import') },
  { name: 'settings', path: '/admin/settings/tessera', ready: heading(/servers/i) },
  {
    name: 'home',
    path: '/admin',
    ready: heading(/visitors now/i),
    // Titles of widgets are Strapi's, and too pale.
    ours: { include: '[aria-labelledby="plugin::tessera.visitors-now"]', exclude: 'h2' },
  },
];

/** Strapi's own screens that hold our inputs, panels and columns. `entries`: a document of each kind. */
export const entryScreens = (
  entries: Readonly<Record<'signal' | 'segment' | 'slot' | 'variant', string>>,
): readonly Screen[] => [
  { name: 'list-signals', path: `${ENTRIES}.signal`, ready: heading('Tessera signal') },
  { name: 'list-segments', path: `${ENTRIES}.segment`, ready: heading('Tessera segment') },
  { name: 'list-variants', path: `${ENTRIES}.variant?${LOCALE}`, ready: heading('Tessera variant') },
  ...(['signal', 'segment', 'slot'] as const).map((kind) => ({
    name: `edit-${kind}`,
    path: `${ENTRIES}.${kind}/${entries[kind]}`,
    ready: (page: Page) => page.getByRole('textbox', { name: 'Key' }).waitFor(),
  })),
  {
    name: 'edit-mapping',
    path: `${ENTRIES}.mapping/create`,
    ready: (page: Page) => page.getByRole('textbox', { name: 'Key' }).waitFor(),
  },
  {
    name: 'edit-variant',
    path: `${ENTRIES}.variant/${entries.variant}?${LOCALE}`,
    ready: (page: Page) => page.getByRole('textbox', { name: 'Name' }).waitFor(),
  },
];
