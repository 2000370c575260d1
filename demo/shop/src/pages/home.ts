import { type Category, PRODUCTS, productsOf } from '../catalogue.js';
import { html, type Markup } from '../html.js';
import { heroSlot } from '../parts/hero-slot.js';
import { ICONS } from '../parts/icons.js';
import { layout } from '../parts/layout.js';
import { picture, productGrid } from '../parts/product-card.js';
import type { Site } from '../site.js';
import { type Locale, money, WORDS } from '../words.js';

const POPULAR = ['aero-13', 'slate-14', 'lumen-9', 'hush-one'];

export const homePage = (site: Site, locale: Locale = 'en'): string => {
  const words = WORDS[locale];
  return layout(site, {
    title: words.homeTitle,
    description: words.homeDescription,
    type: 'home',
    locale,
    main: html`<h1 class="hidden">${words.homeTitle}</h1>
<div class="wrap">${heroSlot(locale)}</div>
<section class="wrap section"><h2 class="heading">${words.categories}</h2>
<div class="tiles">${tile('laptops', 'aero-13', locale)}${tile('phones', 'lumen-9', locale)}${tile('audio', 'hush-one', locale)}</div></section>
<section class="wrap section"><div class="heading-row"><div><h2 class="heading">${words.popular}</h2><p class="lead">${words.popularLine}</p></div><a class="more" href="/c/laptops">${words.allLaptops} ${ICONS.arrow}</a></div>
${productGrid(
  PRODUCTS.filter(({ sku }) => POPULAR.includes(sku)),
  locale,
)}</section>
<section class="sky"><div class="sky-clouds" aria-hidden="true"><i></i><i></i><i></i></div><div class="wrap sky-inner"><div><h2 class="heading">${words.compareTitle}</h2><p class="lead">${words.compareText}</p><a class="button" href="/compare/laptops">${words.compareLink}</a></div>
<dl class="duel"><div><dt>Aero 13</dt><dd>1.1 kg</dd><dd>18 h</dd><dd>13.4″</dd></div><div><dt>Nova 16</dt><dd>2.1 kg</dd><dd>14 h</dd><dd>16″</dd></div></dl></div></section>
<section class="wrap section"><h2 class="heading">${words.promiseTitle}</h2><ul class="promises">
${promise(ICONS.truck, words.delivery, words.promiseDelivery)}${promise(ICONS.back, words.returns, words.promiseReturns)}${promise(ICONS.wrench, words.repair, words.promiseRepair)}
</ul></section>
<section class="wrap section"><form class="letter" id="newsletter" data-thanks="${words.subscribed}"><div><h2 class="heading">${words.newsTitle}</h2><p class="lead">${words.newsText}</p></div>
<div class="letter-field"><label class="hidden" for="letter-mail">${words.email}</label><input id="letter-mail" name="mail" type="email" required autocomplete="email" placeholder="${words.email}"><button class="button">${words.subscribe}</button></div></form></section>`,
  });
};

const tile = (category: Category, sku: string, locale: Locale): Markup => {
  const words = WORDS[locale];
  const product = PRODUCTS.find((one) => one.sku === sku) as (typeof PRODUCTS)[number];
  const cheapest = Math.min(...productsOf(category).map(({ price }) => price));
  return html`<a class="tile tile-${category}" href="/c/${category}"><span class="tile-words"><strong>${words[category]}</strong><span>${words[`${category}Line`]}</span><span class="tile-from">${words.from} ${money(cheapest, locale)}</span></span><span class="tile-picture">${picture(product)}</span></a>`;
};

const promise = (icon: Markup, title: string, text: string): Markup =>
  html`<li><span class="promise-icon">${icon}</span><h3>${title}</h3><p>${text}</p></li>`;
