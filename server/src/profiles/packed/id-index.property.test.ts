import fc from 'fast-check';
import { IdIndex } from './id-index.js';

// Only 7 hashes: nearly all ids collide, and runs in the table are as long as the table is full.
jest.mock('../../engine/hash.js', () => ({ hash53: (text: string) => Number(text.slice(1)) % 7 }));

/** Adds an id or takes it out, by whether it is in. */
type Step = { readonly toggle: number } | { readonly look: number };

const steps = fc.array(
  fc.oneof(
    fc.record({ toggle: fc.nat(60) }),
    fc.record({ toggle: fc.nat(60) }),
    fc.record({ look: fc.nat(70) }),
  ),
  { maxLength: 80 },
);

/** Does the steps to the index and to a Map, and compares all that either knows. */
function run(list: readonly Step[]): void {
  const idOf: (string | undefined)[] = [];
  const index = new IdIndex((visitor, id) => idOf[visitor] === id);
  const twin = new Map<string, number>();
  const free: number[] = [];
  for (const step of list) {
    const id = `i${'look' in step ? step.look : step.toggle}`;
    const known = twin.get(id);
    if (index.find(id) !== (known ?? -1)) throw new Error(`finds ${index.find(id)} for ${id}, not ${known}`);
    if ('look' in step) continue;
    if (known === undefined) {
      const visitor = free.pop() ?? idOf.length;
      idOf[visitor] = id;
      index.add(id, visitor);
      twin.set(id, visitor);
    } else {
      index.remove(known);
      idOf[known] = undefined;
      free.push(known);
      twin.delete(id);
    }
    if (index.size !== twin.size) throw new Error('counts wrong');
  }
  for (let i = 0; i <= 70; i++) {
    if (index.find(`i${i}`) !== (twin.get(`i${i}`) ?? -1)) throw new Error(`has lost or kept i${i}`);
  }
}

it('is a Map from ids to numbers, also where hashes collide', () => {
  fc.assert(fc.property(steps, run), { numRuns: 5_000 });
});

it('stays one while it grows from run to run, and when half of it is taken out', () => {
  const ids = Array.from({ length: 3_000 }, (_, i) => `i${i}`);
  const index = new IdIndex((visitor, id) => ids[visitor] === id);
  for (const [visitor, id] of ids.entries()) index.add(id, visitor);
  for (let visitor = 0; visitor < ids.length; visitor += 2) index.remove(visitor);
  expect(ids.map((id) => index.find(id))).toEqual(ids.map((_, i) => (i % 2 === 0 ? -1 : i)));
  expect(index.size).toBe(1_500);
});
