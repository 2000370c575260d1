import { concat, indexOf, matchLength, text, utf8 } from './bytes.js';
import { parseTag, type Tag } from './tag.js';

/** Text is a view on the bytes given to `push`: they must not be changed afterwards. */
export type Token = { kind: 'text'; bytes: Uint8Array } | Tag;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const LETTER_E = 0x65;
const BANG = 0x21;
const SLASH = 0x2f;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const COMMENT_END = utf8('-->');
const CDATA_END = utf8(']]>');

/** What `<` may begin, longest first where one is the beginning of another. */
const OPENINGS = [
  { kind: 'tag', bytes: utf8('<esi:') },
  { kind: 'tag', bytes: utf8('</esi:') },
  { kind: 'esi comment', bytes: utf8('<!--esi') },
  { kind: 'comment', bytes: utf8('<!--') },
  { kind: 'cdata', bytes: utf8('<![CDATA[') },
] as const;
type Opening = (typeof OPENINGS)[number]['kind'] | 'cut off' | 'none';

/**
 * Cuts a page, given in chunks of any size, into text and ESI tags. Works on bytes, so a character split
 * between two chunks stays whole. Keeps back only what might become a tag with the next chunk. Ordinary
 * HTML comments and CDATA sections are text, as in Varnish: what a page has commented out is not fetched.
 * The marks of `<!--esi … -->` are dropped and what is inside is read as if they weren't there.
 */
export class Tokenizer {
  #rest: Uint8Array = new Uint8Array(0);
  /** Where in `#rest` the search for the end of a cut-off tag goes on, and in which quotes. */
  #seen = 0;
  #quote = 0;
  /** How many `<!--esi` are open. */
  #comments = 0;
  /** Set within a comment or CDATA section: what ends it. */
  #verbatimEnd: Uint8Array | undefined;

  constructor(private readonly tagBytes: number) {}

  push(chunk: Uint8Array): Token[] {
    const bytes = this.#rest.length > 0 ? concat([this.#rest, chunk]) : chunk;
    const tokens: Token[] = [];
    let start = 0;
    let at = 0;
    const emitUpTo = (end: number, next: number) => {
      if (end > start) tokens.push({ kind: 'text', bytes: bytes.subarray(start, end) });
      start = next;
      at = next;
    };
    const keepFrom = (rest: number) => {
      emitUpTo(rest, rest);
      this.#rest = bytes.slice(rest);
      return tokens;
    };

    while (at < bytes.length) {
      if (this.#verbatimEnd) {
        const end = indexOf(bytes, this.#verbatimEnd, at);
        if (end < 0) return keepFrom(cutOffAt(bytes, this.#verbatimEnd, at));
        at = end + this.#verbatimEnd.length;
        this.#verbatimEnd = undefined;
        continue;
      }
      const open = bytes.indexOf(LESS_THAN, at);
      if (this.#comments > 0) {
        const close = indexOf(open < 0 ? bytes : bytes.subarray(0, open), COMMENT_END, at);
        if (close >= 0) {
          emitUpTo(close, close + COMMENT_END.length);
          this.#comments--;
          continue;
        }
        if (open < 0) return keepFrom(cutOffAt(bytes, COMMENT_END, at));
      }
      if (open < 0) break;
      const opening = openingAt(bytes, open);
      if (opening === 'cut off') return keepFrom(open);
      if (opening === 'none') {
        at = open + 1;
      } else if (opening === 'esi comment') {
        emitUpTo(open, open + '<!--esi'.length);
        this.#comments++;
      } else if (opening === 'comment') {
        // Two bytes on, not four: HTML also ends a comment at `<!-->` and `<!--->`.
        at = open + 2;
        this.#verbatimEnd = COMMENT_END;
      } else if (opening === 'cdata') {
        at = open + '<![CDATA['.length;
        this.#verbatimEnd = CDATA_END;
      } else {
        const end = this.#tagEnd(bytes, open);
        if (end < 0 && bytes.length - open <= this.tagBytes) return keepFrom(open);
        this.#seen = 0;
        this.#quote = 0;
        const raw = bytes.subarray(open, end + 1);
        const tag = end >= 0 && raw.length <= this.tagBytes ? parseTag(raw, text(raw)) : undefined;
        if (tag) {
          emitUpTo(open, end + 1);
          tokens.push(tag);
        } else {
          at = open + 1;
        }
      }
    }
    emitUpTo(bytes.length, bytes.length);
    this.#rest = new Uint8Array(0);
    return tokens;
  }

  /** After the last chunk: what was kept back turned out to be text. */
  end(): Token[] {
    const rest = this.#rest;
    this.#rest = new Uint8Array(0);
    return rest.length > 0 ? [{ kind: 'text', bytes: rest }] : [];
  }

  /** The `>` that ends the tag at `open`, not counting those in quotes; -1 when it has not come yet. */
  #tagEnd(bytes: Uint8Array, open: number): number {
    let quote = this.#quote;
    for (let i = open + this.#seen; i < bytes.length; i++) {
      const byte = bytes[i];
      if (quote) {
        if (byte === quote) quote = 0;
      } else if (byte === GREATER_THAN) {
        return i;
      } else if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE) {
        quote = byte;
      }
    }
    this.#seen = bytes.length - open;
    this.#quote = quote;
    return -1;
  }
}

function openingAt(bytes: Uint8Array, at: number): Opening {
  // Of nearly all tags of a page the next byte or two tell that they are none of these.
  const next = bytes[at + 1];
  if (next !== undefined && next !== LETTER_E && next !== BANG) {
    if (next !== SLASH) return 'none';
    const second = bytes[at + 2];
    if (second !== undefined && second !== LETTER_E) return 'none';
  }
  for (const { kind, bytes: opening } of OPENINGS) {
    const length = matchLength(bytes, opening, at);
    if (length === opening.length) return kind;
    if (length > 0) return 'cut off';
  }
  return 'none';
}

/** Where the end of `bytes` might be the beginning of `pattern`, at or after `from`. */
function cutOffAt(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  for (let at = Math.max(from, bytes.length - pattern.length + 1); at < bytes.length; at++) {
    if (matchLength(bytes, pattern, at) > 0) return at;
  }
  return bytes.length;
}
