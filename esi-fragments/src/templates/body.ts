import type { Content } from '@tessera/model';
import type { Html } from '../markup/pieces.js';

/** What a template may know besides its content. Not the time: a fragment is rendered once and cached. */
export interface Frame {
  /** The slot's key; unique in a page, so it makes ids unique too. */
  readonly slot: string;
  /** Language of the content, for dates. */
  readonly locale: string;
}

/** What a template puts into the fragment's outer element, and how that element looks. */
export interface Body {
  readonly markup: Html;
  readonly tone?: Content<'hero'>['tone'];
  /** True for what only gives hints to the page. */
  readonly hidden?: boolean;
}
