import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Html } from '../markup/pieces.js';
import type { Body, Frame } from './body.js';
import { picture, title } from './parts.js';

type Item = Content<'comparison'>['items'][number];

/** Shown where an item says nothing about a row. */
const NOTHING = '–';

/**
 * Items side by side. The table scrolls on narrow screens, so its box can be reached by keyboard and has a
 * name (https://adrianroselli.com/2020/11/under-engineered-responsive-tables.html).
 */
export function comparison({ title: heading, rows, items }: Content<'comparison'>, { slot }: Frame): Body {
  const id = `tsr-${slot}-title`;
  const table = html`<table class="tsr-table"><thead><tr><td></td>${items.map(columnHead)}</tr></thead><tbody>${rows.map(
    (label, row) => html`<tr><th scope="row">${label}</th>${items.map((item) => cell(item, row))}</tr>`,
  )}</tbody></table>`;
  return {
    markup: html`<div class="tsr-inside">${title(heading, id)}<div class="tsr-scroll" role="region" aria-labelledby="${id}" tabindex="0">${table}</div></div>`,
  };
}

const columnHead = ({ name, href, image, highlight }: Item): Html =>
  html`<th scope="col" class="${highlight ? 'tsr-highlight' : null}">${picture(image)}${
    href ? html`<a class="tsr-link" href="${href}">${name}</a>` : html`<span>${name}</span>`
  }</th>`;

const cell = ({ values, highlight }: Item, row: number): Html =>
  html`<td class="${highlight ? 'tsr-highlight' : null}">${values[row] || NOTHING}</td>`;
