import { CATEGORIES, type Category, productsOf } from '../catalogue.js';
import { html } from '../html.js';
import { heroSlot } from '../parts/hero-slot.js';
import { ICONS } from '../parts/icons.js';
import { layout } from '../parts/layout.js';
import { productGrid } from '../parts/product-card.js';
import type { Site } from '../site.js';

export const categoryPage = (site: Site, category: Category): string => {
  const { title, intro, advice } = CATEGORIES[category];
  const products = productsOf(category);
  return layout(site, {
    title: `${title} – Nimbus`,
    description: intro,
    type: 'category',
    category,
    main: html`<div class="wrap">${heroSlot('en', 'small')}
<div class="page-head"><nav class="crumbs" aria-label="Breadcrumbs"><a href="/">Home</a> <span aria-hidden="true">/</span> <span aria-current="page">${title}</span></nav>
<div class="heading-row"><div><h1 class="title">${title}</h1><p class="lead">${intro}</p></div>${
      category === 'laptops'
        ? html`<a class="more" href="/compare/laptops">Compare all ${products.length} ${ICONS.arrow}</a>`
        : html`<p class="quiet">${products.length} products</p>`
    }</div></div>
${productGrid(products)}
<section class="section"><h2 class="heading">How to choose</h2><div class="advice">${advice.map(
      ([question, answer]) => html`<div><h3>${question}</h3><p>${answer}</p></div>`,
    )}</div></section></div>`,
  });
};
