/**
 * By a visitor's number: which catalog its stored segments follow (catalogs are counted up, 0 is none), and
 * whether it is counted among the active ones.
 */
export class VisitorStates {
  #followed = new Uint32Array(1_024);
  #counted = new Uint8Array(1_024);

  /** A number that is new, or free again: follows nothing, is not counted. */
  enter(visitor: number): void {
    if (visitor >= this.#followed.length) this.#grow(visitor);
    this.#followed[visitor] = 0;
    this.#counted[visitor] = 0;
  }

  follows(visitor: number, generation: number): boolean {
    return this.#followed[visitor] === generation;
  }

  isCounted(visitor: number): boolean {
    return this.#counted[visitor] === 1;
  }

  set(visitor: number, generation: number, isCounted: boolean): void {
    this.#followed[visitor] = generation;
    this.#counted[visitor] = isCounted ? 1 : 0;
  }

  #grow(visitor: number): void {
    const length = Math.max(this.#followed.length * 2, visitor + 1);
    const [followed, counted] = [new Uint32Array(length), new Uint8Array(length)];
    followed.set(this.#followed);
    counted.set(this.#counted);
    [this.#followed, this.#counted] = [followed, counted];
  }
}
