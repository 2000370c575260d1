import { URL_ATTRIBUTES } from './url.js';

/**
 * Where in an HTML page something stands: `nowhere` is inside a tag's marks, or where text would be read as a whole
 * page; nothing can safely be written there.
 */
export type Surroundings = 'text' | 'attribute' | 'unquoted' | 'url' | 'script' | 'style' | 'nowhere';

/** States of the tokenizer, as numbers: every byte inside a tag is looked at. */
const TEXT = 0;
const COMMENT = 1;
/** In a script or style. */
const RAW = 2;
/** Behind `<`. */
const OPENED = 3;
const NAME = 4;
/** In a tag, between its attributes. */
const TAG = 5;
const ATTRIBUTE = 6;
const AFTER_ATTRIBUTE = 7;
/** Behind `=`. */
const EQUALS = 8;
const QUOTED = 9;
const BARE = 10;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const EQUALS_SIGN = 0x3d;
const DASH = 0x2d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const isSpace = (byte: number): boolean => byte <= 0x20;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** A name of at most 16 bytes as it comes in; longer ones are none that matter here. */
class Name {
  readonly #bytes = new Uint8Array(16);
  #length = 0;

  start(byte: number): void {
    this.#bytes[0] = byte;
    this.#length = 1;
  }

  add(byte: number): void {
    if (this.#length < this.#bytes.length) this.#bytes[this.#length++] = byte;
  }

  clear(): void {
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }

  /** The first byte as a lower-case letter. */
  get first(): number {
    return (this.#bytes[0] as number) | 0x20;
  }

  toString(): string {
    return String.fromCharCode(...this.#bytes.subarray(0, this.#length)).toLowerCase();
  }
}

/**
 * Follows a page, given in chunks of any size, as far as it takes to know where the next byte stands: a small part
 * of HTML's tokenizer (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Where it and a browser
 * disagree, what is written is still without any character that has a meaning in markup.
 */
export class SurroundingsFinder {
  #state = TEXT;
  readonly #tag = new Name();
  readonly #attribute = new Name();
  #quote = 0;
  /** Nothing of the attribute's value has come yet. */
  #isStart = false;
  /** What is in a script or style: its element's name. */
  #raw: 'script' | 'style' = 'script';
  /** How many dashes of a comment's end have come, or bytes of a script's end tag. */
  #matched = 0;

  /** Where the next byte stands. What is put in there does not change where the one after it does. */
  get surroundings(): Surroundings {
    switch (this.#state) {
      case TEXT:
      case COMMENT:
        return 'text';
      case RAW:
        return this.#raw;
      case QUOTED:
        return this.#inValue();
      case EQUALS:
      case BARE:
        return this.#inValue() === 'attribute' ? 'unquoted' : 'nowhere';
      default:
        return 'nowhere';
    }
  }

  /** Something has been put in at `surroundings`. */
  filled(): void {
    if (this.#state === EQUALS) this.#state = BARE;
    this.#isStart = false;
  }

  push(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      // Most of a page is text and quoted values, which are searched natively.
      if (this.#state === TEXT) i = bytes.indexOf(LESS_THAN, i);
      else if (this.#state === QUOTED) {
        const end = bytes.indexOf(this.#quote, i);
        if (end !== i) this.#isStart = false;
        i = end;
      }
      if (i < 0) return;
      this.#take(bytes[i] as number);
    }
  }

  #inValue(): Surroundings {
    const name = this.#attribute.toString();
    if (name.startsWith('on')) return 'script';
    if (name === 'style') return 'style';
    if (name === 'srcdoc') return 'nowhere';
    return this.#isStart && URL_ATTRIBUTES.has(name) ? 'url' : 'attribute';
  }

  #take(byte: number): void {
    switch (this.#state) {
      case TEXT:
        this.#state = OPENED;
        return;
      case OPENED:
        if (isLetter(byte) || byte === SLASH || byte === BANG) {
          this.#state = NAME;
          this.#tag.start(byte);
        } else if (byte !== LESS_THAN) this.#state = TEXT;
        return;
      case NAME:
        this.#takeName(byte);
        return;
      case COMMENT:
        if (byte === GREATER_THAN && this.#matched >= 2) this.#state = TEXT;
        this.#matched = byte === DASH ? this.#matched + 1 : 0;
        return;
      case RAW:
        this.#takeRaw(byte);
        return;
      case QUOTED:
        this.#state = TAG;
        return;
      case BARE:
        if (isSpace(byte)) this.#state = TAG;
        else if (byte === GREATER_THAN) this.#endTag();
        return;
      default:
        this.#takeInTag(byte);
    }
  }

  #takeName(byte: number): void {
    if (byte === GREATER_THAN) this.#endTag();
    else if (isSpace(byte) || byte === SLASH) this.#state = TAG;
    else {
      this.#tag.add(byte);
      if (byte !== DASH || this.#tag.length !== 3 || this.#tag.toString() !== '!--') return;
      this.#state = COMMENT;
      // HTML also ends a comment at `<!-->` and `<!--->`.
      this.#matched = 2;
    }
  }

  /** Looks for `</script` or `</style` and what ends a name; the rest is read as that of any tag. */
  #takeRaw(byte: number): void {
    const end = `</${this.#raw}`;
    if (this.#matched === end.length && (isSpace(byte) || byte === SLASH || byte === GREATER_THAN)) {
      this.#state = TAG;
      this.#tag.clear();
      this.#takeInTag(byte);
      return;
    }
    const lower = isLetter(byte) ? byte | 0x20 : byte;
    if (lower === end.charCodeAt(this.#matched)) this.#matched += 1;
    else this.#matched = byte === LESS_THAN ? 1 : 0;
  }

  /** Between a tag's name and its end, outside of values. */
  #takeInTag(byte: number): void {
    if (byte === GREATER_THAN) this.#endTag();
    else if (this.#state === EQUALS) {
      if (isSpace(byte)) return;
      this.#quote = byte;
      this.#isStart = byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE;
      this.#state = this.#isStart ? QUOTED : BARE;
    } else if (byte === EQUALS_SIGN && this.#state !== TAG) this.#state = EQUALS;
    else if (byte === SLASH) this.#state = TAG;
    else if (isSpace(byte)) {
      if (this.#state === ATTRIBUTE) this.#state = AFTER_ATTRIBUTE;
    } else if (this.#state === ATTRIBUTE) this.#attribute.add(byte);
    else {
      this.#state = ATTRIBUTE;
      this.#attribute.start(byte);
    }
  }

  #endTag(): void {
    this.#state = TEXT;
    this.#matched = 0;
    // `s` begins both names; nearly all other tags need not be spelt out.
    if (this.#tag.length < 5 || this.#tag.first !== 0x73) return;
    const name = this.#tag.toString();
    if (name !== 'script' && name !== 'style') return;
    this.#raw = name;
    this.#state = RAW;
  }
}
