import type { Visitor } from '../engine/visitor.js';

/** How many visitors are kept as objects: more would grow old, which is what makes collecting them dear. */
const PLACES = 128;

/**
 * Visitors by number as objects, the latest ones: nearly all are asked for again right after they changed. Each
 * number has one place, and whoever comes to it takes it.
 *
 * A Map would do, but for garbage collection: one whose entries come and go is rebuilt again and again, each old
 * table points to the next, and once one of them has grown old, it keeps all that come after it, with everything in
 * them, until all garbage is collected.
 */
export class LatestVisitors {
  readonly #numbers = new Int32Array(PLACES).fill(-1);
  readonly #visitors: (Visitor | undefined)[] = new Array(PLACES).fill(undefined);

  get(number: number): Visitor | undefined {
    const place = number % PLACES;
    return this.#numbers[place] === number ? this.#visitors[place] : undefined;
  }

  set(number: number, visitor: Visitor): void {
    const place = number % PLACES;
    this.#numbers[place] = number;
    this.#visitors[place] = visitor;
  }

  delete(number: number): void {
    const place = number % PLACES;
    if (this.#numbers[place] !== number) return;
    this.#numbers[place] = -1;
    this.#visitors[place] = undefined;
  }

  clear(): void {
    this.#numbers.fill(-1);
    this.#visitors.fill(undefined);
  }
}
