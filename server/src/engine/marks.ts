/** A set of places below a given number, taken out from the lowest on: a bit each, so that empty ones cost nothing. */
export class Marks {
  readonly #words: Int32Array;
  #count = 0;

  constructor(places: number) {
    this.#words = new Int32Array(Math.ceil(places / 32));
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(place: number): void {
    const word = this.#words[place >>> 5] as number;
    const bit = 1 << (place & 31);
    if ((word & bit) !== 0) return;
    this.#words[place >>> 5] = word | bit;
    this.#count += 1;
  }

  /** Takes out the lowest place; -1 if there is none. */
  takeFirst(): number {
    if (this.#count === 0) return -1;
    let index = 0;
    while (this.#words[index] === 0) index += 1;
    const word = this.#words[index] as number;
    const bit = word & -word;
    this.#words[index] = word ^ bit;
    this.#count -= 1;
    return index * 32 + 31 - Math.clz32(bit);
  }
}
