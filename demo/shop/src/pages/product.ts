import { CATEGORIES, PRODUCTS, type Product, productsOf } from '../catalogue.js';
import { html, type Markup } from '../html.js';
import { bannerSlot } from '../parts/hero-slot.js';
import { ICONS } from '../parts/icons.js';
import { layout } from '../parts/layout.js';
import { addButton, picture, productGrid } from '../parts/product-card.js';
import { slot } from '../parts/slot.js';
import type { Site } from '../site.js';
import { money } from '../words.js';

export const productPage = (site: Site, product: Product): string => {
  const { name, category, line, about, price, specs } = product;
  const { title } = CATEGORIES[category];
  return layout(site, {
    title: `${name} – Nimbus`,
    description: `${name}: ${line.en}. ${money(price)} at Nimbus.`,
    type: 'product',
    category,
    main: html`<div class="wrap"><nav class="crumbs" aria-label="Breadcrumbs"><a href="/">Home</a> <span aria-hidden="true">/</span> <a href="/c/${category}">${title}</a> <span aria-hidden="true">/</span> <span aria-current="page">${name}</span></nav>
${bannerSlot('en', category)}
<div class="product"><div class="gallery"><div class="gallery-main">${picture(product)}</div><div class="gallery-side">${picture(product, 'side')}</div><p class="gallery-lite" data-tessera-media="lite">Light pictures, to save your data.</p></div>
${buyBox(product)}</div>
<div class="details"><section class="about"><h2 class="heading">About the ${name}</h2>${about.map((text) => html`<p>${text}</p>`)}</section>
<section><h2 class="heading" id="specs">Specifications</h2>
<div class="specs" data-tessera-focus="specs" role="region" aria-labelledby="specs" tabindex="0"><table><tbody>${specs.map(
      ([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`,
    )}</tbody></table></div></section></div>
${compareSlot(product)}
<section class="section"><h2 class="heading">People also look at</h2>${productGrid(others(product))}</section></div>`,
  });
};

const buyBox = (product: Product): Markup => {
  const { name, line, price, rating, facts } = product;
  return html`<div class="buy"><h1 class="title">${name}</h1><p class="lead">${line.en}</p>
<p class="rating">${ICONS.star}<strong>${rating.stars.toFixed(1)}</strong> <span class="quiet">from ${rating.count} owners</span></p>
<p class="price price-large" data-tessera-focus="price"><span>${money(price)}</span> <small>incl. tax, free delivery</small></p>
<ul class="checks">${facts.map((fact) => html`<li>${ICONS.check}${fact}</li>`)}</ul>
${addButton(product, 'Add to cart', 'button button-large')}
<p class="stock"><span class="dot"></span>In stock, at your door tomorrow</p>
<ul class="assurances"><li>${ICONS.truck}Free delivery</li><li>${ICONS.back}30 days to return</li><li>${ICONS.wrench}Ten years of repair</li></ul></div>`;
};

/**
 * Below the specifications. Laptops keep the room for a comparison free, with an invitation to compare where there
 * is none (yet): so nothing moves when it comes.
 */
const compareSlot = ({ category, name }: Product): Markup =>
  category === 'laptops'
    ? slot('product_compare', {
        locale: 'en',
        className: 'slot-compare slot-compare-kept',
        instead: html`<div class="teaser"><h2 class="heading">Is the ${name} the one?</h2><p class="lead">See it beside the other three: weight, battery, screen and price.</p><a class="button" href="/compare/laptops">Compare the laptops</a></div>`,
      })
    : slot('product_compare', { locale: 'en', className: 'slot-compare' });

/** The rest of its category, filled up with what goes with it. */
const others = (product: Product): readonly Product[] =>
  [...productsOf(product.category), ...productsOf('audio'), ...PRODUCTS]
    .filter((other, index, all) => other !== product && all.indexOf(other) === index)
    .slice(0, 4);
