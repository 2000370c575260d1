import fc from 'fast-check';
import { couldBePersonal, ENOUGH_VISITORS } from './personal.js';
import { MOST_VALUES, type Scalar, ValueCounts } from './value-counts.js';

const value = fc.oneof(
  fc.constantFrom<Scalar[]>('buy', 'a@b.es', '600 100 200', 'x'.repeat(61), true, 7, 123_456),
  fc.string({ maxLength: 3 }),
);
const field = fc.constantFrom(
  'event',
  'props.element',
  'props.text',
  'traits.plan',
  'page.url',
  'context.locale',
);

it('tells what a count by hand says, and of few visitors nothing that could be personal', () => {
  fc.assert(
    fc.property(
      field,
      fc.array(fc.uniqueArray(value, { maxLength: 8 }), { maxLength: 30 }),
      (of, visitors) => {
        const counts = new ValueCounts();
        for (const values of visitors) counts.add(new Set(values));
        const told = counts.most(of);
        const visitorsWith = (one: Scalar) => visitors.filter((values) => values.includes(one)).length;
        const all = [...new Set(visitors.flat())];
        const allowed = all.filter(
          (one) => visitorsWith(one) >= ENOUGH_VISITORS || !couldBePersonal(of, one),
        );
        expect(told).toHaveLength(Math.min(MOST_VALUES, allowed.length));
        for (const { value: one, visitors: count } of told) {
          expect(allowed).toContain(one);
          expect(count).toBe(visitorsWith(one));
        }
        const order = told.map((one) => one.visitors);
        expect(order).toEqual([...order].sort((a, b) => b - a));
        const least = order.at(-1) ?? 0;
        for (const one of allowed)
          if (!told.some((other) => other.value === one))
            expect(visitorsWith(one)).toBeLessThanOrEqual(least);
      },
    ),
    { numRuns: 500 },
  );
});

it.each<[string, Scalar, boolean]>([
  ['props.element', 'price', false],
  ['props.sku', 'forge-15', false],
  ['props.sku', '1234567', true],
  ['props.element', '+34 600-100-200', true],
  ['props.element', 'ana@example', true],
  ['props.text', 'Buy', true],
  ['props.value', 899.99, false],
  ['props.value', 600_100_200, true],
  ['page.path', '/p/1', true],
  ['page.category', 'laptops', false],
  ['context.campaign.name', 'spring', false],
  ['context.campaign.term', 'red shoes', true],
  ['traits.plan', 'gold', true],
  ['traits.age', 42, true],
  ['traits.vip', true, false],
])('%s: %j could be personal: %j', (of, one, expected) => {
  expect(couldBePersonal(of, one)).toBe(expected);
});
