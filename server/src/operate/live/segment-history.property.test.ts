import fc from 'fast-check';
import { T0 } from '../../testing/living.js';
import { type Counts, POINTS, SegmentHistory, STEP_MS } from './segment-history.js';

const KEYS = ['a', 'b', 'c'] as const;
const countsOf = (active: number, of: Readonly<Record<string, number>> = {}): Counts => ({
  active,
  in: (key) => of[key] ?? 0,
});

const visit = fc.record({
  /** How much later than the one before. */
  after: fc.oneof(
    fc.constantFrom(1_000, STEP_MS - 1, STEP_MS, 3 * STEP_MS),
    fc.integer({ min: 1, max: 40 }).map((steps) => steps * STEP_MS + 500),
  ),
  active: fc.nat({ max: 1_000 }),
  counts: fc.record({ a: fc.nat(99), b: fc.nat(99), c: fc.nat(99) }),
  published: fc.subarray([...KEYS]),
});

it('the same as a list of all counts ever taken', () => {
  fc.assert(
    fc.property(fc.array(visit, { minLength: 1, maxLength: 40 }), (visits) => {
      const history = new SegmentHistory();
      /** By number of the count. */
      const taken = new Map<number, { active: number; segments: Map<string, number> }>();
      /** Since which count a segment is there without interruption. */
      const from = new Map<string, number>();
      let now = T0;
      let start: number | null = null;
      for (const { after, active, counts, published } of visits) {
        now += after;
        start ??= now;
        const number = Math.floor((now - start) / STEP_MS);
        history.tick(now, countsOf(active, counts), published);
        if (!taken.has(number)) {
          taken.set(number, { active, segments: new Map(published.map((key) => [key, counts[key]])) });
          for (const key of KEYS) {
            if (!published.includes(key)) from.delete(key);
            else if (!from.has(key)) from.set(key, number);
          }
        }
        const first = Math.max(0, number - POINTS + 1);
        const numbers = Array.from({ length: number - first + 1 }, (_, i) => first + i);
        const known = (key: (typeof KEYS)[number], one: number) =>
          one >= (from.get(key) ?? Infinity) ? (taken.get(one)?.segments.get(key) ?? null) : null;
        expect(history.view(now, countsOf(active, counts), published)).toEqual({
          since: start,
          from: start + first * STEP_MS,
          stepMs: STEP_MS,
          active: [...numbers.map((one) => taken.get(one)?.active ?? null), active],
          segments: Object.fromEntries(
            published.map((key) => [key, [...numbers.map((one) => known(key, one)), counts[key]]]),
          ),
        });
      }
    }),
    { numRuns: 500 },
  );
});

it('before the first count there is only this moment', () => {
  expect(new SegmentHistory().view(T0, countsOf(7, { a: 2 }), ['a'])).toEqual({
    since: T0,
    from: T0,
    stepMs: STEP_MS,
    active: [7],
    segments: { a: [2] },
  });
});

it('a clock that is set back by more than a step begins anew; by less, nothing is counted twice', () => {
  const history = new SegmentHistory();
  for (let i = 0; i < 5; i++) history.tick(T0 + i * STEP_MS, countsOf(i), []);
  history.tick(T0 + 4 * STEP_MS - 1_000, countsOf(90), []);
  expect(history.view(T0 + 4 * STEP_MS, countsOf(4), []).active).toEqual([0, 1, 2, 3, 4, 4]);
  history.tick(T0, countsOf(91), []);
  expect(history.view(T0, countsOf(91), [])).toMatchObject({ since: T0, active: [91, 91] });
});
