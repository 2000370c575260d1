import { html, type Markup } from '../html.js';
import type { Site } from '../site.js';
import { type Locale, WORDS, type Words } from '../words.js';
import { ICONS } from './icons.js';
import { slot } from './slot.js';

export interface PageParts {
  readonly title: string;
  readonly description: string;
  /** What the tag tells about the page. */
  readonly type: 'home' | 'category' | 'product' | 'comparison' | 'cart' | 'checkout' | 'other';
  readonly category?: string;
  readonly locale?: Locale;
  readonly main: Markup;
}

/** A whole page. Every page begins with the hints for it and ends with the note that this is a demo. */
export const layout = (site: Site, parts: PageParts): string => {
  const { title, description, type, category, locale = 'en', main } = parts;
  const words = WORDS[locale];
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#ffffff">
<link rel="icon" href="/img/favicon.svg" type="image/svg+xml">
<link rel="preload" href="${site.asset('figtree.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/tessera/fragments.css">
<link rel="stylesheet" href="${site.asset('shop.css')}">
<script async src="/tessera/beacon.js"></script>
<script type="module" src="${site.asset('shop.js')}"></script>
${site.modules.map((address) => html`<link rel="modulepreload" href="${address}">`)}
</head>
<body data-tessera-page-type="${type}"${category ? html` data-tessera-page-category="${category}"` : null}>
${slot('page_directives', { locale, className: 'slot-directives' })}
<a class="skip" href="#main">${words.skip}</a>
${header(parts)}
<main id="main">${main}</main>
${footer(site, locale)}
<div class="toast" id="toast" role="status" aria-live="polite"></div>
</body>
</html>
`;
  return page.text;
};

const NAVIGATION = [
  ['/c/laptops', 'laptops'],
  ['/c/phones', 'phones'],
  ['/c/audio', 'audio'],
  ['/compare/laptops', 'compare'],
] as const;

/** The shop's sections; the one that this page belongs to is marked. */
const navigation = (words: Words, current?: string): Markup[] =>
  NAVIGATION.map(
    ([href, name]) =>
      html`<a href="${href}"${name === current ? html` aria-current="true"` : null}>${words[name]}</a>`,
  );

const header = ({ type, category, locale = 'en' }: PageParts): Markup => {
  const words = WORDS[locale];
  const [home, other, otherLocale] = locale === 'es' ? ['/es/', '/', 'en'] : ['/', '/es/', 'es'];
  return html`<p class="strip">${words.strip}</p>
<header class="header"><div class="wrap header-row">
<a class="brand" href="${home}">${ICONS.cloud}<span>Nimbus</span></a>
<nav class="nav" aria-label="${words.shop}">${navigation(words, type === 'comparison' ? 'compare' : category)}</nav>
<a class="header-locale" href="${other}" hreflang="${otherLocale}" lang="${otherLocale}">${words.otherLocale}</a>
<a class="header-cart" href="/cart">${ICONS.cart}<span>${words.cart}</span><span class="badge" id="cart-count" hidden></span></a>
</div></header>`;
};

const footer = ({ edgeUrl }: Site, locale: Locale): Markup => {
  const words = WORDS[locale];
  return html`<footer class="footer"><div class="wrap footer-grid">
<div class="footer-brand"><p class="brand">${ICONS.cloud}<span>Nimbus</span></p><p>${words.noFillers}.</p></div>
<nav aria-label="${words.shop}, ${words.footerAbout}"><h2>${words.shop}</h2>${navigation(words)}</nav>
<div><h2>${words.footerHelp}</h2><p>${words.delivery}</p><p>${words.returns}</p><p>${words.repair}</p></div>
</div>
<div class="wrap footer-note"><p>${words.demo}</p>
<esi:remove><p class="bare-note">${words.bare} <a href="${edgeUrl}">${edgeUrl}</a></p></esi:remove></div></footer>`;
};
