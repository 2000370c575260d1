import type { Element, Nodes } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { sanitize } from 'hast-util-sanitize';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { attributePieces, textPieces } from './html.js';
import { Html, type Piece } from './pieces.js';
import { ATTRIBUTES, SCHEMA, VOID } from './sanitise-schema.js';

/** Deeper nesting is cut off: no content needs it, and what follows walks the tree recursively. */
const MAX_DEPTH = 64;

/**
 * Editors' HTML, parsed as a browser would, reduced to what `SCHEMA` allows and written again by the same
 * escaping as every template: what the source said in other words (references, split or unclosed tags,
 * placeholders) can't become a tag or an ESI instruction, because `<` is only ever written for elements of
 * the allow-list. parse5 and not hast-util-from-html: the latter brings vfile, which imports `node:path`.
 */
export function sanitisedHtml(source: string): Html {
  const tree = parseFragment(source);
  cutBelow(tree, MAX_DEPTH);
  return new Html(piecesOf(sanitize(fromParse5(tree), SCHEMA)));
}

/** Empties elements at `depth`; without recursion, as the tree may be as deep as the source is long. */
function cutBelow(root: DefaultTreeAdapterTypes.ParentNode, depth: number): void {
  let level: DefaultTreeAdapterTypes.ParentNode[] = [root];
  for (let at = 0; level.length > 0; at += 1) {
    if (at === depth) for (const node of level) node.childNodes = [];
    level = level.flatMap((node) => node.childNodes.filter((child) => 'childNodes' in child));
  }
}

function piecesOf(node: Nodes): readonly Piece[] {
  if (node.type === 'text') return textPieces(node.value);
  if (node.type === 'root') return node.children.flatMap(piecesOf);
  return node.type === 'element' ? elementPieces(node) : [];
}

function elementPieces({ tagName, properties, children }: Element): readonly Piece[] {
  // A page has one h1, and it is not in a fragment.
  const name = tagName === 'h1' ? 'h2' : tagName;
  const attributes = Object.entries(properties).flatMap(([property, value]) => {
    const attribute = ATTRIBUTES[property];
    if (!attribute) return [];
    const text = Array.isArray(value) ? value.join(' ') : value;
    return attributePieces({ place: attribute.place, attribute: attribute.name, whole: true }, text);
  });
  if (name === 'img') return imagePieces(attributes);
  const start = [`<${name}`, ...attributes, '>'];
  return VOID.has(name) ? start : [...start, ...children.flatMap(piecesOf), `</${name}>`];
}

/** Pictures wait until they are near the screen, always say something to who can't see them, or are gone. */
function imagePieces(attributes: readonly Piece[]): readonly Piece[] {
  const has = (name: string): boolean => attributes.includes(` ${name}="`);
  if (!has('src')) return [];
  return ['<img', ...(has('alt') ? [] : [' alt=""']), ...attributes, ' loading="lazy" decoding="async">'];
}
