/**
 * Rewrites addresses in pages and style sheets so that what a page loads and where it links stays below one prefix.
 * Pages say `/assets/x.css`, which `<base>` can't move: only its origin counts for such an address.
 */

/** Attributes that hold one address. */
const ADDRESS = new Set(['src', 'href', 'xlink:href', 'poster', 'action', 'formaction', 'data']);
/** Attributes that hold several, separated by commas. */
const ADDRESSES = new Set(['srcset', 'imagesrcset']);
/** Elements whose content is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noembed', 'noframes', 'iframe', 'xmp']);

const TAG_NAME = /[a-z][^\s/>]*/iy;
const ATTRIBUTE = /([\s/]*)([^\s/>=][^\s/>=]*)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?/y;

export type Move = (address: string) => string;

/** Addresses from the root of `origin`, named or not, lead below `prefix`; all others stay. */
export function moveTo(prefix: string, origin: string): Move {
  return (address) => {
    const own = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
    return /^\/(?![/\\])/.test(own) ? `${prefix}${own}` : address;
  };
}

/** In one pass over the text; what is no tag stays byte for byte. */
export function moveInHtml(html: string, move: Move): string {
  let out = '';
  let at = 0;
  const copyTo = (end: number): void => {
    out += html.slice(at, end);
    at = end;
  };
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    if (html.startsWith('<!--', open)) {
      copyTo(endOf(html, '-->', open + 4));
      continue;
    }
    copyTo(open + 1);
    const name = matchAt(TAG_NAME, html, at)?.[0].toLowerCase();
    if (name === undefined) continue;
    copyTo(at + name.length);
    for (let found = matchAt(ATTRIBUTE, html, at); found; found = matchAt(ATTRIBUTE, html, at)) {
      out += movedAttribute(found, move);
      at += found[0].length;
    }
    if (!RAW.has(name)) continue;
    const close = closingTag(html, name, at);
    if (name === 'style') {
      out += moveInCss(html.slice(at, close), move);
      at = close;
    } else copyTo(close);
  }
  return out + html.slice(at);
}

const CSS_ADDRESS = /(url\(\s*)("[^"]*"|'[^']*'|[^\s"')]+)|(@import\s+)("[^"]*"|'[^']*')/gi;

/** The same for `url(…)` and `@import "…"` in a style sheet. */
export const moveInCss = (css: string, move: Move): string =>
  css.replace(CSS_ADDRESS, (_all, url: string | undefined, one: string, rule: string, other: string) =>
    url === undefined ? rule + moveQuoted(other, move) : url + moveQuoted(one, move),
  );

function movedAttribute([all, space, rawName = '', equals, value]: RegExpExecArray, move: Move): string {
  const name = rawName.toLowerCase();
  // What is rewritten has another hash.
  if (name === 'integrity') return '';
  if (value === undefined) return all;
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const text = quote ? value.slice(1, -1) : value;
  const moved = ADDRESS.has(name)
    ? moveTrimmed(text, move)
    : ADDRESSES.has(name)
      ? moveEach(text, move)
      : name === 'style'
        ? moveInCss(text, move)
        : text;
  return `${space}${rawName}${equals}${quote}${moved}${quote}`;
}

const moveTrimmed = (text: string, move: Move): string => {
  const trimmed = text.trim();
  return text.replace(trimmed, () => move(trimmed));
};

const moveQuoted = (text: string, move: Move): string => {
  const quote = /^["']/.exec(text)?.[0] ?? '';
  return quote ? `${quote}${move(text.slice(1, -1))}${quote}` : move(text);
};

/** A list such as `/a.jpg 1x, /b.jpg 2x`: an address ends at a space, or at a comma with a space behind it. */
const moveEach = (list: string, move: Move): string =>
  list.replace(
    /([\s,]*)(?:(\S*[^\s,])(,+)(?=\s|$)|(\S+)([^,]*))/g,
    (_all, lead: string, bare: string | undefined, commas: string, address: string, rest: string) =>
      bare === undefined ? lead + move(address) + rest : lead + move(bare) + commas,
  );

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
};

function closingTag(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}
