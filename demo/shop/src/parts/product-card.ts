import type { Product } from '../catalogue.js';
import { html, type Markup } from '../html.js';
import { type Locale, money, WORDS } from '../words.js';

/** A product's picture, and the light one that takes its place on a slow or metered network. */
export const picture = ({ sku, alt, category }: Product, view: 'front' | 'side' = 'front'): Markup =>
  html`<img data-tessera-media="rich" src="/img/${sku}${view === 'side' ? '-side' : ''}.svg" alt="${
    view === 'side' ? '' : alt
  }" width="800" height="640" loading="lazy" decoding="async"><img data-tessera-media="lite" src="/img/lite-${category}.svg" alt="${
    view === 'side' ? '' : alt
  }" width="800" height="640" loading="lazy" decoding="async">`;

/** The button that puts one into the cart; what the cart has to know is on it. */
export const addButton = (product: Product, label: string, className = 'button'): Markup =>
  html`<button type="button" class="${className}" data-add="${product.sku}" data-tessera-name="add_to_cart" data-name="${product.name}" data-price="${product.price}" aria-label="${label}: ${product.name}">${label}</button>`;

export const productCard = (product: Product, locale: Locale = 'en'): Markup => {
  const { sku, name, line, facts, badge, price } = product;
  return html`<article class="card">
<a class="card-link" href="/p/${sku}"><span class="card-picture">${picture(product)}</span>${
    badge && locale === 'en' ? html`<span class="card-badge">${badge}</span>` : null
  }<h3 class="card-name">${name}</h3></a>
<p class="card-line">${line[locale]}</p>
${locale === 'en' ? html`<ul class="card-facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>` : null}
<div class="card-buy"><p class="price" data-tessera-focus="price">${money(price, locale)}</p>${addButton(
    product,
    WORDS[locale].addToCart,
    'button button-quiet',
  )}</div>
</article>`;
};

export const productGrid = (products: readonly Product[], locale: Locale = 'en'): Markup =>
  html`<div class="grid grid-${products.length % 4 === 0 ? 4 : products.length}">${products.map((product) =>
    productCard(product, locale),
  )}</div>`;
