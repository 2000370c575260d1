import fc from 'fast-check';
import { Marks } from './marks.js';

it('is a set whose lowest place comes out first, also when places are added meanwhile', () => {
  const place = fc.nat(99);
  const steps = fc.array(fc.oneof(place, fc.constant('take' as const)), { maxLength: 300 });
  fc.assert(
    fc.property(steps, (list) => {
      const marks = new Marks(100);
      const twin = new Set<number>();
      for (const step of list) {
        if (step === 'take') {
          const lowest = twin.size === 0 ? -1 : Math.min(...twin);
          expect(marks.takeFirst()).toBe(lowest);
          twin.delete(lowest);
        } else {
          marks.add(step);
          twin.add(step);
        }
        expect(marks.isEmpty).toBe(twin.size === 0);
      }
    }),
    { numRuns: 1_000 },
  );
});
