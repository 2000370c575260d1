import fc from 'fast-check';
import { VisitorTable } from './visitor-table.js';

/** Just enough of a packed visitor: a form, the id with its length, and contents to tell apart. */
const bytesOf = (id: string, contents: string): Buffer =>
  Buffer.concat([Buffer.from([9, id.length]), Buffer.from(id), Buffer.from(contents)]);

const contents = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.nat(2_000).map((length) => 'x'.repeat(length)),
);
type Step =
  | { readonly put: string; readonly contents: string; readonly seenAt: number }
  | { readonly remove: string }
  | { readonly sort: true };

const ids = fc.nat(25).map((n) => `id-${n}`);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ put: ids, contents, seenAt: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ remove: ids }) },
    { weight: 1, arbitrary: fc.constant({ sort: true } as const) },
  ),
  { maxLength: 60 },
);

interface Entry {
  readonly id: string;
  readonly data: Buffer;
  readonly seenAt: number;
}

/** The same, as a list: seen longest ago first. */
function put(twin: readonly Entry[], entry: Entry): readonly Entry[] {
  const before = twin.find(({ id }) => id === entry.id);
  // Who was not seen again keeps the place.
  if (before?.seenAt === entry.seenAt) return twin.map((one) => (one === before ? entry : one));
  return [...twin.filter((one) => one !== before), entry];
}

function assertSame(table: VisitorTable, twin: readonly Entry[]): void {
  expect(table.size).toBe(twin.length);
  const numbers = new Set<number>();
  for (const { id, data, seenAt } of twin) {
    const number = table.find(id);
    numbers.add(number);
    expect([table.isUsed(number), table.seenAt(number)]).toEqual([true, seenAt]);
    expect(number).toBeLessThan(table.numbers);
    const found = table.read(number, (bytes, from, to) => Buffer.from(bytes.subarray(from, to)));
    expect(found.equals(data)).toBe(true);
  }
  expect(numbers.size).toBe(twin.length);
  expect(table.oldest).toBe(twin[0] ? table.find(twin[0].id) : -1);
  const newestFirst = [...twin].reverse().map(({ id }) => table.find(id));
  for (const most of [0, 3, twin.length + 1]) expect(table.newest(most)).toEqual(newestFirst.slice(0, most));
  expect([...table.seenSince(10)].sort()).toEqual(
    twin.flatMap(({ id, seenAt }) => (seenAt >= 10 ? [table.find(id)] : [])).sort(),
  );
}

it('is a list of visitors in the order in which they were seen, and a Map by id', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const table = new VisitorTable();
      let twin: readonly Entry[] = [];
      let most = 0;
      for (const step of list) {
        if ('sort' in step) {
          table.sort();
          // Of those seen at the same time, whoever has the smaller number is first.
          twin = [...twin].sort((a, b) => a.seenAt - b.seenAt || table.find(a.id) - table.find(b.id));
        } else if ('remove' in step) {
          const number = table.find(step.remove);
          expect(number >= 0).toBe(twin.some(({ id }) => id === step.remove));
          if (number >= 0) table.remove(number);
          twin = twin.filter(({ id }) => id !== step.remove);
        } else {
          const data = bytesOf(step.put, step.contents);
          const number = table.find(step.put);
          if (number < 0) table.add(step.put, data, step.seenAt);
          else table.replace(number, data, step.seenAt);
          twin = put(twin, { id: step.put, data, seenAt: step.seenAt });
        }
        most = Math.max(most, twin.length);
        assertSame(table, twin);
        // Numbers of those who left are given out again.
        expect(table.numbers).toBe(most);
      }
      // From the oldest on, all of them, in order.
      for (const { id } of twin) {
        expect(table.oldest).toBe(table.find(id));
        table.remove(table.oldest);
      }
      expect([table.size, table.oldest]).toEqual([0, -1]);
    }),
    { numRuns: 1_500 },
  );
});
