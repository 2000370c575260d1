import fc from 'fast-check';
import { MOST_PRIORITY } from '../../../../contracts/priorities';
import { movedTo, prioritiesFor, type Ranked } from './reorder';

const ids = (list: readonly Ranked[]) => list.map(({ id }) => id);

/** How the server decides: priority, then rank. */
const decided = (list: readonly Ranked[]) =>
  [...list].sort((a, b) => b.priority - a.priority || a.rank - b.rank);

const applied = (list: readonly Ranked[], changes: ReadonlyMap<string, number>) =>
  list.map((one) => ({ ...one, priority: changes.get(one.id) ?? one.priority }));

/** An order with ids a, b, c … of these priorities; ranks follow the place, as in a list that was read. */
const listOf = (...priorities: number[]): Ranked[] =>
  priorities.map((priority, rank) => ({ id: String.fromCharCode(97 + rank), priority, rank }));

const arbitrary = (longest: number, range: fc.Arbitrary<number>) =>
  fc.array(range, { maxLength: longest }).chain((priorities) => {
    const list = decided(listOf(...priorities)).map((one, rank) => ({ ...one, rank }));
    return fc.shuffledSubarray(list, { minLength: list.length });
  });
const anywhere = fc.oneof(
  fc.integer({ min: -MOST_PRIORITY, max: MOST_PRIORITY }),
  fc.integer({ min: -2, max: 4 }),
  fc.constantFrom(MOST_PRIORITY, MOST_PRIORITY - 1, -MOST_PRIORITY, 1 - MOST_PRIORITY),
);

it('gives exactly the order that was asked for, in whole numbers within the limits', () => {
  fc.assert(
    fc.property(arbitrary(25, anywhere), (order) => {
      const changes = prioritiesFor(order);
      const after = applied(order, changes ?? new Map());
      expect(ids(decided(after))).toEqual(ids(order));
      for (const { priority } of after) {
        expect(Number.isInteger(priority)).toBe(true);
        expect(Math.abs(priority)).toBeLessThanOrEqual(MOST_PRIORITY);
      }
    }),
  );
});

/** Tries every choice of keepers: the most that can keep their priority while the rest fits between. */
function mostKeepers(order: readonly Ranked[]): number {
  let most = 0;
  for (let choice = 0; choice < 2 ** order.length; choice++) {
    const stays = order.map((_, at) => ((choice >> at) & 1) === 1);
    // From the top, everybody takes the highest priority there is; keepers take their own or fail.
    let room = MOST_PRIORITY;
    const fits = order.every(({ priority, rank }, at) => {
      const before = order[at - 1];
      const equal = stays[at - 1] && before?.priority === priority && (before?.rank ?? 0) < rank;
      if (stays[at]) {
        if (priority > room && !equal) return false;
        room = priority - 1;
        return true;
      }
      room -= 1;
      return room + 1 >= -MOST_PRIORITY;
    });
    if (fits) most = Math.max(most, stays.filter(Boolean).length);
  }
  return most;
}

it('changes as few as trying all choices does', () => {
  fc.assert(
    fc.property(arbitrary(8, anywhere), (order) => {
      const changes = prioritiesFor(order) ?? new Map();
      // A changed one may by chance be given what it had: then it counts as kept.
      expect(order.length - changes.size).toBeGreaterThanOrEqual(mostKeepers(order));
    }),
    { numRuns: 300 },
  );
});

it('an order that is so already changes nothing', () => {
  fc.assert(
    fc.property(arbitrary(25, anywhere), (list) => {
      expect(prioritiesFor(decided(list))).toEqual(new Map());
    }),
  );
});

describe('by example', () => {
  const changesOf = (list: readonly Ranked[], from: number, to: number) => {
    const moved = list[from]?.id ?? '';
    return Object.fromEntries(prioritiesFor(movedTo(list, from, to), new Set([moved])) ?? []);
  };

  it.each([
    ['up one: the moved one changes, not its neighbour', listOf(30, 20, 10), 1, 0, { b: 40 }],
    ['down one', listOf(30, 20, 10), 0, 1, { a: 15 }],
    ['to the end', listOf(30, 20, 10), 0, 2, { a: 0 }],
    ['between', listOf(30, 20, 10), 2, 1, { c: 25 }],
    ['out of a tie', listOf(0, 0, 0), 2, 0, { c: 10 }],
    ['within a tie: who was passed goes below', listOf(0, 0, 0), 2, 1, { b: -10 }],
    ['at the top of the range', listOf(1000, 999, 998), 2, 0, { a: 988, b: 978 }],
  ])('%s', (_what, list, from, to, changes) => {
    expect(changesOf(list, from, to)).toEqual(changes);
  });

  it('more than there are priorities', () => {
    expect(prioritiesFor(listOf(...Array.from({ length: 2_002 }, () => 0)))).toBeNull();
    const full = listOf(...Array.from({ length: 2_001 }, () => 0)).reverse();
    const after = applied(full, prioritiesFor(full) ?? new Map());
    expect(ids(decided(after))).toEqual(ids(full));
  });
});
