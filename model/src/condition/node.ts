import type { Plan, PlannedTest } from './plan.js';
import { every } from './value-test.js';

/** The closures of one part of a condition. */
export interface Node<S> {
  /** False if only events can change the answer. */
  readonly moves: boolean;
  readonly holds: Holds<S>;
  readonly outlook: Outlook<S>;
}

type Holds<S> = (subject: S, now: number) => boolean;
/**
 * Both answers in one number, so that neither is asked for twice on the way up: the instant at which the
 * answer may next change, negative while the part does not hold. Instants are after 1970, which leaves
 * the sign free; ±Infinity says never.
 */
type Outlook<S> = (subject: S, now: number) => number;

export function nodeOf<S>(plan: Plan<S>): Node<S> {
  switch (plan.kind) {
    case 'test':
      return testNode(plan);
    case 'not understood':
      return constant(plan.countsAs);
    default: {
      const parts = plan.parts.map(nodeOf);
      if (plan.joiner === '$and') return { ...joined(parts, false), ...oneRead(plan.parts) };
      if (plan.joiner === '$not') return not(joined(parts, false));
      const some = parts.length === 0 ? constant<S>(true) : joined(parts, true);
      return plan.joiner === '$nor' ? not(some) : some;
    }
  }
}

const still = <S>(holds: Holds<S>): Node<S> => ({
  moves: false,
  holds,
  outlook: (subject, now) => (holds(subject, now) ? Infinity : -Infinity),
});

const constant = <S>(answer: boolean): Node<S> => still(() => answer);

function testNode<S>({ field, test, thresholds }: PlannedTest<S>): Node<S> {
  const holds: Holds<S> = (subject, now) => test(field.read(subject, now) ?? null);
  if (!field.nextCrossing) return still(holds);
  return {
    moves: true,
    holds,
    outlook: (subject, now) => {
      const next = field.nextCrossing?.(subject, now, thresholds) ?? Infinity;
      return holds(subject, now) ? next : -next;
    },
  };
}

const not = <S>({ moves, holds, outlook }: Node<S>): Node<S> => ({
  moves,
  holds: (subject, now) => !holds(subject, now),
  outlook: (subject, now) => -outlook(subject, now),
});

/** `{ "$gt": 1, "$lt": 5 }`: several tests of one field, which is then read once. */
function oneRead<S>(parts: readonly Plan<S>[]): Pick<Node<S>, 'holds'> | null {
  const tests = parts.filter((part) => part.kind === 'test');
  const field = tests[0]?.field;
  if (!field || tests.length < parts.length || tests.some((test) => test.field !== field)) return null;
  const test = every(tests.map((one) => one.test));
  return { holds: (subject, now) => test(field.read(subject, now) ?? null) };
}

/** `decides` is the answer of one part that settles the whole: false for "and", true for "or". */
function joined<S>(nodes: readonly Node<S>[], decides: boolean): Node<S> {
  const [only] = nodes;
  if (only && nodes.length === 1) return only;
  const holds = joinedHolds(
    nodes.map((node) => node.holds),
    decides,
  );
  const moving = nodes.filter((node) => node.moves).map((node) => node.outlook);
  if (moving.length === 0) return still(holds);
  const others = nodes.filter((node) => !node.moves).map((node) => node.holds);
  const stillHolds = others.length > 0 ? joinedHolds(others, decides) : () => !decides;
  return {
    moves: true,
    holds,
    outlook: (subject, now) => {
      // A part that stands still and settles the whole does so for good.
      if (stillHolds(subject, now) === decides) return decides ? Infinity : -Infinity;
      // While parts settle the whole, all of them must turn before it can: the latest of their first
      // chances. While none does, the first part that may turn decides.
      let settledUntil = 0;
      let first = Infinity;
      for (let i = 0; i < moving.length; i++) {
        const either = (moving[i] as Outlook<S>)(subject, now);
        const next = either < 0 ? -either : either;
        if (either > 0 !== decides) {
          if (next < first) first = next;
        } else if (next === Infinity) {
          // Settled for good, whatever the other parts do.
          return decides ? Infinity : -Infinity;
        } else if (next > settledUntil) settledUntil = next;
      }
      const next = settledUntil > 0 ? settledUntil : first;
      return settledUntil > 0 === decides ? next : -next;
    },
  };
}

/** Two and three parts are most of what people write; a loop over closures is slower. */
function joinedHolds<S>(parts: readonly Holds<S>[], decides: boolean): Holds<S> {
  const [a, b, c] = parts;
  if (!a) return () => !decides;
  if (!b) return a;
  if (!c) return decides ? (s, now) => a(s, now) || b(s, now) : (s, now) => a(s, now) && b(s, now);
  if (parts.length === 3) {
    return decides
      ? (s, now) => a(s, now) || b(s, now) || c(s, now)
      : (s, now) => a(s, now) && b(s, now) && c(s, now);
  }
  return (subject, now) => {
    for (const part of parts) if (part(subject, now) === decides) return decides;
    return !decides;
  };
}
