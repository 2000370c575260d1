import { html, type Markup } from '../html.js';
import { bannerSlot } from '../parts/hero-slot.js';
import { layout } from '../parts/layout.js';
import type { Site } from '../site.js';

export const checkoutPage = (site: Site): string =>
  layout(site, {
    title: 'Checkout – Nimbus',
    description: 'Where should it go?',
    type: 'checkout',
    main: html`<div class="wrap"><div class="page-head"><nav class="crumbs" aria-label="Breadcrumbs"><a href="/cart">Cart</a> <span aria-hidden="true">/</span> <span aria-current="page">Checkout</span></nav><h1 class="title">Checkout</h1></div>
${bannerSlot('en')}
<div class="cart" id="checkout-box" data-state="loading">
<div class="cart-empty" data-when="empty"><p class="lead">There is nothing to pay for yet.</p><a class="button" href="/c/laptops">Look at laptops</a></div>
<div class="cart-filled" data-when="filled"><form class="checkout" id="checkout">
<p class="demo-note">A demo: please type nothing real. Nothing is sent, and nothing will arrive.</p>
<fieldset><legend>Where should it go?</legend>
${field('name', 'Name', 'name')}${field('street', 'Street and number', 'street-address')}
<div class="fields">${field('postcode', 'Postcode', 'postal-code')}${field('town', 'Town', 'address-level2')}</div></fieldset>
<fieldset><legend>When?</legend>${option('when', 'tomorrow', 'Tomorrow', 'free', true)}${option('when', 'saturday', 'On Saturday', 'free')}</fieldset>
<fieldset><legend>How will you pay?</legend>${option('pay', 'invoice', 'Invoice, in 14 days', '', true)}${option('pay', 'transfer', 'Bank transfer', '')}</fieldset>
<button class="button button-large" data-tessera-name="place_order">Place the order</button></form>
<aside class="summary" aria-labelledby="summary"><h2 id="summary">Your order</h2><ul class="summary-lines" id="order-lines"></ul><dl><div><dt>Delivery</dt><dd>free</dd></div><div class="summary-total"><dt>Total</dt><dd data-total data-tessera-focus="price"></dd></div></dl></aside></div>
<div class="done" data-when="done" tabindex="-1"><p class="done-mark" aria-hidden="true">✓</p><h2 class="heading">Thank you</h2><p class="lead">Your order <strong id="order-number"></strong> would now be on its way, if this were a real shop.</p><a class="button" href="/">Back to the start</a></div>
</div></div>`,
  });

const field = (name: string, label: string, autocomplete: string): Markup =>
  html`<p class="field"><label for="field-${name}">${label}</label><input id="field-${name}" name="${name}" required maxlength="80" autocomplete="${autocomplete}"></p>`;

const option = (name: string, value: string, label: string, note: string, checked = false): Markup =>
  html`<label class="option"><input type="radio" name="${name}" value="${value}"${checked ? html` checked` : null}><span>${label}</span>${note ? html`<span class="quiet">${note}</span>` : null}</label>`;
