import type { Catalog, TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { catalogs } from '../testing/engine/catalogs.js';
import { assertAgrees, Tally } from '../testing/engine/compare.js';
import { crowdedCatalogs, crowds } from '../testing/engine/crowded.js';
import { type Delivery, happenings, inDisorder, inSessions } from '../testing/engine/deliveries.js';
import { RUNS } from '../testing/engine/runs.js';
import { type ContextWrite, recompute, uniqueEvents } from '../testing/engine/twin.js';
import { compileEngine } from './engine.js';
import { newVisitor } from './visitor.js';

/** How long after the last delivery to look again, ms. */
const LATER = [0, 1, 30_000, 11 * 60_000, 30 * 60_000, 2 * 3_600_000, 3 * 86_400_000];

/** Takes deliveries one by one, looks at what comes of each and at what time makes of it. */
function follow(catalog: Catalog, deliveries: readonly Delivery[], tally: Tally): void {
  const engine = compileEngine(catalog);
  const visitor = newVisitor('v', deliveries[0]?.now ?? 0);
  const events: TesseraEvent[] = [];
  const contexts: ContextWrite[] = [];
  let latestEvent = 0;
  let latestClock = 0;
  const look = (now: number) => {
    const twin = recompute(catalog, { events: uniqueEvents(events), contexts }, now);
    assertAgrees(catalog, engine, visitor, now, twin, tally);
  };
  for (const { now, events: brought, context } of deliveries) {
    engine.take(visitor, brought, context, now);
    events.push(...brought);
    if (context) contexts.push({ at: now, context });
    latestClock = Math.max(latestClock, now);
    latestEvent = Math.max(latestEvent, ...brought.map(({ time }) => time));
    // Also by a clock that was set back, though not before what is known to have happened.
    look(Math.max(now, latestEvent));
  }
  for (const later of LATER) {
    const now = Math.max(latestClock, latestEvent) + later;
    engine.advance(visitor, now);
    look(now);
  }
}

it.each([
  ['any rules', fc.tuple(catalogs({ hold: false }), happenings(7).map(inDisorder))],
  [
    'late events join sessions',
    fc.tuple(catalogs({ hold: false, window: 'session' }), inSessions(6).map(inDisorder)),
  ],
  ['rules close to what is folded', fc.tuple(crowdedCatalogs, crowds(7).map(inDisorder))],
])('property: folding as it comes gives what recomputing from all events gives: %s', (_, cases) => {
  const tally = new Tally();
  fc.assert(
    fc.property(cases, ([catalog, deliveries]) => follow(catalog, deliveries, tally)),
    { numRuns: RUNS },
  );
  expect(tally.skipped).toBeLessThan(tally.compared / 1_000);
});
