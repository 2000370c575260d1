import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Body } from './body.js';

/** Hints for the whole page: scripts read the meta element, the style sheets do the rest. */
export function directives(content: Content<'directives'>): Body {
  const names = [...new Set(content.directives)];
  const sheets = names.map(
    (name) => html`<link rel="stylesheet" href="${`/tessera/directives/${name}.css`}">`,
  );
  return {
    markup: html`<meta name="tessera-directives" content="${names.join(' ')}">${sheets}`,
    hidden: true,
  };
}
