import fc from 'fast-check';
import { CONSTANT_FORM, isDouble, NAMES_FORM, readPairs, writePairs } from './pair-rows';

it('their names stand in one box with commas between', () => {
  const stored = { goal: ['lead_kind', 'Lead Kind'], value: ['price'] };
  const rows = [
    { name: 'goal', text: 'lead_kind, Lead Kind' },
    { name: 'value', text: 'price' },
  ];
  expect(readPairs(stored, NAMES_FORM)).toEqual(rows);
  expect(writePairs(rows, NAMES_FORM)).toEqual(stored);
  expect(writePairs([{ name: 'goal', text: ' a ,, b,' }], NAMES_FORM)).toEqual({ goal: ['a', 'b'] });
  expect(writePairs([{ name: 'goal', text: '' }], NAMES_FORM)).toEqual({ goal: [] });
});

it('constants are what they read as', () => {
  const stored = { goal: 'lead', weight: 2.5, paid: true, code: '12' };
  const rows = readPairs(stored, CONSTANT_FORM) ?? [];
  expect(rows.map(({ text }) => text)).toEqual(['lead', '2.5', 'true', '"12"']);
  expect(writePairs(rows, CONSTANT_FORM)).toEqual(stored);
});

it.each([
  [['goal']],
  ['{ "goal"'],
  [7],
  [{ goal: 'kind' }],
  [{ goal: ['a,b'] }],
  [{ goal: [' a'] }],
  [{ goal: [7] }],
])('what rows could not show is left to the JSON editor: %j', (stored) =>
  expect(readPairs(stored, NAMES_FORM)).toBeNull(),
);

it('nothing is nothing, however it is written', () => {
  for (const none of [null, undefined, '', {}]) expect(readPairs(none, NAMES_FORM)).toEqual([]);
  expect(writePairs([], NAMES_FORM)).toBeNull();
  expect(writePairs([{ name: '', text: 'kind' }], NAMES_FORM)).toBeNull();
});

it('a name typed twice takes nothing from the first', () => {
  const rows = [
    { name: 'goal', text: 'a' },
    { name: '', text: '' },
    { name: 'goal', text: 'b' },
    { name: '', text: 'c' },
  ];
  expect(writePairs(rows, NAMES_FORM)).toEqual({ goal: ['a'] });
  expect(rows.map((_, index) => isDouble(rows, index))).toEqual([false, false, true, false]);
});

it('property: what rows show of something stored, they write as it was', () => {
  const name = fc.string({ minLength: 1, maxLength: 8 });
  const stored = fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 3 }), {
    noNullPrototype: true,
  });
  const constants = fc.dictionary(
    name,
    fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    {
      noNullPrototype: true,
    },
  );
  fc.assert(
    fc.property(stored, constants, (names, values) => {
      const rows = readPairs(names, NAMES_FORM);
      if (rows) expect(writePairs(rows, NAMES_FORM) ?? {}).toEqual(names);
      const constantRows = readPairs(values, CONSTANT_FORM);
      expect(writePairs(constantRows ?? [], CONSTANT_FORM) ?? {}).toEqual(
        Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, Object.is(value, -0) ? 0 : value]),
        ),
      );
    }),
    { numRuns: 2_000 },
  );
});
