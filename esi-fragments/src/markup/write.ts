import { escapeAttribute } from './escape.js';
import type { Place } from './place.js';

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
/** Characters without a meaning in any language that pages are made of. */
const PLAIN = /[^A-Za-z0-9_.-]/gu;

const inScript = (text: string): string =>
  text.replace(/[^A-Za-z0-9_.-]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inStyle = (text: string): string =>
  text.replace(PLAIN, (character) => `\\${codeOf(character).toString(16).padStart(6, '0')}`);
const unquoted = (text: string): string => text.replace(PLAIN, (character) => `&#${codeOf(character)};`);

/** A scheme, also one that browsers see through controls and spaces. */
const SCHEME = /^[^/?#]*:/;
const SAFE_SCHEME = /^https?:/i;

/**
 * Text from outside as it may stand in this place of a page. In scripts and styles it is part of a string that the
 * page has put quotes around; an address may not bring a scheme that runs something.
 */
export function writtenAt(place: Place, text: string): string {
  switch (place) {
    case 'text':
    case 'attribute':
      return escapeAttribute(text);
    case 'unquoted':
      return unquoted(text);
    case 'address':
      return SCHEME.test(text) && !SAFE_SCHEME.test(text) ? '' : escapeAttribute(text);
    case 'script':
      return inScript(text);
    case 'style':
      return inStyle(text);
    case 'nowhere':
      return '';
  }
}
