import fc from 'fast-check';
import { Arena } from './arena.js';

/** Lengths around every change of grading, mostly those of profiles. */
const lengths = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 1, max: 400 }),
  fc.constantFrom(15, 16, 17, 1_023, 1_024, 1_025, 8_191, 8_192, 8_193, 100_000),
);
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('store', 'store', 'replace', 'replace', 'free'),
    pick: fc.nat(),
    length: lengths,
  }),
  { maxLength: 60 },
);

interface Block {
  readonly address: number;
  readonly data: Buffer;
}

function assertStands(arena: Arena, { address, data }: Block): void {
  const from = arena.offsetOf(address);
  const found = arena.chunkOf(address).subarray(from, from + data.length);
  if (!found.equals(data)) throw new Error(`the block at ${address} has other contents`);
}

it('keeps every block as it was stored, whatever is stored, replaced and freed beside it', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const arena = new Arena();
      const blocks: Block[] = [];
      for (const [i, { what, pick, length }] of list.entries()) {
        const data = Buffer.alloc(length, `${i},`);
        const place = blocks.length === 0 ? -1 : pick % blocks.length;
        const block = blocks[place];
        if (!block || what === 'store') blocks.push({ address: arena.store(data), data });
        else if (what === 'replace')
          blocks[place] = { address: arena.replace(block.address, block.data.length, data), data };
        else {
          arena.free(block.address, block.data.length);
          blocks.splice(place, 1);
        }
        for (const one of blocks) assertStands(arena, one);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('takes no more memory for blocks that come and go than for those that are there at once', () => {
  const arena = new Arena();
  const alive: Block[] = [];
  let random = 1;
  const next = (most: number): number => {
    random = (random * 48_271) % 2_147_483_647;
    return random % most;
  };
  let stored = 0;
  for (let i = 0; i < 400_000; i++) {
    const data = Buffer.alloc(100 + next(400));
    stored += data.length;
    alive.push({ address: arena.store(data), data });
    if (alive.length <= 20_000) continue;
    const [gone] = alive.splice(next(alive.length), 1, alive.pop() as Block);
    if (gone) arena.free(gone.address, gone.data.length);
  }
  const live = alive.reduce((sum, { data }) => sum + data.length, 0);
  // 120 MB went through it.
  expect(stored).toBeGreaterThan(100_000_000);
  expect(arena.bytes).toBeLessThan(live * 1.2 + 4 * 1_024 * 1_024);
});

it('refuses what no chunk holds, and stands as it was', () => {
  const arena = new Arena();
  const data = Buffer.from('stays');
  const address = arena.store(data);
  expect(() => arena.replace(address, data.length, Buffer.alloc(5_000_000))).toThrow(RangeError);
  assertStands(arena, { address, data });
});
