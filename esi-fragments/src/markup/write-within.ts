import { escapeAttribute } from './escape.js';
import type { Surroundings } from './surroundings.js';
import { hasAllowedScheme, WEB_SCHEMES } from './url.js';

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
/** Characters without a meaning in any language that pages are made of. */
const PLAIN = /[^A-Za-z0-9_.-]/gu;

const inScript = (text: string): string =>
  text.replace(/[^A-Za-z0-9_.-]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inStyle = (text: string): string =>
  text.replace(PLAIN, (character) => `\\${codeOf(character).toString(16).padStart(6, '0')}`);
const unquoted = (text: string): string => text.replace(PLAIN, (character) => `&#${codeOf(character)};`);

/**
 * Text from outside as it may stand within these surroundings in a page. In scripts and styles it is part of a string that the
 * page has put quotes around; an address may not bring a scheme that runs something.
 */
export function writtenWithin(surroundings: Surroundings, text: string): string {
  switch (surroundings) {
    case 'text':
    case 'attribute':
      return escapeAttribute(text);
    case 'unquoted':
      return unquoted(text);
    case 'url':
      return hasAllowedScheme(text, WEB_SCHEMES) ? escapeAttribute(text) : '';
    case 'script':
      return inScript(text);
    case 'style':
      return inStyle(text);
    case 'nowhere':
      return '';
  }
}
