import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Body } from './body.js';
import { paragraphs, title } from './parts.js';

/** A heading and paragraphs, in the page's own type. */
export const text = (content: Content<'text'>): Body => ({
  markup: html`<div class="tsr-inside">${content.title ? title(content.title) : null}${paragraphs(content.text)}</div>`,
});
