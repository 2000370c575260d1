import fc from 'fast-check';
import { seeded } from '../../testing/random.js';
import { proportion } from './proportion.js';
import { inRandomOrder } from './random-order.js';

it('a worked example: 95 % Wilson interval of 120 in 1,000 of very many', () => {
  const { share, low, high, error } = proportion(120, 1_000, 1e12);
  expect(share).toBe(0.12);
  // As R's prop.test(120, 1000, correct = FALSE) gives it.
  expect(low).toBeCloseTo(0.10127, 4);
  expect(high).toBeCloseTo(0.14164, 4);
  expect(error).toBeCloseTo((high - low) / 2, 12);
});

it('is certain when everybody was looked at, and says nothing when nobody was', () => {
  expect(proportion(3, 12, 12)).toEqual({ share: 0.25, low: 0.25, high: 0.25, error: 0 });
  expect(proportion(0, 0, 0)).toEqual({ share: 0, low: 0, high: 0, error: 0 });
  expect(proportion(0, 0, 7)).toEqual({ share: 0, low: 0, high: 1, error: 0.5 });
});

it('none in the sample is not none at all', () => {
  const { low, high, error } = proportion(0, 1_000, 1_000_000);
  expect([low, error]).toEqual([0, high / 2]);
  expect(high).toBeCloseTo(0.0038, 4);
});

const samples = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat())
  .map(([of, part, nth]) => {
    const sampled = Math.max(1, Math.round(of * part));
    return { of, sampled, matching: nth % (sampled + 1) };
  });

it('property: the interval surrounds the share, and what has been seen is never outside of it', () => {
  fc.assert(
    fc.property(samples, ({ matching, sampled, of }) => {
      const { share, low, high, error } = proportion(matching, sampled, of);
      expect(low).toBeLessThanOrEqual(share);
      expect(share).toBeLessThanOrEqual(high);
      expect(low >= 0 && high <= 1 && error >= 0).toBe(true);
      // Rounding aside, the whole has at least the matching ones of the sample, and not its other ones.
      expect(high).toBeGreaterThanOrEqual(matching / of - 1e-12);
      expect(low).toBeLessThanOrEqual(1 - (sampled - matching) / of + 1e-12);
    }),
    { numRuns: 2_000 },
  );
});

it('property: asking the other way round gives the mirror image; a larger sample a smaller error', () => {
  fc.assert(
    fc.property(samples, ({ matching, sampled, of }) => {
      const one = proportion(matching, sampled, of);
      const other = proportion(sampled - matching, sampled, of);
      expect(other.low).toBeCloseTo(1 - one.high, 9);
      expect(other.high).toBeCloseTo(1 - one.low, 9);
      const larger = proportion(matching * 2, sampled * 2, Math.max(of, sampled * 2));
      if (of >= sampled * 2) expect(larger.error).toBeLessThanOrEqual(one.error);
    }),
    { numRuns: 2_000 },
  );
});

describe('of 100 intervals 95 hold the true share', () => {
  const random = seeded(20_261_124);
  const TRIALS = 2_000;

  /** The part of so many samples whose interval holds the true share. */
  function coverage(of: number, matchingOfAll: number, size: number): number {
    const numbers = Int32Array.from({ length: of }, (_, i) => i);
    let held = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      let matching = 0;
      let sampled = 0;
      for (const number of inRandomOrder(numbers, random)) {
        if (number < matchingOfAll) matching += 1;
        if (++sampled === size) break;
      }
      const { low, high } = proportion(matching, sampled, of);
      if (low <= matchingOfAll / of && matchingOfAll / of <= high) held += 1;
    }
    return held / TRIALS;
  }

  it.each([
    [50_000, 15_000, 300],
    [50_000, 6_000, 200],
    [20_000, 200, 500],
    [5_000, 4_900, 500],
    // More than half of all: without the correction nearly every interval would hold it.
    [600, 240, 360],
    [500, 60, 450],
  ])('%i visitors, %i of whom match, a sample of %i', (of, matching, size) => {
    const held = coverage(of, matching, size);
    expect(held).toBeGreaterThan(0.935);
    expect(held).toBeLessThan(0.975);
  });
});
