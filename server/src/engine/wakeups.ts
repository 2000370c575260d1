/**
 * Says which visitors to look at, and when: a binary heap of visitors' numbers by instant, in typed arrays, in
 * which each visitor stands at most once and can be moved or taken out. Only a notifier: whoever reads a
 * visitor brings it up to date first, so a wake-up that comes late or for nothing does no harm. Epoch ms.
 */
export class Wakeups {
  #heap = new Int32Array(1_024);
  #size = 0;
  /** By a visitor's number: the instant, and the place in the heap plus one (0: not in it). */
  #at = new Float64Array(1_024);
  #place = new Int32Array(1_024);

  get size(): number {
    return this.#size;
  }

  /** The instant of the first wake-up; Infinity if there is none. */
  get next(): number {
    return this.#size === 0 ? Infinity : (this.#at[this.#heap[0] as number] as number);
  }

  /** Wakes `visitor` at `at` and no other time; Infinity: not at all. */
  schedule(visitor: number, at: number): void {
    if (at === Infinity) {
      this.cancel(visitor);
      return;
    }
    if (visitor >= this.#at.length) this.#grow(visitor);
    const before = this.#at[visitor] as number;
    let place = (this.#place[visitor] as number) - 1;
    this.#at[visitor] = at;
    if (place < 0) {
      place = this.#size++;
      this.#set(place, visitor);
      this.#rise(place);
    } else if (at < before) this.#rise(place);
    else if (at > before) this.#sink(place);
  }

  cancel(visitor: number): void {
    const place = (this.#place[visitor] ?? 0) - 1;
    if (place < 0) return;
    this.#place[visitor] = 0;
    const last = this.#heap[--this.#size] as number;
    if (place === this.#size) return;
    this.#set(place, last);
    this.#rise(place);
    this.#sink((this.#place[last] as number) - 1);
  }

  /** Takes out the first visitor if due at `now`; -1 if nobody is. */
  takeDue(now: number): number {
    if (this.#size === 0 || this.next > now) return -1;
    const visitor = this.#heap[0] as number;
    this.cancel(visitor);
    return visitor;
  }

  #set(place: number, visitor: number): void {
    this.#heap[place] = visitor;
    this.#place[visitor] = place + 1;
  }

  #timeAt(place: number): number {
    return this.#at[this.#heap[place] as number] as number;
  }

  #rise(from: number): void {
    const visitor = this.#heap[from] as number;
    const at = this.#at[visitor] as number;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#timeAt(above) <= at) break;
      this.#set(place, this.#heap[above] as number);
      place = above;
    }
    this.#set(place, visitor);
  }

  #sink(from: number): void {
    const visitor = this.#heap[from] as number;
    const at = this.#at[visitor] as number;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && this.#timeAt(below + 1) < this.#timeAt(below)) below += 1;
      if (this.#timeAt(below) >= at) break;
      this.#set(place, this.#heap[below] as number);
      place = below;
    }
    this.#set(place, visitor);
  }

  #grow(visitor: number): void {
    const length = Math.max(this.#at.length * 2, visitor + 1);
    const [at, place, heap] = [new Float64Array(length), new Int32Array(length), new Int32Array(length)];
    at.set(this.#at);
    place.set(this.#place);
    heap.set(this.#heap);
    [this.#at, this.#place, this.#heap] = [at, place, heap];
  }
}
