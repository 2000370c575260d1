import { include } from '../slot-page.js';
import { CATEGORIES } from './catalog.js';

export interface DayPage {
  readonly path: string;
  readonly type: 'home' | 'category' | 'product' | 'comparison' | 'cart';
  readonly category?: string;
  /** Its slots, each with the query that the page adds. */
  readonly slots: ReadonlyMap<string, string>;
  readonly html: string;
}

/** How many products the shop has. */
const PRODUCTS = 1_000;

function page(path: string, type: DayPage['type'], slots: readonly string[], category?: string): DayPage {
  const query = (slot: string) =>
    slot === 'product_banner' && category !== undefined ? `?category=${category}&locale=en` : '?locale=en';
  const queries = new Map(['page_directives', ...slots].map((slot) => [slot, query(slot)]));
  const includes = [...queries].map(([slot, asked]) => include(`/tessera/slots/${slot}${asked}`));
  return {
    path,
    type,
    ...(category === undefined ? {} : { category }),
    slots: queries,
    html: `<!doctype html><html><title>${path}</title><body>${includes.join('')}</body></html>`,
  };
}

/** The demo shop's pages with their slots, and more products. */
export const HOME = page('/', 'home', ['home_hero']);
export const CATEGORY_PAGES = CATEGORIES.map((name) => page(`/c/${name}`, 'category', ['home_hero'], name));
export const COMPARISON = page('/compare/laptops', 'comparison', ['home_hero'], 'laptops');
export const CART = page('/cart', 'cart', ['product_banner', 'home_hero']);
export const PRODUCT_PAGES = Array.from({ length: PRODUCTS }, (_, i) =>
  page(`/p/${i}`, 'product', ['product_banner', 'product_compare'], CATEGORIES[i % CATEGORIES.length]),
);

export const PAGES: readonly DayPage[] = [HOME, ...CATEGORY_PAGES, COMPARISON, CART, ...PRODUCT_PAGES];
