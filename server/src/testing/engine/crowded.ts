import type { Catalog, JsonObject } from '@tessera/model';
import fc from 'fast-check';
import { catalogOf } from './catalogs.js';
import { type Happening, happening } from './deliveries.js';

// Much that happens within minutes, and rules that lie close around what it adds up to, with amounts below
// zero: where a fold leaves the answer as it is, but not the instant at which it will change.
const GAPS = [0, 1, 999, 5_000, 10_000, 30_000, 60_000, 120_000] as const;
/** Late by so little that the windows are still open. */
const DELAYS = [0, 0, 0, 1_000, 10_000, 60_000, 150_000] as const;
const AMOUNTS = [-8, -4, -1, 0, 1, 4, 8] as const;
const THRESHOLDS = [-8, -5, -2, 0, 0.5, 2, 5, 7, 10, 12, 15, 18] as const;
const KINDS = ['count', 'max', 'min', 'first', 'last', 'distinct', 'since'] as const;

const signal = fc
  .record({
    kind: fc.constantFrom(...(['sum', 'sum', 'sum', 'score', 'first'] as const), ...KINDS),
    window: fc.constantFrom('ever', 'page', 'session', '30s', '10m', '10m'),
    halfLife: fc.constantFrom(null, '10s', '5m'),
    scale: fc.constantFrom(1, 2, -1),
    max: fc.constantFrom(null, 8),
  })
  .map(({ kind, window, halfLife, scale, max }): JsonObject => {
    const fromEvents = { kind, event: 'click', window };
    const value = 'props.amount';
    if (kind === 'count') return { ...fromEvents, halfLife };
    if (kind === 'sum') return { ...fromEvents, value, halfLife, scale };
    if (kind === 'since') return fromEvents;
    if (kind !== 'score') return { ...fromEvents, value };
    const weights = [
      { event: 'click', where: { 'props.amount': { $gt: 0 } }, weight: 8 },
      { event: 'click', where: { 'props.amount': { $lt: 0 } }, weight: -4 },
    ];
    return { kind, window, halfLife, max, weights };
  });

const rule = fc.record({
  operator: fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$in'),
  thresholds: fc.tuple(fc.constantFrom(...THRESHOLDS), fc.constantFrom(...THRESHOLDS)),
});

/** One signal `s0`, and rules on nothing else. */
export const crowdedCatalogs: fc.Arbitrary<Catalog> = fc
  .tuple(signal, fc.array(rule, { minLength: 1, maxLength: 3 }))
  .map(([one, rules]) =>
    catalogOf(
      [{ key: 's0', ...one }],
      rules.map(({ operator, thresholds }, i) => ({
        key: `g${i}`,
        name: `Segment ${i}`,
        when: { 'signals.s0': { [operator]: operator === '$in' ? thresholds : thresholds[0] } },
      })),
    ),
  );

/** Clicks, and now and then a page_view, by a clock that is off by minutes at most. */
export const crowds = (maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc
      .tuple(
        happening,
        fc.record({
          type: fc.nat(7).map((die) => (die > 0 ? 'click' : 'page_view')),
          gap: fc.constantFrom(...GAPS),
          amount: fc.constantFrom(...AMOUNTS),
          delay: fc.constantFrom(...DELAYS),
          again: fc.option(fc.constantFrom(...DELAYS), { freq: 3 }),
          jump: fc.constantFrom(0, 0, 0, 1, -1, 60_000),
        }),
      )
      .map(([one, crowded]) => ({ ...one, ...crowded })),
    { minLength: 2, maxLength },
  );
