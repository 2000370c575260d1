import type { Json } from '../json.js';
import { matchesPlain, sameJson } from './equality.js';

type Test = (value: Json | undefined) => boolean;

export interface Operator {
  /** What is wrong with an operand at publish, or null. */
  readonly operandComplaint: (operand: Json) => string | null;
  readonly test: (operand: Json) => Test;
}

// Missing and null mean the same, and values of different types compare as JavaScript compares them:
// both as in GrowthBook's published cases, so that conditions written for it mean the same here.
type Ordered = string | number;
const ordered = (value: Json | undefined): Ordered => (value ?? null) as Ordered;

const comparison = (compare: (actual: Ordered, expected: Ordered) => boolean): Operator => ({
  operandComplaint: (operand) =>
    typeof operand === 'number' || typeof operand === 'string' ? null : 'must be a number or a text',
  test: (operand) => {
    const expected = operand as Ordered;
    return (value) => compare(ordered(value), expected);
  },
});

const membership = (wanted: boolean): Operator => ({
  operandComplaint: (operand) => (Array.isArray(operand) ? null : 'must be a list of values'),
  test: (operand) => {
    if (!Array.isArray(operand)) return () => false;
    const list: readonly Json[] = operand;
    const isIn: Test = (value) =>
      Array.isArray(value)
        ? value.some((item) => list.includes(item))
        : list.includes((value ?? null) as Json);
    return wanted ? isIn : (value) => !isIn(value);
  },
});

const anyOperand = (): null => null;

/** Operators on one field's value. `$and $or $nor $not` join conditions and are handled by the compiler. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: { operandComplaint: anyOperand, test: (operand) => (value) => sameJson(value ?? null, operand) },
  $ne: { operandComplaint: anyOperand, test: (operand) => (value) => !sameJson(value ?? null, operand) },
  $gt: comparison((actual, expected) => actual > expected),
  $gte: comparison((actual, expected) => actual >= expected),
  $lt: comparison((actual, expected) => actual < expected),
  $lte: comparison((actual, expected) => actual <= expected),
  $in: membership(true),
  $nin: membership(false),
  $exists: {
    operandComplaint: (operand) => (typeof operand === 'boolean' ? null : 'must be true or false'),
    test: (operand) => (value) => (value !== undefined && value !== null) === Boolean(operand),
  },
};

export const OPERATOR_NAMES: readonly string[] = [...Object.keys(OPERATORS), '$not'];
export const JOINERS: readonly string[] = ['$and', '$or', '$nor', '$not'];

/** The test behind a plain value: `{ "signals.purchases": 0 }`. */
export const plainTest = (expected: Json): Test => {
  if (expected !== null && typeof expected === 'object') return (value) => sameJson(value ?? null, expected);
  return (value) => matchesPlain(value ?? null, expected);
};
