/** Bytes a block is a multiple of; addresses count in these. */
const GRAIN = 16;
const CHUNK_BYTES = 4 * 1_024 * 1_024;
const GRAINS_PER_CHUNK = CHUNK_BYTES / GRAIN;

/**
 * Memory for many small, changing blocks outside the garbage collector's reach: chunks of 4 MiB, cut into
 * blocks of graded sizes; a freed block is used again for the next of its size.
 */
export class Arena {
  readonly #chunks: Buffer[] = [];
  /** Free grains at the end of the last chunk begin here. */
  #next = GRAINS_PER_CHUNK;
  readonly #free = new Map<number, number[]>();

  /** Bytes taken from the operating system. */
  get bytes(): number {
    return this.#chunks.length * CHUNK_BYTES;
  }

  /** Stores a copy of `data`; answers its address. Throws a RangeError if it is larger than a chunk. */
  store(data: Buffer): number {
    const address = this.#allocate(sizeOf(data.length));
    data.copy(this.chunkOf(address), this.offsetOf(address));
    return address;
  }

  /** Stores another copy in place of one of `length` bytes; answers its address, which may be the same. */
  replace(address: number, length: number, data: Buffer): number {
    if (sizeOf(length) !== sizeOf(data.length)) {
      // First the new one: if it can't be had, the old one stands.
      const moved = this.store(data);
      this.free(address, length);
      return moved;
    }
    data.copy(this.chunkOf(address), this.offsetOf(address));
    return address;
  }

  free(address: number, length: number): void {
    const size = sizeOf(length);
    const list = this.#free.get(size);
    if (list) list.push(address);
    else this.#free.set(size, [address]);
  }

  chunkOf(address: number): Buffer {
    return this.#chunks[Math.floor(address / GRAINS_PER_CHUNK)] as Buffer;
  }

  offsetOf(address: number): number {
    return (address % GRAINS_PER_CHUNK) * GRAIN;
  }

  #allocate(grains: number): number {
    const freed = this.#free.get(grains)?.pop();
    if (freed !== undefined) return freed;
    if (grains > GRAINS_PER_CHUNK) throw new RangeError(`a profile is larger than ${CHUNK_BYTES} bytes`);
    if (this.#next + grains > GRAINS_PER_CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES));
      this.#next = 0;
    }
    const address = (this.#chunks.length - 1) * GRAINS_PER_CHUNK + this.#next;
    this.#next += grains;
    return address;
  }
}

/** Grains of a block for so many bytes: each up to 1 KiB, every fourth up to 8 KiB, then every 64th. */
function sizeOf(bytes: number): number {
  const grains = Math.ceil(bytes / GRAIN);
  if (grains <= 64) return grains;
  const step = grains <= 512 ? 4 : 64;
  return Math.ceil(grains / step) * step;
}
