import fc from 'fast-check';
import { catalogs } from '../testing/engine/catalogs.js';
import { valuesOf } from '../testing/engine/compare.js';
import { crowdedCatalogs, crowds } from '../testing/engine/crowded.js';
import { happenings, inOrder } from '../testing/engine/deliveries.js';
import { RUNS, T0 } from '../testing/engine/runs.js';
import { Watch } from '../testing/engine/twin-watch.js';
import { compileEngine, type Engine } from './engine.js';
import { newVisitor, type Visitor } from './visitor.js';

const LATER = [500, 60_000, 31 * 60_000, 2 * 3_600_000];

/** Brings a visitor up to `to` through every instant at which it asks to be looked at. */
function watch(engine: Engine, visitor: Visitor, to: number): void {
  while (visitor.until <= to) engine.advance(visitor, visitor.until);
}

type Entered = { readonly segments: Iterable<[string, number]> };

/** Compares as maps, and only then makes a message: `expect` takes longer than all else. */
function assertSame(visitor: Entered, twin: Entered, now: number): void {
  const [a, b] = [visitor, twin].map(({ segments }) => JSON.stringify([...segments].sort())) as [
    string,
    string,
  ];
  if (a !== b) throw new Error(`at ${now} entered ${a}, not ${b}`);
}

it.each([
  ['any rules', fc.tuple(catalogs({ hold: true }), happenings(5).map(inOrder))],
  ['rules close to what is folded', fc.tuple(crowdedCatalogs, crowds(6).map(inOrder))],
])('property: read late or watched all along, entered at the same instants: %s', (_, cases) => {
  let unsure = 0;
  fc.assert(
    fc.property(cases, ([catalog, deliveries]) => {
      const engine = compileEngine(catalog);
      const [late, watched] = [newVisitor('late', T0), newVisitor('watched', T0)];
      const twin = new Watch(catalog, T0, (key, at) => valuesOf(engine, late, at).get(key));
      const compare = (at: number) => {
        if (twin.unsure) return;
        assertSame(late, twin, at);
        assertSame(watched, twin, at);
      };
      let now = T0;
      for (const { events, context, now: at } of deliveries) {
        twin.passes(at);
        engine.take(late, events, context, at);
        watch(engine, watched, at - 1);
        engine.take(watched, events, context, at);
        for (const event of events) twin.happens(event, context);
        now = at;
        compare(at);
      }
      for (const later of LATER) {
        twin.passes(now + later);
        watch(engine, watched, now + later);
        engine.advance(late, now + later);
        compare(now + later);
      }
      if (twin.unsure) unsure += 1;
    }),
    { numRuns: RUNS },
  );
  expect(unsure).toBeLessThan(RUNS / 1_000);
});
