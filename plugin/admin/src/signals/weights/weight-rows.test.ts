import fc from 'fast-check';
import {
  addItem,
  changeItem,
  MOST_WEIGHTS,
  moveItem,
  readItems,
  readRow,
  removeItem,
  rowNumbers,
} from './weight-rows';

const weight = fc.record(
  {
    event: fc.constantFrom('click', 'cart_add', 'my_event'),
    where: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.jsonValue())),
    weight: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  },
  { requiredKeys: [] },
);
const lists = fc.array(fc.oneof(weight, fc.jsonValue()), { maxLength: 8 });
const same = (a: unknown, b: unknown) => expect(JSON.stringify(a)).toBe(JSON.stringify(b));

it('a list is read as it is stored; what is no list is left to the JSON', () => {
  fc.assert(fc.property(lists, (items) => same(readItems(items), items)));
  expect(readItems(null)).toEqual([]);
  expect([{}, 'text', 5].map(readItems)).toEqual([null, null, null]);
});

it('a row that says again what it shows changes nothing, not even spelling or order', () => {
  fc.assert(
    fc.property(lists, (items) => {
      items.forEach((item, index) => {
        const row = readRow(item);
        if (row.kind === 'strange') {
          expect(row.item).toBe(item);
          return;
        }
        const { kind: _, ...shown } = row;
        // An event that is not there is shown as an empty one.
        const again = { ...shown, ...(Object.hasOwn(item as object, 'event') ? {} : { event: undefined }) };
        same(changeItem(items, index, again), items);
      });
    }),
  );
});

it('a change shows in its row and nowhere else', () => {
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 8 }), fc.nat(), (items, any) => {
      const index = any % items.length;
      const next = changeItem(items, index, { event: 'scroll', weight: 7, where: { type: 'x' } });
      expect(readRow(next[index])).toEqual({
        kind: 'weight',
        event: 'scroll',
        weight: 7,
        where: { type: 'x' },
      });
      same(removeItem(next, index), removeItem(items, index));
    }),
  );
});

it('rows are moved there and back, and only within the list', () => {
  fc.assert(
    fc.property(
      lists,
      fc.integer({ min: -1, max: 8 }),
      fc.integer({ min: -1, max: 8 }),
      (items, from, to) => {
        const moved = moveItem(items, from, to);
        same(moveItem(moved, to, from), items);
        const inside = [from, to].every((at) => at >= 0 && at < items.length);
        if (inside) same(moved[to], items[from]);
        else expect(moved).toBe(items);
      },
    ),
  );
});

it.each([
  ['text'],
  [null],
  [[1]],
  [{ event: 5 }],
  [{ event: 'click', weight: '5' }],
  [{ event: 'click', weight: 5, note: 'later' }],
])('%j can’t be shown as a row, and is not changed by one', (item) => {
  expect(readRow(item)).toEqual({ kind: 'strange', item });
});

it('rows keep their numbers, and no two have the same', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), (count, from, to, later) => {
      const numbers = moveItem(rowNumbers([], count), from, to);
      const more = rowNumbers(numbers, later);
      expect(more).toHaveLength(later);
      expect(new Set(more).size).toBe(later);
      expect(more.slice(0, count)).toEqual(numbers.slice(0, later));
    }),
  );
});

it('a condition that goes is gone; a list is never longer than a score may have', () => {
  expect(changeItem([{ event: 'click', where: { type: 'x' }, weight: 1 }], 0, { where: null })).toEqual([
    { event: 'click', weight: 1 },
  ]);
  const full = Array.from({ length: MOST_WEIGHTS }, () => ({ event: 'click', weight: 1 }));
  expect(addItem(full)).toBe(full);
  expect(addItem([])).toHaveLength(1);
});
