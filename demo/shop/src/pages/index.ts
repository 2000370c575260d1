import { CATEGORIES, type Category, PRODUCTS } from '../catalogue.js';
import type { Site } from '../site.js';
import { cartPage } from './cart.js';
import { categoryPage } from './category.js';
import { checkoutPage } from './checkout.js';
import { comparisonPage } from './comparison.js';
import { homePage } from './home.js';
import { productPage } from './product.js';

/** Every page by its path. They are the same for everybody, so they are made once. */
export const makePages = (site: Site): Map<string, string> =>
  new Map([
    ['/', homePage(site)],
    ['/es/', homePage(site, 'es')],
    ...(Object.keys(CATEGORIES) as Category[]).map(
      (category) => [`/c/${category}`, categoryPage(site, category)] as const,
    ),
    ...PRODUCTS.map((product) => [`/p/${product.sku}`, productPage(site, product)] as const),
    ['/compare/laptops', comparisonPage(site)],
    ['/cart', cartPage(site)],
    ['/checkout', checkoutPage(site)],
  ]);
