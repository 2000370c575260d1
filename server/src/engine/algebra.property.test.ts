import fc from 'fast-check';
import { RUNS, T0 } from '../testing/engine/runs.js';
import { firstDifference } from './crossing.js';
import { decayed, decayInstant } from './decay.js';
import { type Entries, put } from './entries.js';
import { tally } from './kinds/tally.js';
import { lastWrite } from './last-write.js';
import {
  addToSessions,
  joinableFrom,
  MAX_LATENESS_MS,
  mergeSessions,
  SESSION_SILENCE_MS,
  SESSIONS_KEPT_MS,
  type Sessions,
  sessionAt,
} from './sessions.js';

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
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  /** Straight from the definition: sorted, cut wherever 30 minutes were silent, without those that ended too early. */
  const cut = (list: readonly number[]): Sessions => {
    const all: Sessions = [];
    for (const time of [...list].sort((a, b) => a - b)) {
      const end = all[all.length - 1];
      if (end !== undefined && time < end + SESSION_SILENCE_MS) all[all.length - 1] = time;
      else all.push(time, time);
    }
    const earliest = Math.max(...list) - SESSIONS_KEPT_MS;
    return all.flatMap((start, i) => {
      const end = all[i + 1] as number;
      return i % 2 === 0 && end >= earliest ? [start, end] : [];
    });
  };
  const added = (list: readonly number[]): Sessions => {
    const sessions: Sessions = [];
    for (const time of list) addToSessions(sessions, time);
    return sessions;
  };
  const within = (span: number, maxLength: number) =>
    fc.array(
      fc.nat(span).map((ms) => T0 + ms),
      { minLength: 1, maxLength },
    );
  const hours = within(12 * 60 * MINUTE, 12);
  /** Events in order of time, from within a session to weeks apart, at the edges of silence and of what is kept. */
  const gaps = [0, MINUTE, 29 * MINUTE, 30 * MINUTE - 1, 30 * MINUTE, 30 * MINUTE + 1] as const;
  const longGaps = [5 * 60 * MINUTE, DAY, 9 * DAY, 15 * DAY, 29 * DAY, 30 * DAY - 1, 30 * DAY, 30 * DAY + 1];
  const weeks = fc
    .array(fc.constantFrom(...gaps, ...gaps, ...longGaps), { minLength: 1, maxLength: 14 })
    .map((list) => {
      let time = T0;
      return list.map((gap) => (time += gap));
    });

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

  it('property: over weeks, as late as is admitted, they are those that end within 30 days of the latest event', () => {
    const late = weeks.chain((times) =>
      fc.tuple(fc.constant(times), fc.array(fc.nat(MAX_LATENESS_MS), { maxLength: 14 })),
    );
    fc.assert(
      fc.property(late, ([times, delays]) => {
        // Each arrives when it happened plus what it was under way.
        const arrival = new Map(times.map((time, i) => [i, time + (delays[i] ?? 0)]));
        const order = [...times.keys()].sort((a, b) => Number(arrival.get(a)) - Number(arrival.get(b)));
        const seen: number[] = [];
        const sessions: Sessions = [];
        for (const i of order) {
          seen.push(times[i] as number);
          addToSessions(sessions, times[i] as number);
          expect(sessions).toEqual(cut(seen));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('property: over weeks, three who are one have as many as one device would, ending alike, in any order', () => {
    const ends = (sessions: Sessions) => sessions.filter((_, i) => i % 2 === 1);
    const devices = weeks.chain((times) =>
      fc.tuple(
        fc.constant(times),
        fc.array(fc.nat(2), { minLength: times.length, maxLength: times.length }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(devices, ([times, of, [a, b, c]]) => {
        const told = (device: number | undefined) => added(times.filter((_, i) => of[i] === device));
        const [one, two, three] = [told(a), told(b), told(c)];
        const left = mergeSessions(mergeSessions(one, two), three);
        const right = mergeSessions(one, mergeSessions(three, two));
        // What one device let go of may have been the beginning of a session that is kept, but never a session.
        expect(ends(left)).toEqual(ends(cut(times)));
        expect(ends(right)).toEqual(ends(cut(times)));
      }),
      { numRuns: RUNS },
    );
  });

  it('property: what an admitted event may join begins at the first session that ends late enough', () => {
    fc.assert(
      fc.property(weeks, (times) => {
        const sessions = added(times);
        const earliest = Math.max(...times) - MAX_LATENESS_MS - SESSION_SILENCE_MS;
        const first = sessions.findIndex((end, i) => i % 2 === 1 && end >= earliest);
        expect(joinableFrom(sessions)).toBe(sessions[first - 1]);
      }),
      { numRuns: RUNS },
    );
    expect(joinableFrom([])).toBe(0);
  });

  it('a visitor has at most 1,441 of them', () => {
    const halfHours = Array.from({ length: 3_000 }, (_, i) => T0 + i * SESSION_SILENCE_MS);
    expect(added(halfHours).length / 2).toBe(1_441);
    const later = halfHours.map((time) => time + SESSION_SILENCE_MS / 2);
    expect(mergeSessions(added(halfHours), added(later)).length / 2).toBe(1);
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
