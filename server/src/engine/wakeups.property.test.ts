import fc from 'fast-check';
import { Wakeups } from './wakeups.js';

type Step =
  | { readonly visitor: number; readonly at: number }
  | { readonly cancel: number }
  | { readonly until: number };

/** Few instants, so that many wake-ups share one; numbers past the first size, so that it has to grow. */
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      visitor: fc.oneof(fc.nat(30), fc.integer({ min: 1_000, max: 1_100 })),
      at: fc.oneof(fc.nat(50), fc.constant(Infinity)),
    }),
    fc.record({ cancel: fc.nat(40) }),
    fc.record({ until: fc.nat(60) }),
  ),
  { maxLength: 120 },
);

it('is a list of visitors sorted by instant, with each visitor at most once', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const wakeups = new Wakeups();
      const twin = new Map<number, number>();
      for (const step of list) {
        if ('cancel' in step) {
          wakeups.cancel(step.cancel);
          twin.delete(step.cancel);
        } else if ('at' in step) {
          wakeups.schedule(step.visitor, step.at);
          if (step.at === Infinity) twin.delete(step.visitor);
          else twin.set(step.visitor, step.at);
        } else takeDue(wakeups, twin, step.until);
        expect([wakeups.size, wakeups.next]).toEqual([twin.size, Math.min(...twin.values())]);
      }
      takeDue(wakeups, twin, Infinity);
      expect(twin.size).toBe(0);
    }),
    { numRuns: 5_000 },
  );
});

/** Takes out all who are due: they must come in the order of their instants, and be all of them. */
function takeDue(wakeups: Wakeups, twin: Map<number, number>, now: number): void {
  const due = [...twin].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
  const taken: number[] = [];
  for (let visitor = wakeups.takeDue(now); visitor >= 0; visitor = wakeups.takeDue(now)) taken.push(visitor);
  // Those of one instant may come in any order.
  expect(taken.map((visitor) => twin.get(visitor))).toEqual(due.map(([, at]) => at));
  expect([...taken].sort()).toEqual(due.map(([visitor]) => visitor).sort());
  for (const visitor of taken) twin.delete(visitor);
}
