import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Body } from './body.js';
import { callToAction, paragraphs, title } from './parts.js';

/** A strip with one message and perhaps one thing to do. */
export function banner({ title: heading, text, cta, tone }: Content<'banner'>): Body {
  const words = html`<div class="tsr-words">${title(heading)}${paragraphs(text)}</div>`;
  return { markup: html`<div class="tsr-inside">${words}${callToAction(cta)}</div>`, tone };
}
