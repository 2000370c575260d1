/** How long a figure of the latest minutes looks back at most, ms; at least nine tenths of it. */
export const ROLLING_MS = 300_000;
const SLOTS = 10;
const SLOT_MS = ROLLING_MS / SLOTS;

/**
 * Sums of the latest minutes, several side by side (columns), in memory that never grows: time is cut into
 * slots, and the slot of what is too old is used again. `now` is epoch ms by any clock that mostly runs on.
 */
export class Rolling {
  readonly #columns: number;
  readonly #slots: number;
  readonly #slotMs: number;
  readonly #sums: Float64Array;
  /** Which stretch of time each slot holds. */
  readonly #stretches: Float64Array;

  constructor(columns = 1, slots = SLOTS, slotMs = SLOT_MS) {
    this.#columns = columns;
    this.#slots = slots;
    this.#slotMs = slotMs;
    this.#sums = new Float64Array(slots * columns);
    this.#stretches = new Float64Array(slots).fill(-1);
  }

  add(column: number, amount: number, now: number): void {
    const stretch = Math.floor(now / this.#slotMs);
    const slot = stretch % this.#slots;
    const first = slot * this.#columns;
    if (this.#stretches[slot] !== stretch) {
      this.#stretches[slot] = stretch;
      this.#sums.fill(0, first, first + this.#columns);
    }
    this.#sums[first + column] = (this.#sums[first + column] as number) + amount;
  }

  /** By column, what was added within the latest minutes. */
  totals(now: number): Float64Array {
    const totals = new Float64Array(this.#columns);
    const current = Math.floor(now / this.#slotMs);
    for (let slot = 0; slot < this.#slots; slot++) {
      const stretch = this.#stretches[slot] as number;
      if (stretch > current || stretch <= current - this.#slots) continue;
      for (let column = 0; column < this.#columns; column++)
        totals[column] = (totals[column] as number) + (this.#sums[slot * this.#columns + column] as number);
    }
    return totals;
  }
}
