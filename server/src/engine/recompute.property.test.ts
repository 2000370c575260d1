import type { TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { catalogs } from '../testing/engine/catalogs.js';
import { assertAgrees, Tally } from '../testing/engine/compare.js';
import { happenings, inDisorder } from '../testing/engine/deliveries.js';
import { RUNS } from '../testing/engine/runs.js';
import { type ContextWrite, recompute, uniqueEvents } from '../testing/engine/twin.js';
import { compileEngine } from './engine.js';
import { newVisitor } from './visitor.js';

/** How long after the last delivery to look again, ms. */
const LATER = [0, 1, 30_000, 11 * 60_000, 30 * 60_000, 2 * 3_600_000, 3 * 86_400_000];

it('property: folding as it comes gives what recomputing from all events gives', () => {
  const tally = new Tally();
  fc.assert(
    fc.property(catalogs({ hold: false }), happenings(7), fc.nat(3), (catalog, list, lookEvery) => {
      const deliveries = inDisorder(list);
      const engine = compileEngine(catalog);
      const visitor = newVisitor('v', deliveries[0]?.now ?? 0);
      const events: TesseraEvent[] = [];
      const contexts: ContextWrite[] = [];
      let at = 0;
      const look = (now: number) => {
        engine.advance(visitor, now);
        const twin = recompute(catalog, { events: uniqueEvents(events), contexts }, now);
        assertAgrees(catalog, engine, visitor, now, twin, tally);
      };
      for (const [i, { now, events: brought, context }] of deliveries.entries()) {
        engine.take(visitor, brought, context, now);
        events.push(...brought);
        if (context) contexts.push({ at: now, context });
        // The clock may have jumped back: the visitor's own time does not.
        at = Math.max(at, now, ...brought.map(({ time }) => time));
        if (lookEvery > 0 && i % lookEvery === 0) look(at);
      }
      for (const later of LATER) look(at + later);
    }),
    { numRuns: RUNS },
  );
  expect(tally.skipped).toBeLessThan(tally.compared / 1_000);
});
