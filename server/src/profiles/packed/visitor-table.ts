import { Arena } from './arena.js';
import { IdIndex } from './id-index.js';
import { ID_LENGTH_AT } from './pack.js';

/** No visitor: an end of the list of all by when they were last seen. */
const NOBODY = -1;

/**
 * All known visitors' bytes, each under a number, and in the order in which they were last seen. Everything is
 * in typed arrays by that number: a million visitors are a few dozen objects to the garbage collector.
 */
export class VisitorTable {
  readonly #arena = new Arena();
  readonly #index = new IdIndex((visitor, id) => this.#isId(visitor, id));
  readonly #freeNumbers: number[] = [];
  #numbers = 0;
  #columns = columnsOf(1_024);
  #oldest = NOBODY;
  #newest = NOBODY;

  /** How many visitors are known. */
  get size(): number {
    return this.#index.size;
  }

  /** All numbers in use are below this. */
  get numbers(): number {
    return this.#numbers;
  }

  /** Bytes that profiles take in memory. */
  get bytes(): number {
    return this.#arena.bytes;
  }

  /** The number of who was seen longest ago; -1 if nobody is known. */
  get oldest(): number {
    return this.#oldest;
  }

  /** The visitor's number, or -1. */
  find(id: string): number {
    return this.#index.find(id);
  }

  isUsed(visitor: number): boolean {
    return this.#arena.has(visitor);
  }

  seenAt(visitor: number): number {
    return this.#columns.seenAt[visitor] as number;
  }

  /** Adds an id that is not known yet, last seen at `seenAt` and so the newest of all. */
  add(id: string, data: Buffer, seenAt: number): number {
    const visitor = this.#freeNumbers.at(-1) ?? this.#numbers;
    if (visitor >= this.#columns.seenAt.length) this.#columns = grown(this.#columns);
    // This may throw; nobody has taken the number yet.
    this.#arena.put(visitor, data);
    if (this.#freeNumbers.pop() === undefined) this.#numbers += 1;
    this.#columns.seenAt[visitor] = seenAt;
    this.#index.add(id, visitor);
    this.#append(visitor);
    return visitor;
  }

  /** Puts other bytes in place of a visitor's; one who was seen later than before becomes the newest. */
  replace(visitor: number, data: Buffer, seenAt: number): void {
    this.#arena.put(visitor, data);
    if (seenAt === this.#columns.seenAt[visitor]) return;
    this.#columns.seenAt[visitor] = seenAt;
    this.#unlink(visitor);
    this.#append(visitor);
  }

  remove(visitor: number): void {
    this.#index.remove(visitor);
    this.#unlink(visitor);
    this.#arena.free(visitor);
    this.#freeNumbers.push(visitor);
  }

  /** Gives `use` the visitor's bytes where they lie: the buffer, and from where to where. */
  read<T>(visitor: number, use: (bytes: Buffer, from: number, to: number) => T): T {
    return this.#arena.read(visitor, use);
  }

  /** Puts all visitors into the order in which they were last seen; after a restart they come in any. */
  sort(): void {
    const numbers = this.#allUsed();
    const { seenAt } = this.#columns;
    numbers.sort((a, b) => (seenAt[a] as number) - (seenAt[b] as number));
    [this.#oldest, this.#newest] = [NOBODY, NOBODY];
    for (const visitor of numbers) this.#append(visitor);
  }

  /** Numbers of those seen at or after `since`. */
  seenSince(since: number): Int32Array {
    const { seenAt } = this.#columns;
    const found = new Int32Array(this.size);
    let count = 0;
    for (let visitor = 0; visitor < this.#numbers; visitor++)
      if ((seenAt[visitor] as number) >= since && this.#arena.has(visitor)) found[count++] = visitor;
    return found.subarray(0, count);
  }

  /** Numbers of at most so many who were seen last, the latest first. */
  newest(most: number): readonly number[] {
    const found: number[] = [];
    const { older } = this.#columns;
    for (let at = this.#newest; at !== NOBODY && found.length < most; at = older[at] as number)
      found.push(at);
    return found;
  }

  #allUsed(): Int32Array {
    return this.seenSince(-Infinity);
  }

  #isId(visitor: number, id: string): boolean {
    return this.#arena.read(visitor, (bytes, from) => {
      const at = from + ID_LENGTH_AT;
      if (bytes[at] !== id.length) return false;
      for (let i = 0; i < id.length; i++) if (bytes[at + 1 + i] !== id.charCodeAt(i)) return false;
      return true;
    });
  }

  #append(visitor: number): void {
    const { older, newer } = this.#columns;
    older[visitor] = this.#newest;
    newer[visitor] = NOBODY;
    if (this.#newest === NOBODY) this.#oldest = visitor;
    else newer[this.#newest] = visitor;
    this.#newest = visitor;
  }

  #unlink(visitor: number): void {
    const { older, newer } = this.#columns;
    const [before, after] = [older[visitor] as number, newer[visitor] as number];
    if (before === NOBODY) this.#oldest = after;
    else newer[before] = after;
    if (after === NOBODY) this.#newest = before;
    else older[after] = before;
  }
}

interface Columns {
  readonly seenAt: Float64Array;
  readonly older: Int32Array;
  readonly newer: Int32Array;
}

const columnsOf = (length: number): Columns => ({
  seenAt: new Float64Array(length),
  older: new Int32Array(length),
  newer: new Int32Array(length),
});

function grown(before: Columns): Columns {
  const after = columnsOf(before.seenAt.length * 2);
  after.seenAt.set(before.seenAt);
  after.older.set(before.older);
  after.newer.set(before.newer);
  return after;
}
