import { isJsonObject, type Json, lookUp } from '../json.js';
import { plainTest, plainThresholds } from './equality.js';
import { nodeOf } from './node.js';
import { isOperatorObject, type Within } from './operators/operator.js';
import { isJoiner, type Joiner, operatorNamed } from './operators.js';
import type { Condition, Field, FieldOf } from './types.js';
import { every, type Test } from './value-test.js';

/** A condition as a tree of tests, from which its closures and its explanation are made. */
export type Plan<S> = PlannedTest<S> | PlannedJoint<S> | NotUnderstood<S>;

/** One operator, or a plain value, on one field. */
export interface PlannedTest<S> {
  readonly kind: 'test';
  readonly path: string;
  readonly field: Field<S>;
  /** Null for a plain value. */
  readonly operator: string | null;
  readonly expected: Json;
  readonly test: Test;
  readonly thresholds: readonly number[] | null;
}

/** `$not` has exactly one part. An `$or` without parts holds, as in GrowthBook's published cases. */
export interface PlannedJoint<S> {
  readonly kind: 'joint';
  readonly joiner: Joiner;
  readonly parts: readonly Plan<S>[];
}

/** An unknown operator, or conditions where none can be read. */
export interface NotUnderstood<S> {
  readonly kind: 'not understood';
  readonly path: string;
  readonly field: Field<S> | null;
  readonly operator: string;
  readonly expected: Json;
  /**
   * The answer it counts as. What was never checked must not widen an audience: false, but true below an
   * odd number of negations, so that none of them turns it into a reason to hold.
   */
  readonly countsAs: boolean;
}

/** `negated`: it stands below an odd number of `$not` and `$nor`. */
export function planOf<S>(condition: Condition, fieldOf: FieldOf<S>, negated = false): Plan<S> {
  return all(Object.entries(condition).map(([key, operand]) => partPlan(key, operand, fieldOf, negated)));
}

function partPlan<S>(key: string, operand: Json, fieldOf: FieldOf<S>, negated: boolean): Plan<S> {
  if (!key.startsWith('$')) return fieldPlan(key, fieldOf(key), operand, negated);
  const unknown = notUnderstood<S>('', null, key, operand, negated);
  if (!isJoiner(key)) return unknown;
  const under = key === '$not' || key === '$nor' ? !negated : negated;
  const operands = key === '$not' ? [operand] : operand;
  if (!Array.isArray(operands) || !operands.every(isJsonObject)) return unknown;
  return {
    kind: 'joint',
    joiner: key,
    parts: operands.map((item: Condition) => planOf(item, fieldOf, under)),
  };
}

function fieldPlan<S>(path: string, field: Field<S>, expected: Json, negated: boolean): Plan<S> {
  if (!isOperatorObject(expected)) {
    const [test, thresholds] = [plainTest(expected), plainThresholds(expected)];
    return { kind: 'test', path, field, operator: null, expected, test, thresholds };
  }
  const within = withinOf(negated);
  return all(
    Object.entries(expected).map(([name, operand]): Plan<S> => {
      if (name === '$not')
        return { kind: 'joint', joiner: '$not', parts: [fieldPlan(path, field, operand, !negated)] };
      const operator = operatorNamed(name);
      if (!operator) return notUnderstood(path, field, name, operand, negated);
      const test = operator.test(operand, within);
      const thresholds = operator.thresholds(operand);
      return { kind: 'test', path, field, operator: name, expected: operand, test, thresholds };
    }),
  );
}

function all<S>(parts: readonly Plan<S>[]): Plan<S> {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'joint', joiner: '$and', parts };
}

const notUnderstood = <S>(
  path: string,
  field: Field<S> | null,
  operator: string,
  expected: Json,
  countsAs: boolean,
): NotUnderstood<S> => ({ kind: 'not understood', path, field, operator, expected, countsAs });

/** The same on a value that no field holds: an item of a list, or its length. */
function valueTest(expected: Json, negated: boolean): Test {
  if (!isOperatorObject(expected)) return plainTest(expected);
  const within = withinOf(negated);
  return every(
    Object.entries(expected).map(([name, operand]): Test => {
      if (name === '$not') {
        const test = valueTest(operand, !negated);
        return (value) => !test(value);
      }
      return operatorNamed(name)?.test(operand, within) ?? within.never;
    }),
  );
}

const withinOf = (negated: boolean): Within => ({
  value: (expected) => valueTest(expected, negated),
  condition: (condition) => {
    const { holds } = nodeOf(planOf(condition, ownField, negated));
    return (value) => holds(value, 0);
  },
  never: () => negated,
});

const ownField: FieldOf<Json> = (path) => {
  const parts = path.split('.');
  return { read: (value) => lookUp(value, parts) };
};
