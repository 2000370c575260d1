import { concat, text } from './bytes.js';
import { MAX_REFERENCE_BYTES, type Reference, referenceAt } from './language/reference.js';

/** Text within `<esi:vars>`: as it is, or a variable to be put in. */
export type Piece = { kind: 'text'; bytes: Uint8Array } | { kind: 'variable'; reference: Reference };

const DOLLAR = 0x24;
const OPEN = 0x28;
const CLOSE = 0x29;
const QUOTE = 0x27;

/** Finds variables in text that comes in chunks of any size; keeps back only what might become one. */
export class Substitution {
  #rest: Uint8Array = new Uint8Array(0);

  push(chunk: Uint8Array): Piece[] {
    return this.#read(this.#rest.length > 0 ? concat([this.#rest, chunk]) : chunk, false);
  }

  /** The text ends, or an element begins: what was kept back is text. */
  end(): Piece[] {
    return this.#rest.length > 0 ? this.#read(this.#rest, true) : [];
  }

  #read(bytes: Uint8Array, isLast: boolean): Piece[] {
    const pieces: Piece[] = [];
    let start = 0;
    const emitUpTo = (end: number): void => {
      if (end > start) pieces.push({ kind: 'text', bytes: bytes.subarray(start, end) });
    };
    let at = bytes.indexOf(DOLLAR);
    this.#rest = new Uint8Array(0);
    while (at >= 0) {
      const end = endOfReference(bytes, at);
      if (end === 'cut off' && !isLast) {
        emitUpTo(at);
        this.#rest = bytes.slice(at);
        return pieces;
      }
      const found = typeof end === 'number' ? whole(bytes.subarray(at, end)) : undefined;
      if (found && typeof end === 'number') {
        emitUpTo(at);
        pieces.push({ kind: 'variable', reference: found });
        start = end;
      }
      at = bytes.indexOf(DOLLAR, found ? start : at + 1);
    }
    emitUpTo(bytes.length);
    return pieces;
  }
}

function whole(bytes: Uint8Array): Reference | undefined {
  const source = text(bytes);
  const found = referenceAt(source, 0);
  return found?.end === source.length ? found.reference : undefined;
}

/** Behind the `)` that ends what `$` at `at` begins, not counting those in quotes. */
function endOfReference(bytes: Uint8Array, at: number): number | 'cut off' | 'none' {
  if (at + 1 >= bytes.length) return 'cut off';
  if (bytes[at + 1] !== OPEN) return 'none';
  let quoted = false;
  const limit = Math.min(bytes.length, at + MAX_REFERENCE_BYTES);
  for (let i = at + 2; i < limit; i++) {
    if (bytes[i] === QUOTE) quoted = !quoted;
    else if (bytes[i] === CLOSE && !quoted) return i + 1;
  }
  return limit === at + MAX_REFERENCE_BYTES ? 'none' : 'cut off';
}
