import { html, type Markup } from '../html.js';

const icon = (path: Markup): Markup =>
  html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;

export const ICONS = {
  cart: icon(
    html`<path d="M3 4h2l2.2 11h10.3L20 7H6"/><circle cx="9" cy="19.5" r="1.25"/><circle cx="16" cy="19.5" r="1.25"/>`,
  ),
  truck: icon(
    html`<path d="M3 6h11v10H3zM14 9.5h4l3 3.2V16h-7z"/><circle cx="7.5" cy="17.5" r="1.75"/><circle cx="17" cy="17.5" r="1.75"/>`,
  ),
  back: icon(html`<path d="M4 9h11a5 5 0 0 1 0 10H8"/><path d="M8 5 4 9l4 4"/>`),
  wrench: icon(
    html`<path d="M14.5 6.5a4 4 0 0 1 5-1l-2.7 2.7 1.5 1.5L21 7a4 4 0 0 1-5.3 5l-7 7.3a2 2 0 0 1-2.9-2.9L13 9.5a4 4 0 0 1 1.5-3z"/>`,
  ),
  scale: icon(html`<path d="M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z"/>`),
  check: icon(html`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
  arrow: icon(html`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  star: html`<svg class="star" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path fill="currentColor" d="m12 2.5 2.9 6.1 6.6.9-4.8 4.6 1.2 6.7L12 17.6l-5.9 3.2 1.2-6.7L2.5 9.5l6.6-.9z"/></svg>`,
  cloud: html`<svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect width="32" height="32" rx="9"/><path fill="#fff" d="M9.5 23a5 5 0 0 1-.6-9.96 7.2 7.2 0 0 1 13.9 1.2A4.5 4.5 0 0 1 22.5 23z"/></svg>`,
};
