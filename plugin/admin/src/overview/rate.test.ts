import fc from 'fast-check';
import { rateOf, type Sample, withSample } from './rate';

const over = (samples: readonly Sample[]) => samples.reduce<readonly Sample[]>(withSample, []);

it('is not known before a counter was read twice', () => {
  expect(rateOf([])).toBeNull();
  expect(rateOf(over([{ at: 1_000, count: 5 }]))).toBeNull();
  expect(
    rateOf(
      over([
        { at: 1_000, count: 5 },
        { at: 1_000, count: 5 },
      ]),
    ),
  ).toBeNull();
});

it('begins anew with a server that started again', () => {
  const samples = over([
    { at: 0, count: 900 },
    { at: 3_000, count: 960 },
    { at: 6_000, count: 10 },
    { at: 9_000, count: 40 },
  ]);
  expect(rateOf(samples)).toBe(10);
});

it('of a counter that grows evenly is how fast it grows; samples do not pile up', () => {
  const given = fc.tuple(
    fc.integer({ min: 0, max: 5_000 }),
    fc.array(fc.integer({ min: 100, max: 60_000 }), { minLength: 1, maxLength: 200 }),
  );
  fc.assert(
    fc.property(given, ([perSecond, steps]) => {
      let at = 0;
      const samples = over(
        [0, ...steps].map((step) => {
          at += step;
          return { at, count: (at * perSecond) / 1_000 };
        }),
      );
      expect(samples.length).toBeLessThanOrEqual(152);
      const rate = rateOf(samples);
      if (samples.length > 1) expect(rate).toBeCloseTo(perSecond, 6);
      else expect(rate).toBeNull();
    }),
  );
});
