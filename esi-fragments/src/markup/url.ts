import { escapeAttribute } from './escape.js';
import type { Piece } from './pieces.js';
import { splitPlaceholders } from './placeholders.js';

/** Schemes that a link may have. A relative address has none. */
export const LINK_SCHEMES: readonly string[] = ['http', 'https', 'mailto', 'tel'];
/** Schemes that something may be loaded from. */
export const WEB_SCHEMES: readonly string[] = ['http', 'https'];

/** Attributes whose value is an address. */
export const URL_ATTRIBUTES: ReadonlySet<string> = new Set(
  'href src action formaction data poster cite background xlink:href ping'.split(' '),
);

/** Stands for a placeholder while an address is judged; control characters are taken out before. */
const MARK = '\u0001';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x1f\x7f]/g;

/**
 * The pieces of an address for an attribute, or null if it is none that we link to: another scheme than
 * `schemes`, or one whose scheme or host a placeholder would supply.
 *
 * Browsers ignore tabs, line ends and outer spaces in addresses, so these go first ("java\tscript:").
 */
export function urlPieces(address: string, schemes: readonly string[] = LINK_SCHEMES): Piece[] | null {
  const parts = splitPlaceholders(address.replace(CONTROLS, '').trim());
  const shape = parts.map((part) => (typeof part === 'string' ? part : MARK)).join('');
  if (shape === '' || !hasAllowedScheme(shape, schemes) || hostOf(shape).includes(MARK)) return null;
  if (isHostedMail(shape.replaceAll(MARK, ''))) return null;
  const pieces = parts.map(
    (part): Piece => (typeof part === 'string' ? escapeAttribute(part) : { place: 'url', ...part }),
  );
  return wouldBecomeHost(shape) ? anchored(pieces) : pieces;
}

/** A colon before the first `/`, `\`, `?` or `#` ends a scheme (https://url.spec.whatwg.org/#scheme-state). */
export function hasAllowedScheme(shape: string, schemes: readonly string[]): boolean {
  const scheme = /^([^:/\\?#]*):/.exec(shape)?.[1];
  return scheme === undefined || schemes.includes(scheme.toLowerCase());
}

/** `mailto://a.example`, also once a placeholder before the slashes is empty: no mail or phone has a host. */
const isHostedMail = (shape: string): boolean => /^(?:mailto|tel):[\\/]/i.test(shape);

/** The host as browsers see it: they take any number of slashes or backslashes after `https:`. */
function hostOf(shape: string): string {
  return /^(?:https?:[\\/]*|[\\/]{2,})([^\\/?#]*)/i.exec(shape)?.[1] ?? '';
}

/** `/{{ params.a }}/b.example` is a path, but with an empty `a` it would be a host. */
function wouldBecomeHost(shape: string): boolean {
  const host = /^[\\/]{2}/;
  return !host.test(shape) && host.test(shape.replaceAll(MARK, ''));
}

/** The same address with a `.` segment, which means nothing but keeps the slashes apart. */
function anchored([first, ...rest]: Piece[]): Piece[] {
  if (typeof first !== 'string') return ['./', ...(first === undefined ? [] : [first]), ...rest];
  return [`/.${first}`, ...rest];
}
