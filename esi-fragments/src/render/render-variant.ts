import type { LocaleContent, Slot } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Hole } from '../markup/pieces.js';
import { bodyOf } from '../templates/index.js';
import { type Rendered, renderPieces } from './rendered.js';

export interface VariantToRender {
  readonly slot: Pick<Slot, 'key' | 'delivery' | 'params'>;
  /** Null if nothing fills the slot. */
  readonly variant: string | null;
  /** The locale that `entry` is written in. */
  readonly locale: string;
  /** Null for an empty fragment: the element stays, so that the tag can fill it later. */
  readonly entry: LocaleContent | null;
}

/**
 * Renders one variant in one locale, for everybody: the result depends on nothing but its input.
 * `{{ params.x }}` works for the slot's own parameters, `{{ traits.x }}` only in a slot with personal
 * delivery; anything else in double braces shows nothing.
 */
export function renderVariant({ slot, variant, locale, entry }: VariantToRender): Rendered {
  const keeps = ({ from, name }: Hole): boolean =>
    from === 'params' ? slot.params.includes(name) : slot.delivery === 'personal';
  return renderPieces(outerElement({ slot, variant, locale, entry }).pieces, keeps);
}

function outerElement({ slot, variant, locale, entry }: VariantToRender) {
  if (entry === null) {
    return html`<div data-tessera-slot="${slot.key}" data-tessera-variant="${variant ?? ''}" class="tsr"></div>`;
  }
  const { markup, tone, hidden = false } = bodyOf(entry, { slot: slot.key, locale });
  const looks = ['tsr', `tsr-${entry.template}`, ...(tone ? [`tsr-tone-${tone}`] : [])].join(' ');
  return html`<div data-tessera-slot="${slot.key}" data-tessera-variant="${variant ?? ''}" data-tessera-template="${entry.template}" class="${looks}" lang="${locale}" hidden="${hidden}">${markup}</div>`;
}
