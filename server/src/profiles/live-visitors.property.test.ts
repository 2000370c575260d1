import fc from 'fast-check';
import type { Engine } from '../engine/engine.js';
import { ENGINES, HeldSlices, Living, T0 } from '../testing/living.js';

const mockSlices = new HeldSlices();
jest.mock('./slices.js', () => ({ inSlices: (steps: Iterable<unknown>) => mockSlices.inSlices(steps) }));
beforeEach(() => {
  mockSlices.isHeld = true;
});

const MINUTE = 60_000;
const CAP = 6;
const RETENTION = 45 * MINUTE;
const ids = fc.nat(8).map((n) => `visitor-${n}`);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ take: ids, type: fc.constantFrom('click', 'cart'), amount: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ find: ids }) },
  { weight: 1, arbitrary: fc.record({ forget: ids }) },
  { weight: 2, arbitrary: fc.record({ merge: ids, other: ids }) },
  {
    weight: 5,
    arbitrary: fc.record({
      // Never back: when the server's clock is set back, counts follow as visitors are read or woken again.
      wait: fc.constantFrom(0, 1, 3_000, 20_000, 2 * MINUTE, 29 * MINUTE, 31 * MINUTE),
    }),
  },
  { weight: 1, arbitrary: fc.record({ expire: fc.constant(true) }) },
  { weight: 2, arbitrary: fc.record({ swap: fc.nat(ENGINES.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ slices: fc.integer({ min: 1, max: 5 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Kept {
  readonly id: string;
  readonly seenAt: number;
}

/** Who must be known, in the order in which they were last seen: a plain list. */
class Twin {
  kept: readonly Kept[] = [];
  expired = 0;
  evicted = 0;

  seen(id: string, now: number): void {
    const known = this.kept.find((one) => one.id === id);
    const seenAt = Math.max(now, known?.seenAt ?? 0);
    if (known?.seenAt === seenAt) return;
    if (!known && this.kept.length >= CAP) {
      this.kept = this.kept.slice(1);
      this.evicted += 1;
    }
    this.kept = [...this.kept.filter((one) => one !== known), { id, seenAt }];
  }

  forget(id: string): void {
    this.kept = this.kept.filter((one) => one.id !== id);
  }

  merge(id: string, other: string, now: number): void {
    const gone = this.kept.find((one) => one.id === other);
    if (!gone || id === other) return;
    this.forget(other);
    const known = this.kept.find((one) => one.id === id);
    // Somebody who was not known yet is met now.
    const seenAt = Math.max(gone.seenAt, known?.seenAt ?? now);
    if (known?.seenAt === seenAt) return;
    this.kept = [...this.kept.filter((one) => one !== known), { id, seenAt }];
  }

  expire(now: number): void {
    while (this.kept[0] && this.kept[0].seenAt < now - RETENTION) {
      this.kept = this.kept.slice(1);
      this.expired += 1;
    }
  }
}

async function perform(living: Living, twin: Twin, what: Step): Promise<void> {
  const { visitors } = living;
  if ('take' in what) {
    living.take(what.take, what.type, { amount: what.amount });
    twin.seen(what.take, living.now);
  } else if ('find' in what) {
    const isKnown = twin.kept.some(({ id }) => id === what.find);
    expect(visitors.find(what.find, living.now) !== null).toBe(isKnown);
  } else if ('forget' in what) {
    await visitors.forget(what.forget);
    twin.forget(what.forget);
  } else if ('merge' in what) {
    await visitors.merge(what.merge, what.other, living.now);
    twin.merge(what.merge, what.other, living.now);
  } else if ('wait' in what) living.wakeAt(living.now + what.wait);
  else if ('expire' in what) {
    visitors.expire(living.now);
    twin.expire(living.now);
  } else if ('swap' in what) await living.swap(ENGINES[what.swap] as Engine);
  else for (let i = 0; i < what.slices; i++) await mockSlices.step();
}

it('audience and who is known are always what counting by hand says, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      const living = await Living.started({ mostVisitors: CAP, retentionMs: RETENTION });
      const twin = new Twin();
      let lastComplete = living.counted();
      for (const what of steps) {
        await perform(living, twin, what);
        living.wakeAt(living.now);
        const { known, letGo, audience } = living.visitors;
        expect([known, letGo.expired, letGo.evicted]).toEqual([twin.kept.length, twin.expired, twin.evicted]);
        if (living.isSwapping) {
          // The last complete count stands.
          expect(audience.active).toBe(lastComplete.active);
        } else {
          expect(living.counted()).toEqual(living.countedByHand());
          lastComplete = living.counted();
        }
      }
      expect(
        living
          .everybody()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(twin.kept.map(({ id }) => id).sort());
      await mockSlices.finish();
      living.wakeAt(living.now);
      expect(living.counted()).toEqual(living.countedByHand());
      // Once everybody has left, nobody is counted in anything.
      living.wakeAt(Math.max(living.now, T0) + 10 * RETENTION);
      expect(Object.values(living.counted()).filter((count) => count !== 0)).toEqual([]);
      expect(living.visitors.nextWakeup).toBe(Infinity);
    }),
    { numRuns: 3_000 },
  );
});

it('a visitor read late is one who was woken all along, to the instants of entering', () => {
  mockSlices.isHeld = false;
  const takes = fc.array(
    fc.record({
      id: fc.nat(3).map((n) => `visitor-${n}`),
      type: fc.constantFrom('click', 'cart'),
      amount: fc.nat(5),
      wait: fc.constantFrom(0, 1, 3_000, 9_999, 20_000, 91_000, 2 * MINUTE, 29 * MINUTE),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(takes, fc.nat(40 * MINUTE), (list, later) => {
      const [woken, asleep] = [new Living(), new Living()];
      const wakeUpTo = (now: number): void => {
        while (woken.visitors.nextWakeup <= now) woken.wakeAt(woken.visitors.nextWakeup);
      };
      for (const { id, type, amount, wait } of list) {
        asleep.now += wait;
        wakeUpTo(asleep.now);
        woken.now = asleep.now;
        for (const one of [woken, asleep]) one.take(id, type, { amount });
      }
      asleep.now += later;
      wakeUpTo(asleep.now);
      woken.now = asleep.now;
      // Nobody looks at those who are no longer active, but the instants come out the same when they are read.
      for (let n = 0; n <= 3; n++)
        expect(asleep.segmentsOf(`visitor-${n}`)).toEqual(woken.segmentsOf(`visitor-${n}`));
    }),
    { numRuns: 1_000 },
  );
});
