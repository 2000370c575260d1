import type { TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { catalogOf } from '../testing/engine/catalogs.js';
import { RUNS, T0 } from '../testing/engine/runs.js';
import { visitsIn } from '../testing/engine/twin-windows.js';
import { compileEngine } from './engine.js';
import { newVisitor, type Visitor } from './visitor.js';
import { wholeContext } from './visits.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Within a session, to its edges, past a day, to the edges of what is counted. */
const GAPS = [0, MINUTE, 29 * MINUTE, 30 * MINUTE - 1, 30 * MINUTE, 31 * MINUTE, 5 * 60 * MINUTE] as const;
const LONG_GAPS = [DAY, DAY + 31 * MINUTE, 10 * DAY, 15 * DAY, 30 * DAY - 1, 30 * DAY, 30 * DAY + 1] as const;
const DELAYS = [0, 0, MINUTE, 45 * MINUTE, 20 * 60 * MINUTE, DAY] as const;

const engine = compileEngine(
  catalogOf(
    [{ key: 'clicks', kind: 'count', event: 'click', window: 'session' }],
    [
      { key: 'new', name: 'N', when: { 'context.visit.returning': false } },
      { key: 'second', name: 'S', when: { 'context.visit.count': 2 } },
      { key: 'often', name: 'O', when: { 'context.visit.count': { $gt: 2 } } },
      { key: 'clicked', name: 'C', parent: 'often', when: { 'signals.clicks': { $gt: 0 } } },
    ],
  ),
);

/** One event of a person, on which device, and when it comes; `again`: and once more. */
const act = fc.record({
  gap: fc.constantFrom(...GAPS, ...GAPS, ...LONG_GAPS),
  device: fc.nat(2),
  delay: fc.constantFrom(...DELAYS),
  again: fc.option(fc.constantFrom(...DELAYS), { freq: 3 }),
});

interface Arrival {
  readonly at: number;
  readonly device: number;
  readonly event: TesseraEvent;
}

const arrivals = fc.array(act, { minLength: 1, maxLength: 14 }).map((acts): readonly Arrival[] => {
  let time = T0;
  return acts
    .flatMap(({ gap, device, delay, again }, i) => {
      time += gap;
      const event = { id: `e${i}`, type: 'click', time, page: {}, props: {} };
      const delays = again === null ? [delay] : [delay, again];
      return delays.map((one) => ({ at: event.time + one, device, event }));
    })
    .sort((a, b) => a.at - b.at);
});

/** Throws where the visitor is not on the visit that all events tell, or not in the segments that ask for it. */
function assertOnVisit(visitor: Visitor, events: ReadonlySet<TesseraEvent>): void {
  const { count, returning } = visitsIn([...events]);
  const { visit } = wholeContext(visitor);
  const expected = { new: !returning, second: count === 2, often: count > 2 };
  const actual = Object.fromEntries(Object.keys(expected).map((key) => [key, visitor.segments.has(key)]));
  if (JSON.stringify([visit, actual]) !== JSON.stringify([{ count, returning }, expected]))
    throw new Error(
      `of ${count} visits: ${JSON.stringify(visit)}, in ${JSON.stringify([...visitor.segments])}`,
    );
}

it('property: late, twice, on three devices that become one in any order: the visits of one device with all', () => {
  const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
  let often = 0;
  fc.assert(
    fc.property(arrivals, fc.nat(8), orders, (list, eighths, order) => {
      const devices = [0, 1, 2].map((i) => newVisitor(`v${i}`, T0));
      const known = devices.map(() => new Set<TesseraEvent>());
      const mergeAt = Math.round((eighths / 8) * list.length);
      for (const { at, device, event } of list.slice(0, mergeAt)) {
        const visitor = devices[device] as Visitor;
        const events = known[device] as Set<TesseraEvent>;
        engine.take(visitor, [event], null, at);
        assertOnVisit(visitor, events.add(event));
      }
      const [first, second, third] = order.map((i) => devices[i]) as [Visitor, Visitor, Visitor];
      const now = list[mergeAt - 1]?.at ?? T0;
      engine.merge(second, third, now);
      engine.merge(first, second, now);
      const all = new Set(known.flatMap((events) => [...events]));
      assertOnVisit(first, all);
      for (const { at, event } of list.slice(mergeAt)) {
        engine.take(first, [event], null, at);
        assertOnVisit(first, all.add(event));
      }
      engine.advance(first, now + 400 * DAY);
      assertOnVisit(first, all);
      if (first.segments.has('often')) often += 1;
    }),
    { numRuns: RUNS },
  );
  expect(often).toBeGreaterThan(RUNS / 4);
});
