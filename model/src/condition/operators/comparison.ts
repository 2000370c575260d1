import type { Json } from '../../json.js';
import { finite, sameJson } from '../equality.js';
import { primitive } from '../primitive.js';
import type { Test } from '../value-test.js';
import type { Operator } from './operator.js';

// Values of different types compare as JavaScript compares them: two texts by their characters, all else
// as numbers, null as 0.
type Ordered = string | number;
const ordered = (value: Json): Ordered =>
  typeof value === 'number' ? value : (primitive(value) as unknown as Ordered);

const comparison = (test: (expected: Ordered) => Test): Operator => ({
  complaint: (operand) =>
    typeof operand === 'number' || typeof operand === 'string' ? null : 'must be a number or a text',
  test: (operand) => test(ordered(operand)),
  thresholds: (operand) => finite(Number(primitive(operand))),
});

const equal = (operand: Json): Test =>
  typeof operand === 'object' && operand !== null
    ? (value) => sameJson(value, operand)
    : (value) => value === operand;

const onlyNumber = (operand: Json): readonly number[] => (typeof operand === 'number' ? [operand] : []);

/** Without conversion: `{ "$eq": 1 }` does not match `"1"`. Lists and objects are equal by what they hold. */
export const $eq: Operator = { complaint: () => null, test: equal, thresholds: onlyNumber };
export const $ne: Operator = {
  complaint: () => null,
  test: (operand) => {
    const same = equal(operand);
    return (value) => !same(value);
  },
  thresholds: onlyNumber,
};

export const $gt = comparison((expected) => (value) => ordered(value) > expected);
export const $gte = comparison((expected) => (value) => ordered(value) >= expected);
export const $lt = comparison((expected) => (value) => ordered(value) < expected);
export const $lte = comparison((expected) => (value) => ordered(value) <= expected);
