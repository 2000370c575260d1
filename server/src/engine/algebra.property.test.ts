import fc from 'fast-check';
import { RUNS, T0 } from '../testing/engine/runs.js';
import { firstDifference } from './crossing.js';
import { decayed, decayInstant } from './decay.js';
import { type Entries, put } from './entries.js';
import { tally } from './kinds/tally.js';
import { lastWrite } from './last-write.js';
import { addToSessions, mergeSessions, SESSION_SILENCE_MS, type Sessions, sessionAt } from './sessions.js';

const near = (a: number, b: number): void => {
  if (Math.abs(a - b) > 1e-9 * Math.max(1e-3, Math.abs(a), Math.abs(b))) throw new Error(`${a} is not ${b}`);
};
const halfLives = fc.integer({ min: 1_000, max: 86_400_000 });
const times = fc.integer({ min: 0, max: 3_600_000 }).map((ms) => T0 + ms);

describe('decay', () => {
  const acts = fc.array(fc.tuple(times, fc.integer({ min: -50, max: 50 })), { minLength: 1, maxLength: 8 });

  it('property: folded in any order, and in two halves put together, is the plain sum of all', () => {
    fc.assert(
      fc.property(
        acts.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        halfLives,
        fc.nat(8),
        ([list, shuffled], halfLife, cut) => {
          const kind = tally({ halfLife, scale: 1, max: Infinity, rises: false, contribution: () => 1 });
          const fold = (some: readonly (readonly [number, number])[]): Entries => {
            const entries: Entries = [];
            for (const [time, amount] of some) kind.put(entries, time, amount, 0, Infinity);
            return entries;
          };
          const now = T0 + 3_600_000;
          const plain = list.reduce(
            (sum, [time, amount]) => sum + amount * 2 ** ((time - now) / halfLife),
            0,
          );
          const [whole, half, rest] = [fold(shuffled), fold(list.slice(0, cut)), fold(list.slice(cut))];
          for (let i = 0; i < rest.length; i += 2)
            kind.put(half, rest[i] as number, rest[i + 1] as number, 0, Infinity);
          const shown = Math.abs(plain) < 1e-9 ? 0 : plain;
          near(kind.read(whole, 0, now) as number, shown);
          near(kind.read(half, 0, now) as number, shown);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('property: a half-life halves, two steps are one, and time shifts change nothing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        halfLives,
        fc.nat(1e9),
        fc.nat(1e9),
        (value, halfLife, first, second) => {
          near(decayed(value, T0, T0 + halfLife, halfLife), value / 2);
          const there = decayed(value, T0, T0 + first, halfLife);
          near(
            decayed(there, T0 + first, T0 + first + second, halfLife),
            decayed(value, T0, T0 + first + second, halfLife),
          );
          near(decayed(value, T0 + second, T0 + second + first, halfLife), there);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('property: the computed crossing is the first ms at which the value compares differently', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: 1_000, max: 10_000_000_000 }),
        (value, threshold, halfLife) => {
          const read = (at: number) => decayed(value, T0, at, halfLife);
          const at = firstDifference(read, T0, decayInstant(value, T0, halfLife, threshold), threshold);
          if (at === Infinity) {
            expect(value).toBeLessThan(threshold);
            return;
          }
          const side = (ms: number) => Math.sign(read(ms) - threshold);
          expect(side(at)).not.toBe(side(T0));
          expect(side(at - 1)).toBe(side(T0));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('sessions', () => {
  const hours = fc.array(
    fc.integer({ min: 0, max: 12 * 3_600_000 }).map((ms) => T0 + ms),
    { minLength: 1, maxLength: 12 },
  );
  /** Straight from the definition: sorted, cut wherever 30 minutes were silent. */
  const cut = (list: readonly number[]): Sessions => {
    const sorted = [...list].sort((a, b) => a - b);
    const sessions: Sessions = [];
    for (const time of sorted) {
      const end = sessions[sessions.length - 1];
      if (end !== undefined && time < end + SESSION_SILENCE_MS) sessions[sessions.length - 1] = time;
      else sessions.push(time, time);
    }
    return sessions;
  };
  const added = (list: readonly number[]): Sessions => {
    const sessions: Sessions = [];
    for (const time of list) addToSessions(sessions, time);
    return sessions;
  };

  it('property: added in any order, or merged from two, they are the sorted times cut at silences', () => {
    fc.assert(
      fc.property(hours, hours, (a, b) => {
        expect(added(a)).toEqual(cut(a));
        expect(mergeSessions(added(a), added(b))).toEqual(cut([...a, ...b]));
        for (const time of a) {
          const sessions = added(a);
          const place = sessionAt(sessions, time);
          expect(sessions[place]).toBeLessThanOrEqual(time);
          expect(sessions[place + 1]).toBeGreaterThanOrEqual(time);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('last write', () => {
  const writes = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y', null)),
      at: fc.nat(4),
    }),
    { maxLength: 6 },
  );
  const written = (list: { key: string; value: unknown; at: number }[]) =>
    list.reduce((group, { key, value, at }) => lastWrite(group, { [key]: value }, at), {
      fields: {} as Readonly<Record<string, unknown>>,
      stamps: {} as Readonly<Record<string, number>>,
    });
  const sorted = (fields: object) => JSON.stringify(Object.entries(fields).sort());

  it('property: any order, any grouping, any repetition of writes leave the same', () => {
    fc.assert(
      fc.property(
        writes.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
          ),
        ),
        fc.nat(6),
        ([list, again], at) => {
          const whole = written(list);
          const [left, right] = [written(list.slice(0, at)), written(list.slice(at))];
          for (const other of [
            written(again),
            lastWrite(left, right.fields, right.stamps),
            lastWrite(right, left.fields, left.stamps),
          ]) {
            expect(sorted(other.fields)).toBe(sorted(whole.fields));
            expect(sorted(other.stamps)).toBe(sorted(whole.stamps));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

it('property: entries stay sorted, each time once, whatever order they are put in', () => {
  const joining = {
    time: Math.max,
    value: (_a: number, a: unknown, _b: number, b: unknown) => (a as number) + (b as number),
  };
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (list) => {
      const entries: Entries = [];
      for (const time of list) put(entries, time, 1, time, time, joining);
      const wanted = [...new Set(list)]
        .sort((a, b) => a - b)
        .flatMap((time) => [time, list.filter((one) => one === time).length]);
      expect(entries).toEqual(wanted);
    }),
    { numRuns: RUNS },
  );
});
