import type { Json } from '../json.js';
import { isOperatorObject } from './check.js';
import { OPERATORS, plainTest } from './operators.js';
import type { CompiledCondition, Condition, FieldOf } from './types.js';

type Node<S> = Pick<CompiledCondition<S>, 'holds' | 'nextChange'>;

/**
 * Compiles a checked condition into closures over the fields that `fieldOf` hands out. An operator that
 * is not known makes the part it stands in false: what was never checked must not widen an audience.
 */
export function compileCondition<S>(condition: Condition, fieldOf: FieldOf<S>): CompiledCondition<S> {
  const reads = new Set<string>();
  const node = conditionNode(condition, (path) => {
    reads.add(path);
    return fieldOf(path);
  });
  return { reads: [...reads], holds: node.holds, nextChange: node.nextChange };
}

const TRUE: Node<unknown> = { holds: () => true, nextChange: () => Infinity };
const FALSE: Node<unknown> = { holds: () => false, nextChange: () => Infinity };

function conditionNode<S>(condition: Condition, fieldOf: FieldOf<S>): Node<S> {
  return all(Object.entries(condition).map(([key, operand]) => partNode(key, operand, fieldOf)));
}

function partNode<S>(key: string, operand: Json, fieldOf: FieldOf<S>): Node<S> {
  const list = () =>
    (Array.isArray(operand) ? operand : []).map((item) => conditionNode(item as Condition, fieldOf));
  switch (key) {
    case '$and':
      return all(list());
    case '$or':
      return any(list());
    case '$nor':
      return not(any(list()));
    case '$not':
      return not(conditionNode(operand as Condition, fieldOf));
    default:
      return key.startsWith('$') ? FALSE : valueNode(key, operand, fieldOf);
  }
}

function valueNode<S>(path: string, expected: Json, fieldOf: FieldOf<S>): Node<S> {
  if (!isOperatorObject(expected))
    return testNode(path, plainTest(expected), thresholdsOf(expected), fieldOf);
  return all(
    Object.entries(expected).map(([name, operand]) => {
      if (name === '$not') return not(valueNode(path, operand, fieldOf));
      const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
      return operator ? testNode(path, operator.test(operand), thresholdsOf(operand), fieldOf) : FALSE;
    }),
  );
}

function testNode<S>(
  path: string,
  test: (value: Json | undefined) => boolean,
  thresholds: readonly number[],
  fieldOf: FieldOf<S>,
): Node<S> {
  const field = fieldOf(path);
  return {
    holds: (subject, now) => test(field.read(subject, now)),
    nextChange: field.nextCrossing
      ? (subject, now) => field.nextCrossing?.(subject, now, thresholds) ?? Infinity
      : () => Infinity,
  };
}

/** The numbers a moving value could be compared with in this operand: `5`, `"5"`, `[1, 2]`. */
function thresholdsOf(operand: Json): readonly number[] {
  const items: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  return items
    .filter((item) => item !== null && typeof item !== 'object')
    .map(Number)
    .filter(Number.isFinite);
}

// When an "and" is false, all of its false parts must turn before it can: the latest of their first
// chances. When it is true, the first part that may turn decides. "or" is its mirror.
function all<S>(nodes: readonly Node<S>[]): Node<S> {
  return joined(nodes, { holdsWhenEmpty: true, decides: false });
}

function any<S>(nodes: readonly Node<S>[]): Node<S> {
  // GrowthBook's published cases: an empty list of alternatives holds.
  return nodes.length === 0 ? TRUE : joined(nodes, { holdsWhenEmpty: false, decides: true });
}

/** `decides` is the answer of one part that settles the whole. */
function joined<S>(
  nodes: readonly Node<S>[],
  { holdsWhenEmpty, decides }: { holdsWhenEmpty: boolean; decides: boolean },
): Node<S> {
  const [only] = nodes;
  if (!only) return holdsWhenEmpty ? TRUE : FALSE;
  if (nodes.length === 1) return only;
  return {
    holds: (subject, now) => {
      for (const node of nodes) if (node.holds(subject, now) === decides) return decides;
      return !decides;
    },
    nextChange: (subject, now) => {
      let settled = false;
      let latestSettled = now;
      let first = Infinity;
      for (const node of nodes) {
        const next = node.nextChange(subject, now);
        if (node.holds(subject, now) === decides) {
          settled = true;
          latestSettled = Math.max(latestSettled, next);
        } else first = Math.min(first, next);
      }
      return settled ? latestSettled : first;
    },
  };
}

function not<S>(node: Node<S>): Node<S> {
  return { holds: (subject, now) => !node.holds(subject, now), nextChange: node.nextChange };
}
