import fc from 'fast-check';
import { summaryOf } from './number-summary.js';

const numbers = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 1 }),
  fc.array(fc.maxSafeInteger(), { minLength: 1 }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
  fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { minLength: 1 }),
);

it('percentiles of a sorted list, and every number in the bucket whose bounds hold it', () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const summary = summaryOf(given);
      const sorted = [...given].sort((a, b) => a - b);
      const { buckets = [], ...rest } = summary ?? {};
      const atMost = (value: number) => given.filter((one) => one <= value).length;
      expect(rest).toMatchObject({ min: sorted[0], max: sorted.at(-1) });
      for (const [value, part] of [
        [summary?.median ?? Number.NaN, 0.5],
        [summary?.p90 ?? Number.NaN, 0.9],
      ] as const) {
        expect(given).toContain(value);
        expect(atMost(value)).toBeGreaterThanOrEqual(part * given.length);
        expect(given.filter((one) => one < value).length).toBeLessThan(part * given.length);
      }
      expect(buckets.length).toBeLessThanOrEqual(10);
      expect(buckets.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(given.length);
      for (const [i, { from, to, visitors }] of buckets.entries()) {
        const isLast = i === buckets.length - 1;
        const within = given.filter((one) => one >= from && (one < to || (isLast && one <= to)));
        expect(visitors).toBe(within.length);
        if (i > 0) expect(from).toBe(buckets[i - 1]?.to);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('of nothing, nothing; of one number, one bucket; of few whole numbers, one each', () => {
  expect(summaryOf([])).toBeNull();
  expect(summaryOf([Number.POSITIVE_INFINITY])).toBeNull();
  expect(summaryOf([2.5, 2.5])).toEqual({
    min: 2.5,
    median: 2.5,
    p90: 2.5,
    max: 2.5,
    buckets: [{ from: 2.5, to: 2.5, visitors: 2 }],
  });
  expect(summaryOf([0, 0, 1, 3])?.buckets).toEqual([
    { from: 0, to: 1, visitors: 2 },
    { from: 1, to: 2, visitors: 1 },
    { from: 2, to: 3, visitors: 0 },
    { from: 3, to: 4, visitors: 1 },
  ]);
});
