import type { Catalog, Explanation } from '@tessera/model';
import fc from 'fast-check';
import { catalogs } from '../testing/engine/catalogs.js';
import { type Delivery, happenings, inDisorder } from '../testing/engine/deliveries.js';
import { compileEngine, type Engine } from './engine.js';
import { explainSegments, explainSignals } from './explain.js';
import { SignalStates } from './signal-states.js';
import { newVisitor, Visitor } from './visitor.js';

const RUNS = { numRuns: 1_500 };
const cases = fc.tuple(
  catalogs({ hold: true }) as fc.Arbitrary<Catalog>,
  happenings(6).map(inDisorder),
  fc.constantFrom(0, 1, 40_000, 1_700_000, 90_000_000),
);

function visited(engine: Engine, deliveries: readonly Delivery[], later: number) {
  const now = Math.max(...deliveries.map((delivery) => delivery.now)) + later;
  const visitor = newVisitor('v', Math.min(...deliveries.map((delivery) => delivery.now)));
  for (const { events, context, now: clock } of deliveries) engine.take(visitor, events, context, clock);
  engine.advance(visitor, now);
  return { visitor, now };
}

function copyOf(visitor: Visitor): Visitor {
  const { signals, segments, ...rest } = visitor.parts();
  const states = Object.setPrototypeOf(structuredClone(signals), SignalStates.prototype) as SignalStates;
  return new Visitor({ ...structuredClone(rest), signals: states, segments: segments.copy() });
}

const testsOf = (explanation: Explanation): readonly Explanation[] =>
  'parts' in explanation ? explanation.parts.flatMap(testsOf) : [explanation];

it('property: the reason given for a segment is the one that the membership follows from', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(cases, ([catalog, deliveries, later]) => {
      const engine = compileEngine(catalog);
      const { visitor, now } = visited(engine, deliveries, later);
      const { segments } = explainSegments(engine, catalog.segments, visitor, now);
      expect(segments.map(({ key }) => key)).toEqual(engine.segments.map(({ key }) => key));
      for (const { key, in: isIn, why, since, heldUntil, parent, closed, when } of segments) {
        seen.add(why);
        expect([key, isIn]).toEqual([key, visitor.segments.has(key)]);
        expect([key, why, why === 'holds' || why === 'held']).toEqual([key, why, isIn]);
        expect(since).toBe(visitor.segments.get(key) ?? null);
        expect(heldUntil !== null).toBe(why === 'held');
        if (heldUntil !== null) expect(heldUntil).toBeGreaterThan(now);
        if (why === 'holds') expect(when.holds).toBe(true);
        if (why === 'held' || why === 'does_not_hold') expect(when.holds).toBe(false);
        expect(why === 'closed').toBe(closed !== null);
        if (parent) expect(parent.in).toBe(visitor.segments.has(parent.key));
      }
    }),
    RUNS,
  );
  expect([...seen].sort()).toEqual(['closed', 'does_not_hold', 'held', 'holds', 'not_in_parent']);
});

it('property: a segment changes at the instant foreseen, and not before', () => {
  let foreseen = 0;
  fc.assert(
    fc.property(cases, ([catalog, deliveries, later]) => {
      const engine = compileEngine(catalog);
      const { visitor, now } = visited(engine, deliveries, later);
      const { segments, foreseenUntil } = explainSegments(engine, catalog.segments, visitor, now);
      const isInAt = (key: string, at: number) => {
        const then = copyOf(visitor);
        engine.advance(then, at);
        return then.segments.has(key);
      };
      for (const { key, in: isIn, nextChange } of segments) {
        const stands = nextChange ?? Math.min(foreseenUntil ?? Infinity, now + 3 * 86_400_000);
        // It stands all the way there: at the end, half way, and right after now.
        for (const at of [now + 1, Math.floor((now + stands) / 2), stands - 1])
          if (at > now && at < stands) expect([key, at, isInAt(key, at)]).toEqual([key, at, isIn]);
        if (nextChange === null) continue;
        foreseen += 1;
        expect(nextChange).toBeGreaterThan(now);
        expect([key, nextChange, isInAt(key, nextChange)]).toEqual([key, nextChange, !isIn]);
      }
    }),
    RUNS,
  );
  expect(foreseen).toBeGreaterThan(100);
});

it('property: explaining changes nothing, and shows the values that conditions read', () => {
  fc.assert(
    fc.property(cases, ([catalog, deliveries, later]) => {
      const engine = compileEngine(catalog);
      const { visitor, now } = visited(engine, deliveries, later);
      const before = copyOf(visitor);
      const { segments } = explainSegments(engine, catalog.segments, visitor, now);
      const signals = explainSignals(engine, catalog.signals, visitor, now);
      expect(visitor).toEqual(before);
      const numberOf = new Map(engine.signals.map((signal) => [signal.key, signal.number]));
      const values = new Map(signals.map(({ key, value }) => [`signals.${key}`, value]));
      for (const { when } of segments) {
        for (const test of testsOf(when))
          if ('actual' in test && values.has(test.field)) expect(test.actual).toEqual(values.get(test.field));
      }
      for (const { key, latest, value, kind } of signals) {
        const entries = visitor.signals.entries(Number(numberOf.get(key)));
        expect(latest).toBe(entries && entries.length > 0 ? entries[entries.length - 2] : null);
        if (latest === null)
          expect(value).toBe(['count', 'sum', 'score', 'distinct'].includes(kind) ? 0 : null);
      }
    }),
    { numRuns: 300 },
  );
});
