import fc from 'fast-check';
import { Arena } from './arena.js';

const CHUNK_BYTES = 1_024;

/** Lengths around every change of grains, mostly small ones; some fill a chunk. */
const lengths = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.constantFrom(7, 8, 9, 500, CHUNK_BYTES - 16, CHUNK_BYTES - 9, CHUNK_BYTES - 8),
);
const steps = fc.array(
  fc.record({ frees: fc.nat(4).map((n) => n === 0), owner: fc.nat(30), length: lengths }),
  { minLength: 1, maxLength: 200 },
);

function assertSame(arena: Arena, twin: ReadonlyMap<number, Buffer>, owners: number): void {
  for (let owner = 0; owner <= owners; owner++) {
    const data = twin.get(owner);
    if (arena.has(owner) !== (data !== undefined)) throw new Error(`has(${owner}) is wrong`);
    if (!data) continue;
    const found = arena.read(owner, (bytes, from, to) => Buffer.from(bytes.subarray(from, to)));
    if (!found.equals(data)) throw new Error(`the block of ${owner} has other contents`);
  }
}

it('is a Map of bytes, whatever is stored, replaced, moved and freed beside', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const arena = new Arena(CHUNK_BYTES);
      const twin = new Map<number, Buffer>();
      for (const [i, { frees, owner, length }] of list.entries()) {
        if (frees) {
          if (twin.delete(owner)) arena.free(owner);
        } else {
          const data = Buffer.alloc(length, `${i},`);
          twin.set(owner, data);
          arena.put(owner, data);
        }
        assertSame(arena, twin, 31);
      }
    }),
    { numRuns: 5_000 },
  );
});

/** A little more than what lives, and three chunks: the one being filled, the one being emptied, a spare one. */
const bound = (live: number, chunk: number): number => live * (17 / 16) + 3 * chunk;
const GRAIN_AND_HEADER = 16;

/** Numbers that look random, the same ones each time. */
function numbers(): (most: number) => number {
  let random = 1;
  return (most) => {
    random = (random * 48_271) % 2_147_483_647;
    return random % most;
  };
}

it.each([
  ['any change in size', (next: (most: number) => number) => 100 + next(400)],
  ['most stay as they are', (next: (most: number) => number) => (next(20) === 0 ? 100 + next(900) : 120)],
])('takes little more memory than what lives: %s', (_name, lengthOf) => {
  const chunk = 65_536;
  const arena = new Arena(chunk);
  const next = numbers();
  const lengths = new Map<number, number>();
  let live = 0;
  for (let i = 0; i < 300_000; i++) {
    const owner = next(10_000);
    const length = lengthOf(next);
    live +=
      length + GRAIN_AND_HEADER - (lengths.has(owner) ? (lengths.get(owner) ?? 0) + GRAIN_AND_HEADER : 0);
    lengths.set(owner, length);
    arena.put(owner, Buffer.alloc(length));
    if (i % 1_000 === 0) expect(arena.bytes).toBeLessThan(bound(live, chunk));
  }
});

it('leaves nothing behind when all blocks grow, and gives memory back when most are freed', () => {
  const chunk = 65_536;
  const arena = new Arena(chunk);
  const owners = 5_000;
  for (let length = 40; length <= 1_000; length += 10)
    for (let owner = 0; owner < owners; owner++) arena.put(owner, Buffer.alloc(length));
  expect(arena.bytes).toBeLessThan(bound(owners * (1_000 + GRAIN_AND_HEADER), chunk));
  for (let owner = 100; owner < owners; owner++) arena.free(owner);
  for (let i = 0; i < 20_000; i++) arena.put(i % 100, Buffer.alloc(40 + (i % 2) * 10));
  expect(arena.bytes).toBeLessThan(bound(100 * 70, chunk));
});

it('refuses what no chunk holds, and stands as it was', () => {
  const arena = new Arena(CHUNK_BYTES);
  const data = Buffer.from('stays');
  arena.put(0, data);
  expect(() => arena.put(0, Buffer.alloc(CHUNK_BYTES - 7))).toThrow(RangeError);
  expect(() => arena.put(1, Buffer.alloc(CHUNK_BYTES - 7))).toThrow(
    new RangeError('a profile is larger than 1016 bytes'),
  );
  assertSame(arena, new Map([[0, data]]), 2);
});
