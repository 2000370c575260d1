import type { TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { memoryStore } from '../profiles/memory-store.js';
import { engineOf, event, Living, recordingStore, restoredFrom, T0 } from '../testing/living.js';
import { foldBatch } from './fold-batch.js';

/** Without `hold`: how long somebody has to stay depends on when they were seen to enter. */
const ENGINE = engineOf(
  [
    { key: 'clicks', kind: 'count', event: 'click' },
    { key: 'heat', kind: 'score', halfLife: '10s', weights: [{ event: 'click', weight: 8 }] },
    { key: 'value', kind: 'last', event: 'cart', value: 'props.amount', window: 'session' },
    { key: 'best', kind: 'max', event: 'cart', value: 'props.amount' },
    { key: 'amounts', kind: 'distinct', event: 'cart', value: 'props.amount', window: '5m' },
    { key: 'since', kind: 'since', event: 'cart' },
  ],
  [
    { key: 'many', name: 'M', when: { 'signals.clicks': { $gte: 3 } } },
    { key: 'hot', name: 'H', when: { 'signals.heat': { $gt: 4 } } },
    { key: 'rich', name: 'R', when: { 'signals.value': { $gt: 2 } } },
    { key: 'left', name: 'L', parent: 'rich', when: { 'signals.since': { $gt: 90 } } },
  ],
);

const DEVICES = ['device-a', 'device-b', 'device-c'];

const happening = fc.record({
  device: fc.constantFrom(...DEVICES),
  type: fc.constantFrom('click', 'click', 'cart', 'identify'),
  amount: fc.nat(5),
  /** Ms since the one before. */
  after: fc.constantFrom(0, 1, 2_000, 40_000, 31 * 60_000),
  /** Whether it is sent on its own, or with the next of this device. */
  alone: fc.boolean(),
});

const identity = (time: number, id: string): TesseraEvent => event('identify', time, { user: 'ada' }, id);

/** A browser: it keeps the id it is given, unless the answer gets lost. */
class Device {
  cookie: string;
  waiting: TesseraEvent[] = [];
  constructor(id: string) {
    this.cookie = id;
  }

  async send(living: Living, { lost }: { lost: boolean }): Promise<void> {
    const batch = { visitor: this.cookie, fresh: 'nobody-yet', events: this.waiting, context: null };
    const { visitor } = await foldBatch(living.visitors, { ...batch, receivedAt: living.now });
    if (lost) return;
    this.cookie = visitor;
    this.waiting = [];
  }
}

it('property: devices that identify as one person are one visitor, in the state that one device would be in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 25 }),
      fc.func(fc.boolean()),
      async (happenings, isLost) => {
        const living = await Living.started({}, memoryStore(), ENGINE);
        const twin = await Living.started({}, memoryStore(), ENGINE);
        const devices = new Map(DEVICES.map((id) => [id, new Device(id)]));
        let id = 0;
        for (const { device, type, amount, after, alone } of happenings) {
          living.wakeAt(living.now + after);
          twin.wakeAt(living.now);
          id += 1;
          const one =
            type === 'identify'
              ? identity(living.now, `${id}`)
              : event(type, living.now, { amount }, `${id}`);
          twin.visitors.take('ada', [one], null, living.now);
          devices.get(device)?.waiting.push(one);
          if (alone) await devices.get(device)?.send(living, { lost: isLost(id) });
        }
        for (const device of devices.values()) {
          device.waiting.push(identity(living.now, `last-${device.cookie}`));
          await device.send(living, { lost: false });
        }
        const [first, ...others] = [...devices.values()].map(({ cookie }) => cookie);
        expect(others).toEqual([first, first]);
        expect(living.visitors.known).toBe(1);
        const person = living.visitors.find(first ?? '', living.now);
        const alike = twin.visitors.find('ada', living.now);
        expect(person && valuesOf(living, person)).toEqual(alike && valuesOf(twin, alike));
        // Whoever still comes under an old id is the same person.
        for (const old of DEVICES) expect(living.visitors.resolve(old)).toBe(first);
      },
    ),
    { numRuns: 1_000 },
  );
});

type Visitor = NonNullable<ReturnType<Living['visitors']['find']>>;

/** Segments, and every signal's value in a minute, when what decays has decayed. */
const valuesOf = (living: Living, visitor: Visitor) => {
  const { engine } = living.visitors;
  return {
    segments: [...visitor.segments.keys()].sort(),
    sessions: visitor.sessions,
    signals: engine.signals.map(({ key }) => {
      const value = engine.fieldOf(`signals.${key}`).read(visitor, living.now);
      // Sums of fractions depend on the order of adding in their last digits.
      return [key, typeof value === 'number' ? value.toPrecision(12) : value];
    }),
  };
};

it('killed and restored, names and people are as they were', async () => {
  const { store, rows } = recordingStore();
  const living = await Living.started({}, store);
  const send = (visitor: string, events: readonly TesseraEvent[]) =>
    foldBatch(living.visitors, { visitor, fresh: 'fresh', events, context: null, receivedAt: T0 });
  await send('phone', [event('click', T0), event('click', T0)]);
  await send('phone', [identity(T0, 'i1')]);
  await send('laptop', [event('click', T0), identity(T0, 'i2')]);
  const again = await restoredFrom(rows, T0);
  expect(again.visitors.known).toBe(1);
  expect(again.visitors.resolve('laptop')).toBe('phone');
  expect(again.segmentsOf('phone')).toEqual(living.segmentsOf('phone'));
  expect(again.segmentsOf('phone')?.map(([key]) => key)).toEqual(['hot', 'many']);
});
