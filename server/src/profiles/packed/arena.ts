/** Bytes a block is a multiple of; addresses count in these. */
const GRAIN = 8;
/** Before each block stand its owner's number and its length in bytes, four bytes each: one grain. */
const HEADER_GRAINS = 1;
const CHUNK_BYTES = 4 * 1_024 * 1_024;

/** Instead of an owner's number: the block is given up. */
const NOBODY = 0xffff_ffff;
/** Instead of an address: the owner has no block. */
const NOWHERE = 0xffff_ffff;

/** One in so many grains may be given up before chunks are emptied to use them again. */
const SLACK = 16;
/** For each grain that is stored, so many are looked at for moving: enough even if all chunks have the same gaps. */
const EFFORT = SLACK + 4;

interface Chunk {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  /** Grains in use from the start on, and how many of them are given up. */
  used: number;
  gaps: number;
}

/**
 * Memory for many small, changing blocks, one an owner, outside the garbage collector's reach. Blocks are laid
 * one after the other into chunks; where many are given up, the rest of a chunk moves on, a few blocks with
 * each that is stored, and the chunk is used anew. Free lists by size would need no moving, but when all
 * blocks grow, as visitors' do, each size they have passed leaves memory behind that nobody asks for again.
 */
export class Arena {
  readonly #chunkGrains: number;
  readonly #chunks: (Chunk | null)[] = [];
  /** Indices in `#chunks` of emptied ones, of which the last may still have its memory. */
  readonly #empty: number[] = [];
  #addresses = new Uint32Array(1_024).fill(NOWHERE);
  #current = -1;
  #used = 0;
  #gaps = 0;
  /** The chunk that is being emptied, and the grain in it up to which it is. */
  #victim = -1;
  #cursor = 0;

  constructor(chunkBytes = CHUNK_BYTES) {
    this.#chunkGrains = chunkBytes / GRAIN;
  }

  /** Bytes taken from the operating system for blocks. */
  get bytes(): number {
    return this.#chunks.filter((chunk) => chunk !== null).length * this.#chunkGrains * GRAIN;
  }

  has(owner: number): boolean {
    return owner < this.#addresses.length && this.#addresses[owner] !== NOWHERE;
  }

  /** Stores a copy of `data` as the owner's block. Throws a RangeError, and changes nothing, if no chunk holds it. */
  put(owner: number, data: Buffer): void {
    if (owner >= this.#addresses.length) this.#growTo(owner);
    const before = this.#addresses[owner] as number;
    if (before !== NOWHERE && this.#grainsAt(before) === grainsOf(data.length))
      this.#write(before, owner, data);
    else {
      const address = this.#allocate(grainsOf(data.length));
      this.#write(address, owner, data);
      this.#addresses[owner] = address;
      if (before !== NOWHERE) this.#giveUp(before);
    }
    if (this.#victim >= 0 || this.#gaps * SLACK > this.#used) this.#tidy(grainsOf(data.length) * EFFORT);
  }

  free(owner: number): void {
    const address = this.#addresses[owner] as number;
    this.#addresses[owner] = NOWHERE;
    this.#giveUp(address);
  }

  /** Gives `use` the owner's block where it lies, until the next `put`: the buffer, and from where to where. */
  read<T>(owner: number, use: (bytes: Buffer, from: number, to: number) => T): T {
    const address = this.#addresses[owner] as number;
    const { bytes, words } = this.#chunkAt(address);
    const grain = address % this.#chunkGrains;
    const from = (grain + HEADER_GRAINS) * GRAIN;
    return use(bytes, from, from + (words[2 * grain + 1] as number));
  }

  #chunkAt(address: number): Chunk {
    return this.#chunks[Math.floor(address / this.#chunkGrains)] as Chunk;
  }

  #grainsAt(address: number): number {
    return grainsOf(this.#chunkAt(address).words[2 * (address % this.#chunkGrains) + 1] as number);
  }

  #write(address: number, owner: number, data: Buffer): void {
    const { bytes, words } = this.#chunkAt(address);
    const grain = address % this.#chunkGrains;
    words[2 * grain] = owner;
    words[2 * grain + 1] = data.length;
    data.copy(bytes, (grain + HEADER_GRAINS) * GRAIN);
  }

  #giveUp(address: number): void {
    const chunk = this.#chunkAt(address);
    const grains = this.#grainsAt(address);
    const grain = address % this.#chunkGrains;
    chunk.words[2 * grain] = NOBODY;
    // Nothing of an erased visitor may be left, here or wherever the block was before.
    chunk.bytes.fill(0, (grain + HEADER_GRAINS) * GRAIN, (grain + grains) * GRAIN);
    chunk.gaps += grains;
    this.#gaps += grains;
  }

  #allocate(grains: number): number {
    if (grains > this.#chunkGrains)
      throw new RangeError(`a profile is larger than ${(this.#chunkGrains - HEADER_GRAINS) * GRAIN} bytes`);
    let chunk = this.#chunks[this.#current];
    if (!chunk || chunk.used + grains > this.#chunkGrains) {
      const index = this.#emptyChunk();
      // What is left at the end counts as used, so that the chunk's turn comes.
      if (chunk) this.#leave(chunk);
      this.#current = index;
      chunk = this.#chunks[index] as Chunk;
    }
    const address = this.#current * this.#chunkGrains + chunk.used;
    chunk.used += grains;
    this.#used += grains;
    return address;
  }

  #leave(chunk: Chunk): void {
    const rest = this.#chunkGrains - chunk.used;
    chunk.gaps += rest;
    this.#gaps += rest;
    this.#used += rest;
  }

  #emptyChunk(): number {
    const index = this.#empty.at(-1) ?? this.#chunks.length;
    const chunk = this.#chunks[index] ?? newChunk(this.#chunkGrains * GRAIN);
    [chunk.used, chunk.gaps] = [0, 0];
    this.#empty.pop();
    this.#chunks[index] = chunk;
    return index;
  }

  /** Moves blocks out of chunks with many gaps, looking at so many grains at most, or a block more. */
  #tidy(grains: number): void {
    let left = grains;
    while (left > 0) {
      if (this.#victim < 0) {
        if (this.#gaps * SLACK <= this.#used) return;
        this.#victim = this.#mostGaps();
        this.#cursor = 0;
        if (this.#victim < 0) return;
      }
      left -= this.#moveNext(this.#chunks[this.#victim] as Chunk);
    }
  }

  /** Answers how many grains it went on. */
  #moveNext(victim: Chunk): number {
    if (this.#cursor >= victim.used) {
      this.#discard(victim);
      return 1;
    }
    const owner = victim.words[2 * this.#cursor] as number;
    const length = victim.words[2 * this.#cursor + 1] as number;
    const grains = grainsOf(length);
    if (owner !== NOBODY) {
      const from = (this.#cursor + HEADER_GRAINS) * GRAIN;
      const address = this.#allocate(grains);
      this.#write(address, owner, victim.bytes.subarray(from, from + length));
      this.#addresses[owner] = address;
      this.#giveUp(this.#victim * this.#chunkGrains + this.#cursor);
    }
    this.#cursor += grains;
    return grains;
  }

  #discard(victim: Chunk): void {
    this.#used -= this.#chunkGrains;
    this.#gaps -= victim.gaps;
    // One is kept for what is stored next; others go back to the operating system.
    const last = this.#empty.at(-1);
    if (last !== undefined) this.#chunks[last] = null;
    this.#empty.push(this.#victim);
    this.#victim = -1;
  }

  #mostGaps(): number {
    let found = -1;
    let most = 0;
    for (const [index, chunk] of this.#chunks.entries()) {
      // The current one is still being filled; emptied ones have nothing to move.
      if (!chunk || index === this.#current || chunk.gaps <= most || this.#empty.at(-1) === index) continue;
      [found, most] = [index, chunk.gaps];
    }
    return found;
  }

  #growTo(owner: number): void {
    const grown = new Uint32Array(Math.max(owner + 1, 2 * this.#addresses.length)).fill(NOWHERE);
    grown.set(this.#addresses);
    this.#addresses = grown;
  }
}

/** Grains of a block with its header. */
const grainsOf = (bytes: number): number => HEADER_GRAINS + Math.ceil(bytes / GRAIN);

function newChunk(size: number): Chunk {
  const bytes = Buffer.allocUnsafeSlow(size);
  return { bytes, words: new Uint32Array(bytes.buffer, 0, size / 4), used: 0, gaps: 0 };
}
