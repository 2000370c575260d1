import { randomInt } from 'node:crypto';
import { hash53 } from '../../engine/hash.js';

/**
 * Which number a visitor's id has: a hash table with linear probing in one typed array, where a Map would take
 * a hundred bytes an id and stop the world when it grows. Ids come from outside, so the hash is seeded anew in
 * each process: nobody can choose ids that collide.
 */
export class IdIndex {
  /** Visitor's number plus one by place; 0: free. At most half full. */
  #table = new Int32Array(2_048);
  #size = 0;
  #hashes = new Uint32Array(1_024);
  readonly #seed = randomInt(2 ** 31);
  readonly #isId: (visitor: number, id: string) => boolean;

  /** `isId`: whether a visitor's number stands for an id. */
  constructor(isId: (visitor: number, id: string) => boolean) {
    this.#isId = isId;
  }

  get size(): number {
    return this.#size;
  }

  /** The visitor's number, or -1. */
  find(id: string): number {
    const hash = this.#hashOf(id);
    const mask = this.#table.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const visitor = (this.#table[place] as number) - 1;
      if (visitor < 0) return -1;
      if (this.#hashes[visitor] === hash && this.#isId(visitor, id)) return visitor;
    }
  }

  /** Adds an id that is not in it. */
  add(id: string, visitor: number): void {
    if (visitor >= this.#hashes.length) {
      const hashes = new Uint32Array(Math.max(this.#hashes.length * 2, visitor + 1));
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#hashes[visitor] = this.#hashOf(id);
    this.#size += 1;
    if (this.#size * 2 > this.#table.length) this.#grow();
    this.#insert(visitor);
  }

  remove(visitor: number): void {
    const mask = this.#table.length - 1;
    let hole = this.#homeOf(visitor);
    while (this.#table[hole] !== visitor + 1) {
      if (this.#table[hole] === 0) return;
      hole = (hole + 1) & mask;
    }
    this.#table[hole] = 0;
    this.#size -= 1;
    // Whoever was pushed past the hole moves back, so that no search stops at it too early (Knuth, TAOCP 6.4 R).
    for (let place = (hole + 1) & mask; this.#table[place] !== 0; place = (place + 1) & mask) {
      const other = this.#table[place] as number;
      const home = this.#homeOf(other - 1);
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      this.#table[hole] = other;
      this.#table[place] = 0;
      hole = place;
    }
  }

  #insert(visitor: number): void {
    const mask = this.#table.length - 1;
    let place = this.#homeOf(visitor);
    while (this.#table[place] !== 0) place = (place + 1) & mask;
    this.#table[place] = visitor + 1;
  }

  #grow(): void {
    const before = this.#table;
    this.#table = new Int32Array(before.length * 2);
    for (const entry of before) if (entry !== 0) this.#insert(entry - 1);
  }

  #homeOf(visitor: number): number {
    return (this.#hashes[visitor] as number) & (this.#table.length - 1);
  }

  #hashOf(id: string): number {
    return hash53(id, this.#seed) >>> 0;
  }
}
