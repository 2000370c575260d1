import { html, type Markup } from '../html.js';
import type { Locale } from '../words.js';

export interface SlotOptions {
  readonly locale: Locale;
  /** The slot's parameters. */
  readonly params?: Readonly<Record<string, string>>;
  /** What the box is called by assistive technology; a slot without a name is no landmark. */
  readonly label?: string;
  readonly className?: string;
  /** Shown only where no edge processes the page. */
  readonly bare?: Markup;
  /** Shown where the fragment is empty, in the same room. */
  readonly instead?: Markup;
}

/**
 * A box that an edge fills. Its room is reserved by style sheet, and it repeats the include's query as
 * `data-tessera-params`, so that the tag can fetch other variants in the same words. `esi:remove` is what a page
 * without an edge shows instead.
 */
export const slot = (
  key: string,
  { locale, params = {}, label, className = '', bare, instead }: SlotOptions,
): Markup => {
  // Sorted, as edges sort: the same words in any order are one cached object.
  const query = [...Object.entries(params), ['locale', locale]]
    .map((pair) => pair.join('='))
    .sort()
    .join('&');
  return html`<div class="slot ${className}" data-tessera-params="${query}"${
    label ? html` role="region" aria-label="${label}"` : null
  }><esi:include src="/tessera/slots/${key}?${query}" onerror="continue"/>${
    bare ? html`<esi:remove>${bare}</esi:remove>` : null
  }${instead}</div>`;
};
