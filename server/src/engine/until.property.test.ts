import fc from 'fast-check';
import { catalogs, THRESHOLDS } from '../testing/engine/catalogs.js';
import { assertAgrees, Tally } from '../testing/engine/compare.js';
import { crowdedCatalogs, crowds } from '../testing/engine/crowded.js';
import { type Delivery, happenings, inDisorder, inOrder } from '../testing/engine/deliveries.js';
import { RUNS } from '../testing/engine/runs.js';
import { type ContextWrite, recompute, uniqueEvents } from '../testing/engine/twin.js';
import { instantsOfChange } from '../testing/engine/twin-instants.js';
import { differs } from './crossing.js';
import { compileEngine, type Engine } from './engine.js';
import { newVisitor, type Visitor } from './visitor.js';

const HOUR_MS = 3_600_000;
/** Instants to look at besides those that the twin finds, ms from now. */
const STEPS = [1, 2, 999, 5_000, 61_000, 900_000, HOUR_MS, 7 * HOUR_MS, 49 * HOUR_MS];

/** A visitor brought up to the latest time the server has known. */
function arrived(engine: Engine, deliveries: readonly Delivery[]): { visitor: Visitor; now: number } {
  const visitor = newVisitor('v', Math.min(...deliveries.map((delivery) => delivery.now)));
  let now = 0;
  for (const { events, context, now: clock } of deliveries) {
    engine.take(visitor, events, context, clock);
    now = Math.max(now, clock, ...events.map(({ time }) => time));
  }
  engine.advance(visitor, now);
  return { visitor, now };
}

const around = (instants: readonly number[], from: number, to: number): readonly number[] =>
  instants.flatMap((at) => [at - 1, at, at + 1]).filter((at) => at > from && at < to);

it('property: `until` is never late: before it, no segment changes', () => {
  const tally = new Tally();
  const cases = fc.tuple(catalogs({ hold: false }), happenings(5).map(inDisorder));
  fc.assert(
    fc.property(cases, ([catalog, deliveries]) => {
      const engine = compileEngine(catalog);
      const { visitor, now } = arrived(engine, deliveries);
      const known = {
        events: uniqueEvents(deliveries.flatMap(({ events }) => events)),
        contexts: deliveries.flatMap(({ now: at, context }): ContextWrite[] =>
          context ? [{ at, context }] : [],
        ),
      };
      const horizon = now + 3 * HOUR_MS;
      const instants = instantsOfChange(catalog, known, now, horizon);
      for (let from = now, steps = 0; from < horizon && steps < 6; steps++) {
        const to = visitor.until;
        if (to <= from) throw new Error(`until ${to} is not after ${from}`);
        const looks = around([...instants, ...STEPS.map((step) => now + step), to], from, to);
        for (const at of looks.filter((look) => look <= horizon || steps === 0)) {
          const twin = recompute(catalog, known, at);
          assertAgrees(catalog, engine, visitor, at, twin, tally);
        }
        from = to;
        if (to < Infinity) engine.advance(visitor, to);
      }
    }),
    { numRuns: RUNS },
  );
  expect(tally.skipped).toBeLessThan(tally.compared / 1_000);
});

it('property: `nextCrossing` of a signal is never late, whatever its value is compared with', () => {
  const cases = fc.tuple(
    fc.oneof(catalogs({ hold: false }), crowdedCatalogs),
    fc.oneof(happenings(5).map(inDisorder), crowds(5).map(inOrder)),
    fc.option(
      fc.array(fc.oneof(fc.constantFrom(...THRESHOLDS), fc.double({ min: -10, max: 200, noNaN: true }))),
    ),
    fc.oneof(fc.constant(0), fc.nat(60_000), fc.nat(2 * HOUR_MS)),
  );
  fc.assert(
    fc.property(cases, ([catalog, deliveries, thresholds, later]) => {
      const engine = compileEngine(catalog);
      const { visitor, now: arrival } = arrived(engine, deliveries);
      const now = arrival + later;
      const times = deliveries.flatMap(({ events }) => events.map(({ time }) => time));
      for (const { field } of engine.signals) {
        const next = field.nextCrossing?.(visitor, now, thresholds) ?? Infinity;
        if (next <= now) throw new Error(`${next} is not after ${now}`);
        const edges = times.flatMap((time) =>
          [30_000, 600_000, 1_800_000, 7_200_000].map((width) => time + width),
        );
        const today = field.read(visitor, now);
        for (const at of around(
          [next, Math.floor((now + next) / 2), ...STEPS.map((step) => now + step), ...edges],
          now,
          next,
        ))
          if (differs(today, field.read(visitor, at), thresholds))
            throw new Error(`late: ${next}, not ${at}`);
      }
    }),
    { numRuns: RUNS },
  );
});
