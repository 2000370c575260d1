import type { TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { event, T0 } from '../../testing/living.js';
import { RecentEvents, type RecentLimits } from './recent-events.js';
import { weightOf } from './weight.js';

const LIMITS: RecentLimits = { events: 24, perVisitor: 4, weight: 12_000, keepMs: 1_000, spanMs: 100 };

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      visitor: fc.integer({ min: 0, max: 30 }),
      /** How old each event is, and how long its text. */
      events: fc.array(fc.tuple(fc.constantFrom(0, 0, 5, 400, 1_200), fc.constantFrom(3, 3, 3, 2_000)), {
        maxLength: 6,
      }),
      wait: fc.constantFrom(0, 0, 1, 10, 60),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('forget' as const),
      visitor: fc.integer({ min: 0, max: 30 }),
      wait: fc.constantFrom(0, 50, 300),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tidy' as const),
      visitor: fc.constant(0),
      wait: fc.constantFrom(0, 150, 1_500),
    }),
  },
);

const nameOf = (visitor: number): string => `visitor-${visitor}`;

/** All that ever came and was not forgotten on purpose, in the order of coming. */
type Twin = Map<string, { readonly event: TesseraEvent; readonly cameAt: number }[]>;

function check(recent: RecentEvents, twin: Twin, now: number): void {
  const everybody = recent.everybody(now);
  const kept = everybody.flatMap(({ events }) => events);
  // Bounded, and what is said of it is so.
  expect(recent.count).toBe(kept.length);
  expect(recent.weight).toBe(kept.reduce((sum, one) => sum + weightOf(one), 0));
  expect(kept.length).toBeLessThanOrEqual(LIMITS.events);
  expect(recent.weight).toBeLessThanOrEqual(LIMITS.weight);
  const heard = everybody.map(({ heardAt }) => heardAt);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  // Nothing is there that did not come, or that is too old, or of somebody outside the sample.
  for (const { id, events } of everybody) {
    const came = (twin.get(id) ?? []).map((one) => one.event);
    expect(recent.isSampled(id)).toBe(true);
    expect(events.length).toBeGreaterThan(0);
    expect(events.length).toBeLessThanOrEqual(LIMITS.perVisitor);
    for (const one of events) expect(came.includes(one) && one.time >= now - LIMITS.keepMs).toBe(true);
  }
  // Nothing is missing of what came since `since`, but beyond the latest of one visitor.
  const since = recent.since(now);
  for (const [id, all] of twin) {
    if (!recent.isSampled(id)) continue;
    const latest = all.slice(-LIMITS.perVisitor);
    for (const { event: one, cameAt } of latest)
      if (cameAt >= since && one.time >= now - LIMITS.keepMs) expect(recent.of(id)).toContain(one);
  }
}

it('keeps within its limits, and everything of the visitors in the sample since `since`', () => {
  let thinned = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.nat(), (steps, seed) => {
      let now = T0;
      const recent = new RecentEvents(now, LIMITS, seed);
      const twin: Twin = new Map();
      for (const one of steps) {
        now += one.wait;
        const id = nameOf(one.visitor);
        if (one.kind === 'tidy') recent.tidy(now);
        else if (one.kind === 'forget') {
          recent.forget(id);
          twin.delete(id);
          expect(recent.of(id)).toEqual([]);
        } else {
          const events = one.events.map(([age, length]) =>
            event('click', now - age, { text: 'x'.repeat(length) }),
          );
          twin.set(id, [...(twin.get(id) ?? []), ...events.map((came) => ({ event: came, cameAt: now }))]);
          recent.add(id, events, now);
        }
        check(recent, twin, now);
      }
      if (recent.share < 1) thinned += 1;
    }),
    { numRuns: 1_000 },
  );
  // Else nothing was said about samples.
  expect(thinned).toBeGreaterThan(0);
});
