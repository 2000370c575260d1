import type { Catalog, TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { catalogs } from '../testing/engine/catalogs.js';
import { assertAgrees, Tally } from '../testing/engine/compare.js';
import { type Delivery, happenings, inDisorder } from '../testing/engine/deliveries.js';
import { RUNS } from '../testing/engine/runs.js';
import { type ContextWrite, recompute, uniqueEvents } from '../testing/engine/twin.js';
import { compileEngine, type Engine } from './engine.js';
import { newVisitor, type Visitor } from './visitor.js';

const LATER = [0, 1, 10 * 60_000, 30 * 60_000, 2 * 3_600_000];
/** In which order three visitors become one: who takes in whom, twice. The last taker is the person. */
const ORDERS = [
  [
    [0, 1],
    [0, 2],
  ],
  [
    [2, 1],
    [2, 0],
  ],
  [
    [1, 2],
    [0, 1],
  ],
  [
    [0, 2],
    [1, 0],
  ],
  [
    [2, 0],
    [1, 2],
  ],
] as const;

/** One person on three devices, who turns out to be one after `mergeAfter` deliveries. */
function personOf(
  engine: Engine,
  deliveries: readonly Delivery[],
  mergeAfter: number,
  order: (typeof ORDERS)[number],
): { person: Visitor; at: number } {
  const start = Math.min(...deliveries.map(({ now }) => now));
  const visitors = [0, 1, 2].map((i) => newVisitor(`v${i}`, start));
  let at = start;
  const take = (visitor: Visitor, { events, context, now }: Delivery) => {
    engine.take(visitor, events, context, now);
    at = Math.max(at, now, ...events.map(({ time }) => time));
  };
  const before = deliveries.slice(0, mergeAfter);
  for (const delivery of before) take(visitors[delivery.visitor] as Visitor, delivery);
  let person = visitors[0] as Visitor;
  for (const [taker, taken] of order) {
    person = visitors[taker] as Visitor;
    engine.merge(person, visitors[taken] as Visitor, at);
  }
  for (const delivery of deliveries.slice(mergeAfter)) take(person, delivery);
  return { person, at };
}

const told = (deliveries: readonly Delivery[]) => ({
  events: uniqueEvents(deliveries.flatMap(({ events }): readonly TesseraEvent[] => events)),
  contexts: deliveries.flatMap(({ now, context }): ContextWrite[] => (context ? [{ at: now, context }] : [])),
});

const cases = fc.tuple(
  catalogs({ hold: false }) as fc.Arbitrary<Catalog>,
  happenings(7).map(inDisorder),
  // Not a double: nearly all of those are next to 0, and all merging would come before the first event.
  fc.nat(8).map((eighths) => eighths / 8),
  fc.shuffledSubarray([...ORDERS], { minLength: 2, maxLength: 2 }),
);

it('property: merged in any order and nesting, and told more afterwards, is one person from the start', () => {
  const tally = new Tally();
  fc.assert(
    fc.property(cases, ([catalog, deliveries, share, orders]) => {
      const engine = compileEngine(catalog);
      const known = told(deliveries);
      for (const order of orders) {
        const { person, at } = personOf(engine, deliveries, Math.round(share * deliveries.length), order);
        for (const later of LATER) {
          engine.advance(person, at + later);
          const twin = recompute(catalog, known, at + later);
          assertAgrees(catalog, engine, person, at + later, twin, tally);
        }
      }
    }),
    { numRuns: RUNS },
  );
  expect(tally.skipped).toBeLessThan(tally.compared / 1_000);
});
