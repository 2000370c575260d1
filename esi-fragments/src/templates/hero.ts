import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Body } from './body.js';
import { callToAction, paragraphs, picture, title } from './parts.js';

/** The large opening of a page: words on one side, a picture on the other. */
export function hero({ eyebrow, title: heading, text, image, cta, tone }: Content<'hero'>): Body {
  const words = html`<div class="tsr-hero-words">${
    eyebrow ? html`<p class="tsr-eyebrow">${eyebrow}</p>` : null
  }${title(heading)}${paragraphs(text)}${callToAction(cta)}</div>`;
  return { markup: html`<div class="tsr-inside">${words}${picture(image, 'high')}</div>`, tone };
}
