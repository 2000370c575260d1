import type { Json } from '@tessera/model';

/** How a value begins. Greater first bytes are the numbers 0 to 251 themselves. */
const TEXT = 0;
const FLOAT = 1;
const POSITIVE = 2;
const NEGATIVE = 3;
const SMALL = 4;

/** Writes numbers and JSON compactly: whole numbers in groups of seven bits, others as eight bytes. */
export class ByteWriter {
  bytes = Buffer.allocUnsafeSlow(64 * 1_024);
  at = 0;

  byte(value: number): void {
    this.#room(1);
    this.bytes[this.at++] = value;
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  uint(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.bytes[this.at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.bytes[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  /** A whole number of either sign. */
  int(value: number): void {
    this.uint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  /** A whole number of `length` bytes. */
  fixed(value: number, length: number): void {
    this.#room(length);
    // By hand: a visitor has over a hundred of these, and Buffer's own methods check each anew.
    let rest = value >>> 0;
    const high = (value - rest) / 4294967296;
    for (let i = 0; i < length; i++) {
      if (i === 4) rest = high;
      this.bytes[this.at++] = rest & 255;
      rest >>>= 8;
    }
  }

  ascii(text: string): void {
    this.uint(text.length);
    this.#room(text.length);
    this.at += this.bytes.write(text, this.at, 'latin1');
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.uint(length);
    this.#room(length);
    this.at += this.bytes.write(text, this.at, 'utf8');
  }

  value(value: Json): void {
    this.#room(9);
    if (typeof value !== 'number') {
      this.bytes[this.at++] = TEXT;
      this.text(JSON.stringify(value));
    } else if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      if (value >= 0 && value < 256 - SMALL) this.bytes[this.at++] = value + SMALL;
      else {
        this.bytes[this.at++] = value > 0 ? POSITIVE : NEGATIVE;
        this.uint(Math.abs(value));
      }
    } else {
      this.bytes[this.at++] = FLOAT;
      this.at = this.bytes.writeDoubleLE(value, this.at);
    }
  }

  #room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + length));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

/** Reads what a ByteWriter wrote. Throws a RangeError at the end, so that torn bytes are never guessed at. */
export class ByteReader {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;

  open(bytes: Buffer, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  byte(): number {
    if (this.at >= this.end) throw new RangeError('ends early');
    return this.bytes[this.at++] as number;
  }

  uint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
    throw new RangeError('holds a number that is too long');
  }

  int(): number {
    const value = this.uint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  fixed(length: number): number {
    const at = this.#take(length);
    let value = 0;
    let factor = 1;
    for (let i = 0; i < length; i++) {
      value += (this.bytes[at + i] as number) * factor;
      factor *= 256;
    }
    return value;
  }

  ascii(): string {
    const length = this.uint();
    const at = this.#take(length);
    return this.bytes.toString('latin1', at, at + length);
  }

  text(): string {
    const length = this.uint();
    const at = this.#take(length);
    return this.bytes.toString('utf8', at, at + length);
  }

  value(): Json {
    const first = this.byte();
    if (first >= SMALL) return first - SMALL;
    if (first === POSITIVE) return this.uint();
    if (first === NEGATIVE) return -this.uint();
    if (first === TEXT) return JSON.parse(this.text()) as Json;
    return this.bytes.readDoubleLE(this.#take(8));
  }

  #take(length: number): number {
    const at = this.at;
    if (at + length > this.end) throw new RangeError('ends early');
    this.at += length;
    return at;
  }
}
