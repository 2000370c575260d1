import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Html } from '../markup/pieces.js';
import { urlPieces, WEB_SCHEMES } from '../markup/url.js';

type Cta = NonNullable<Content<'hero'>['cta']>;
export type Image = NonNullable<Content<'hero'>['image']>;

export const title = (text: string, id: string | null = null): Html =>
  html`<h2 class="tsr-title" id="${id}">${text}</h2>`;

/** A blank line begins a new paragraph, a line end a new line. */
export function paragraphs(text: string | undefined): Html[] {
  const blocks = (text ?? '').split(/\r?\n(?:[^\S\n]*\r?\n)+/).map((block) => block.trim());
  return blocks
    .filter((block) => block !== '')
    .map((block) => html`<p class="tsr-paragraph">${lines(block)}</p>`);
}

const lines = (block: string): Html[] =>
  block.split(/\r?\n/).map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`));

/** A link that looks like a button; its label alone if the address is none that we link to. */
export const callToAction = (cta: Cta | undefined): Html | null =>
  cta ? html`<p class="tsr-action"><a class="tsr-cta" href="${cta.href}">${cta.label}</a></p>` : null;

/**
 * A picture, or null if its address is none we load pictures from. Width and height keep its room free.
 * All wait until they are near the screen, the first one of a page too: only then can a lite media hint
 * (`data-tessera-media="rich"`, hidden by its style sheet) save the download, as hidden lazy pictures are
 * not fetched.
 */
export function picture(image: Image | undefined, priority: 'high' | null = null): Html | null {
  if (!image || urlPieces(image.src, WEB_SCHEMES) === null) return null;
  const { src, alt, width, height } = image;
  return html`<img class="tsr-image" src="${src}" alt="${alt}" width="${width}" height="${height}" loading="lazy" decoding="async" fetchpriority="${priority}" data-tessera-media="rich">`;
}
