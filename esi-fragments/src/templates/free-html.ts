import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import { sanitisedHtml } from '../markup/sanitise.js';
import type { Body } from './body.js';

/** Editors' own HTML, as far as the allow-list goes. */
export const freeHtml = (content: Content<'html'>): Body => ({
  markup: html`<div class="tsr-inside">${sanitisedHtml(content.html)}</div>`,
});
