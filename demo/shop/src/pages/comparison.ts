import { productsOf } from '../catalogue.js';
import { html } from '../html.js';
import { heroSlot } from '../parts/hero-slot.js';
import { layout } from '../parts/layout.js';
import { addButton, picture } from '../parts/product-card.js';
import type { Site } from '../site.js';
import { money } from '../words.js';

/** All laptops side by side. */
export const comparisonPage = (site: Site): string => {
  const laptops = productsOf('laptops').toSorted((one, other) => one.price - other.price);
  const labels = laptops[0]?.specs.map(([label]) => label) ?? [];
  return layout(site, {
    title: 'Laptops side by side – Nimbus',
    description:
      'All four laptops compared: screen, battery, weight, memory and price, measured by ourselves.',
    type: 'comparison',
    category: 'laptops',
    main: html`<div class="wrap">${heroSlot('en', 'small')}
<div class="page-head"><nav class="crumbs" aria-label="Breadcrumbs"><a href="/">Home</a> <span aria-hidden="true">/</span> <a href="/c/laptops">Laptops</a> <span aria-hidden="true">/</span> <span aria-current="page">Compare</span></nav>
<h1 class="title" id="compare">Laptops side by side</h1><p class="lead">Our scales, our stopwatch, our light meter.</p></div>
<div class="compare" role="region" aria-labelledby="compare" tabindex="0" data-tessera-focus="specs"><table>
<thead><tr><td></td>${laptops.map(
      (laptop) =>
        html`<th scope="col"><a href="/p/${laptop.sku}"><span class="compare-picture">${picture(laptop)}</span>${laptop.name}</a></th>`,
    )}</tr></thead>
<tbody><tr class="compare-price"><th scope="row">Price</th>${laptops.map(
      (laptop) => html`<td><span class="price" data-tessera-focus="price">${money(laptop.price)}</span></td>`,
    )}</tr>
${labels.map(
  (label) =>
    html`<tr><th scope="row">${label}</th>${laptops.map(
      ({ specs }) => html`<td>${specs.find(([name]) => name === label)?.[1] ?? '–'}</td>`,
    )}</tr>`,
)}
<tr><th scope="row"><span class="hidden">Buy</span></th>${laptops.map(
      (laptop) => html`<td>${addButton(laptop, 'Add to cart', 'button button-quiet')}</td>`,
    )}</tr></tbody></table></div>
<section class="section"><h2 class="heading">Which one is yours?</h2><div class="advice">
<div><h3>You travel</h3><p>Aero 13. Half a kilo less on the shoulder, and no charger for the day.</p></div>
<div><h3>You study</h3><p>Slate 14. The same keyboard, and the change left over pays for the books.</p></div>
<div><h3>You build</h3><p>Forge 15. All cores for hours, and every part can be changed.</p></div>
<div><h3>You make films</h3><p>Nova 16. The screen alone is worth it.</p></div></div></section></div>`,
  });
};
