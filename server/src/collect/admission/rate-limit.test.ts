import fc from 'fast-check';
import { RateLimit } from './rate-limit.js';

const MINUTE = 60_000;

it('property: what gets through in any minute is at most two minutes’ worth, and all that keeps to the rate gets through', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ after: fc.nat(20_000), count: fc.integer({ min: 1, max: 20 }) }), {
        maxLength: 60,
      }),
      (arrivals) => {
        const limit = new RateLimit({ perMinute: 60 });
        let now = 1_000_000;
        const taken: { at: number; count: number }[] = [];
        for (const { after, count } of arrivals) {
          now += after;
          const wait = limit.take('a', count, now);
          if (wait === 0) taken.push({ at: now, count });
          else expect(limit.take('a', count, now + wait * 1_000)).toBe(0);
          if (wait > 0) {
            taken.push({ at: now + wait * 1_000, count });
            now += wait * 1_000;
          }
        }
        for (const { at } of taken) {
          const within = taken.filter((one) => one.at >= at && one.at < at + MINUTE);
          expect(within.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(2 * 60 + 20);
        }
      },
    ),
  );
});

it('keeps keys apart, and forgets those seen longest ago beyond its size', () => {
  const limit = new RateLimit({ perMinute: 1 }, 2);
  expect([limit.take('a', 1, 0), limit.take('a', 1, 1)]).toEqual([0, 60]);
  expect([limit.take('b', 1, 1), limit.take('c', 1, 1), limit.take('a', 1, 1)]).toEqual([0, 0, 0]);
});

it('one large batch comes through after a pause', () => {
  const limit = new RateLimit({ perMinute: 10 });
  expect(limit.take('a', 200, 0)).toBe(0);
  expect(limit.take('a', 1, 1)).toBeGreaterThan(1_000);
});
