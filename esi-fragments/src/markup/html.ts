import { escapeAttribute, escapeText } from './escape.js';
import { Html, type Piece } from './pieces.js';
import { splitPlaceholders } from './placeholders.js';
import { type Spot, spotsOf } from './template-spots.js';
import { LINK_SCHEMES, urlPieces, WEB_SCHEMES } from './url.js';

/** What may stand in an `html` template. Nothing is shown for null, undefined and booleans in text. */
export type Value = string | number | boolean | null | undefined | Html | readonly Value[];

/**
 * Markup from a template literal; each value is escaped by where it stands. In text: strings become text,
 * other `html` markup stays what it is, lists are joined. An attribute whose value is null, undefined or
 * false is left out, with true it has no value either, but is there. An address that we don't link to (`urlPieces`) leaves its
 * attribute out: an `a` without `href` is text. `{{ params.x }}` in a string becomes a hole.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const { literals, spots } = spotsOf(strings);
  const pieces: Piece[] = [];
  literals.forEach((literal, index) => {
    if (literal !== '') pieces.push(literal);
    const spot = spots[index];
    if (spot)
      pieces.push(
        ...(spot.place === 'text' ? textPieces(values[index]) : attributePieces(spot, values[index])),
      );
  });
  return new Html(pieces);
}

/** The pieces of a value between tags. */
export function textPieces(value: Value): readonly Piece[] {
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  if (value instanceof Html) return value.pieces;
  if (isList(value)) return value.flatMap(textPieces);
  return splitPlaceholders(String(value)).map((part) =>
    typeof part === 'string' ? escapeText(part) : { place: 'text', ...part },
  );
}

/** The pieces of a value in a tag: part of an attribute's value, or (`whole`) the attribute itself. */
export function attributePieces({ place, attribute, whole }: Spot, value: Value): readonly Piece[] {
  if (value instanceof Html || isList(value))
    throw new Error(`markup can't stand in the attribute ${attribute}`);
  if (value === null || value === undefined || value === false) return [];
  if (value === true) return whole ? [` ${attribute}`] : [];
  const pieces = place === 'url' ? addressPieces(attribute, String(value)) : quotedPieces(String(value));
  if (pieces === null) return [];
  return whole ? [` ${attribute}="`, ...pieces, '"'] : pieces;
}

const addressPieces = (attribute: string, address: string): Piece[] | null =>
  urlPieces(address, attribute === 'src' ? WEB_SCHEMES : LINK_SCHEMES);

/** The pieces of a string inside a quoted attribute. */
const quotedPieces = (text: string): Piece[] =>
  splitPlaceholders(text).map((part) =>
    typeof part === 'string' ? escapeAttribute(part) : { place: 'attribute', ...part },
  );

/** `Array.isArray` does not narrow readonly lists. */
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
