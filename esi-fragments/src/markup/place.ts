/**
 * Where in an HTML page something stands: `nowhere` is inside a tag's marks, or where text would be read as a whole
 * page; nothing can safely be written there.
 */
export type Place = 'text' | 'attribute' | 'unquoted' | 'address' | 'script' | 'style' | 'nowhere';

type State =
  | 'text'
  | 'comment'
  | 'raw'
  | '<'
  | 'name'
  | 'tag'
  | 'attribute'
  | 'after'
  | '='
  | 'quoted'
  | 'bare';

const ADDRESSES = new Set(
  'href src action formaction data poster cite background xlink:href ping'.split(' '),
);
const LESS_THAN = 0x3c;
const isSpace = (byte: number): boolean => byte <= 0x20;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
/** Names longer than this are none that matter here. */
const LONGEST_NAME = 16;

/**
 * Follows a page, given in chunks of any size, as far as it takes to know where the next byte stands: a small part
 * of HTML's tokenizer (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Where it and a browser
 * disagree, what is written is still without any character that has a meaning in markup.
 */
export class PlaceFinder {
  #state: State = 'text';
  #tag = '';
  #attribute = '';
  #quote = 0;
  /** Nothing of the attribute's value has come yet. */
  #isStart = false;
  /** What a comment or a script has come so far of its end. */
  #tail = '';

  /** Where the next byte stands. What is put in there does not change where the one after it does. */
  get place(): Place {
    switch (this.#state) {
      case 'text':
      case 'comment':
        return 'text';
      case 'raw':
        return this.#tag === 'style' ? 'style' : 'script';
      case 'quoted':
        return this.#inValue();
      case '=':
      case 'bare':
        return this.#inValue() === 'attribute' ? 'unquoted' : 'nowhere';
      default:
        return 'nowhere';
    }
  }

  /** Something has been put in at `place`. */
  filled(): void {
    if (this.#state === '=') this.#state = 'bare';
    this.#isStart = false;
  }

  push(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      if (this.#state === 'text') {
        i = bytes.indexOf(LESS_THAN, i);
        if (i < 0) return;
      }
      this.#take(bytes[i] as number);
    }
  }

  #inValue(): Place {
    if (this.#attribute.startsWith('on')) return 'script';
    if (this.#attribute === 'style') return 'style';
    if (this.#attribute === 'srcdoc') return 'nowhere';
    return this.#isStart && ADDRESSES.has(this.#attribute) ? 'address' : 'attribute';
  }

  #take(byte: number): void {
    const character = String.fromCharCode(byte).toLowerCase();
    switch (this.#state) {
      case 'text':
        this.#state = '<';
        this.#tag = '';
        return;
      case '<':
        if (isLetter(byte) || character === '/' || character === '!') this.#state = 'name';
        else this.#state = character === '<' ? '<' : 'text';
        this.#tag = character;
        return;
      case 'name':
        this.#takeName(byte, character);
        return;
      case 'comment':
        this.#tail = `${this.#tail}${character}`.slice(-3);
        if (this.#tail === '-->') this.#state = 'text';
        return;
      case 'raw':
        this.#tail = `${this.#tail}${character}`.slice(-9);
        if (this.#tail.endsWith(`</${this.#tag}`)) {
          this.#state = 'tag';
          this.#tag = `/${this.#tag}`;
        }
        return;
      case 'quoted':
        if (byte === this.#quote) this.#state = 'tag';
        this.#isStart = false;
        return;
      case 'bare':
        if (isSpace(byte)) this.#state = 'tag';
        else if (character === '>') this.#endTag();
        return;
      default:
        this.#takeInTag(byte, character);
    }
  }

  #takeName(byte: number, character: string): void {
    if (character === '>') this.#endTag();
    else if (isSpace(byte) || (character === '/' && this.#tag !== '')) this.#state = 'tag';
    else if (this.#tag.length < LONGEST_NAME) this.#tag += character;
    if (this.#tag === '!--') {
      this.#state = 'comment';
      // HTML also ends a comment at `<!-->` and `<!--->`.
      this.#tail = '--';
    }
  }

  /** Between a tag's name and its end, outside of values. */
  #takeInTag(byte: number, character: string): void {
    if (character === '>') this.#endTag();
    else if (this.#state === '=') {
      if (isSpace(byte)) return;
      this.#isStart = true;
      this.#quote = byte;
      this.#state = character === '"' || character === "'" ? 'quoted' : 'bare';
      if (this.#state === 'bare') this.#isStart = false;
    } else if (character === '=' && this.#state !== 'tag') this.#state = '=';
    else if (character === '/') this.#state = 'tag';
    else if (isSpace(byte)) {
      if (this.#state === 'attribute') this.#state = 'after';
    } else if (this.#state === 'attribute') {
      if (this.#attribute.length < LONGEST_NAME) this.#attribute += character;
    } else {
      this.#state = 'attribute';
      this.#attribute = character;
    }
  }

  #endTag(): void {
    this.#state = this.#tag === 'script' || this.#tag === 'style' ? 'raw' : 'text';
    this.#tail = '';
  }
}
