import { readFileSync } from 'node:fs';

/** The viewport of a mid phone. */
export const VIEWPORT = { width: 412, height: 915 };

/** Where the fixed bars are, so that acts need nothing of the page to aim. */
export const AIM = {
  search: { x: 150, y: 28 },
  price: { x: 60, y: 885 },
  wish: { x: 200, y: 885 },
  cart: { x: 330, y: 885 },
};

/** The slot whose fragment is swapped while it is looked at, and both fragments: the later one is shorter. */
export const SWAPPED = { slot: 'product_offer', before: 'offerplain00', after: 'offerlater00' };

const fragment = (slot: string, variant: string, title: string, text: string) =>
  `<div class="tsr tsr-banner" data-tessera-slot="${slot}" data-tessera-variant="${variant}"><strong>${title}</strong><p>${text}</p></div>`;

export const laterFragment = fragment(SWAPPED.slot, SWAPPED.after, 'Yours today', 'Free delivery.');

const SENTENCE =
  'A light machine with a bright screen, a quiet fan and a battery that lasts for a day of work.';

const times = (count: number, make: (index: number) => string) =>
  [...Array(count).keys()].map(make).join('\n');

/** Images that need no decoder worth measuring, but a request each. */
export const IMAGE = `<svg xmlns="http://www.w3.org/2000/svg" width="380" height="285"><rect width="380" height="285" fill="#ccd"/><circle cx="190" cy="140" r="90" fill="#889"/></svg>`;

const STYLE = `body{margin:0;font:16px/1.5 sans-serif;padding:56px 16px 64px}
header,.bar{position:fixed;left:0;right:0;background:#fff;display:flex;align-items:center;gap:8px;padding:0 16px;z-index:1}
header{top:0;height:56px}.bar{bottom:0;height:60px}.bar .price{width:110px}.bar button{width:120px;height:40px}
header input{width:240px;height:32px}.cards{display:grid;grid-template-columns:1fr 1fr;gap:12px}table{width:100%}
.review,.card{border:1px solid #ddd;padding:8px}img{display:block}`;

/** A product page as shops have them: some 1,500 elements, three filled slots; `tag` is what is measured. */
export const productPage = (tag: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Aero 13</title>
<link rel="stylesheet" href="/tessera/fragments.css"><style>${STYLE}</style>${tag}</head>
<body data-tessera-page-type="product" data-tessera-page-category="laptops">
<header><form data-tessera-name="search" action="/search"><input name="q" autocomplete="off"></form><a href="/cart">Cart</a></header>
<nav>${times(24, (i) => `<a href="/category/${i}">Category ${i}</a>`)}</nav>
${fragment('product_banner', 'bannerplain0', 'Sale', 'Until Sunday.')}
<main><h1>Aero 13</h1>
<div class="gallery">${times(2, (i) => `<img src="/image/${i}.svg" width="380" height="285" alt="Aero 13, view ${i}">`)}</div>
${fragment(SWAPPED.slot, SWAPPED.before, 'Delivery', `${SENTENCE} ${SENTENCE} ${SENTENCE}`)}
${times(40, (i) => `<p>${i}. ${SENTENCE} <b>Since ${2000 + i}.</b> ${SENTENCE}</p>`)}
<table>${times(160, (i) => `<tr><th>Feature ${i}</th><td data-tessera-focus="specs">${i * 7} <small>units</small></td></tr>`)}</table>
${fragment('product_related', 'relatedplain', 'Often bought together', SENTENCE)}
<section class="cards">${times(40, (i) => `<article class="card"><a href="/p/${i}"><img src="/image/c.svg" width="150" height="112" alt="Product ${i}"><h3>Product ${i}</h3></a><p>${SENTENCE}</p><span>${i * 9} €</span><button>Compare</button></article>`)}</section>
<section>${times(60, (i) => `<article class="review"><h4>Review ${i}</h4><span>${'★'.repeat((i % 5) + 1)}</span><time>2026-01-${(i % 28) + 1}</time><p>${SENTENCE}</p><a href="#r${i}">Helpful</a></article>`)}</section>
</main><footer><ul>${times(40, (i) => `<li><a href="/about/${i}">About ${i}</a></li>`)}</ul></footer>
<div class="bar"><span class="price" data-tessera-focus="price">1,199 €</span><button data-tessera-name="wish">Remember</button><button data-tessera-name="add_to_cart">Add to cart</button></div>
</body></html>`;

export const fragmentStyles = () => readFileSync('esi-fragments/styles/fragments.css');
