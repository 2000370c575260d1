import { html } from '../html.js';
import { layout } from '../parts/layout.js';
import type { Site } from '../site.js';

export const notFoundPage = (site: Site): string =>
  layout(site, {
    title: 'Not here – Nimbus',
    description: 'There is no such page.',
    type: 'other',
    main: html`<div class="wrap"><div class="lost"><p class="lost-number" aria-hidden="true">404</p><h1 class="title">Lost in the clouds</h1><p class="lead">There is no such page. Perhaps one of these:</p><p class="lost-links"><a class="button" href="/">Home</a> <a class="button button-quiet" href="/c/laptops">Laptops</a></p></div></div>`,
  });
