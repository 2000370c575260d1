import { html } from '../html.js';
import { bannerSlot, heroSlot } from '../parts/hero-slot.js';
import { layout } from '../parts/layout.js';
import type { Site } from '../site.js';

/** The cart's page is the same for everybody, so it can be cached: the script fills it from the browser's own store. */
export const cartPage = (site: Site): string =>
  layout(site, {
    title: 'Your cart – Nimbus',
    description: 'What you have chosen at Nimbus.',
    type: 'cart',
    main: html`<div class="wrap"><div class="page-head"><h1 class="title">Your cart</h1></div>
${bannerSlot('en')}
<div class="cart" id="cart" data-state="loading">
<noscript><p class="lead">The cart needs JavaScript: it is kept in your browser, not here.</p></noscript>
<div class="cart-empty" data-when="empty"><p class="lead">Nothing in it yet.</p><a class="button" href="/c/laptops">Look at laptops</a></div>
<div class="cart-filled" data-when="filled"><ul class="lines" id="cart-lines"></ul>
<aside class="summary" aria-labelledby="summary"><h2 id="summary">Summary</h2><dl><div><dt>Products</dt><dd data-total></dd></div><div><dt>Delivery</dt><dd>free</dd></div><div class="summary-total"><dt>Total</dt><dd data-total data-tessera-focus="price"></dd></div></dl>
<a class="button button-large" href="/checkout" data-tessera-name="to_checkout">Go to checkout</a><p class="quiet">Tax included. 30 days to return.</p></aside></div>
</div>
${heroSlot('en', 'small')}</div>`,
  });
