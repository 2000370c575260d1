import type { LocaleContent } from '@tessera/model';
import { banner } from './banner.js';
import type { Body, Frame } from './body.js';
import { comparison } from './comparison.js';
import { countdown } from './countdown.js';
import { directives } from './directives.js';
import { freeHtml } from './free-html.js';
import { hero } from './hero.js';
import { text } from './text.js';

/** Content, as its template shows it. */
export function bodyOf(entry: LocaleContent, frame: Frame): Body {
  switch (entry.template) {
    case 'hero':
      return hero(entry.content);
    case 'banner':
      return banner(entry.content);
    case 'countdown':
      return countdown(entry.content, frame);
    case 'comparison':
      return comparison(entry.content, frame);
    case 'text':
      return text(entry.content);
    case 'html':
      return freeHtml(entry.content);
    case 'directives':
      return directives(entry.content);
  }
}
