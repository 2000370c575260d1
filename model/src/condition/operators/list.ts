import { isJsonObject, type Json } from '../../json.js';
import { asText } from '../primitive.js';
import type { Test } from '../value-test.js';
import { isOperatorObject, listComplaint, type Nested, noThresholds, type Operator } from './operator.js';

// None of these holds for a value that is not a list.

/** `{ "$size": 2 }`, `{ "$size": { "$gt": 2 } }`. */
export const $size: Operator = {
  complaint: (operand) =>
    (typeof operand === 'number' && Number.isInteger(operand) && operand >= 0) || isOperatorObject(operand)
      ? null
      : 'must be a whole number, or operators on it such as { "$gt": 2 }',
  nested: (operand) => [{ place: '', json: operand, as: 'value' }],
  test: (operand, within) => {
    const size = within.value(operand);
    return (value) => Array.isArray(value) && size(value.length);
  },
  thresholds: noThresholds,
};

/**
 * One item passes. Operators are on the item, anything else is a condition on its fields. Items that are
 * null, false, 0 or empty never pass, as in GrowthBook's SDK.
 */
export const $elemMatch: Operator = {
  complaint: (operand) =>
    isJsonObject(operand)
      ? null
      : 'must be operators such as { "$gt": 10 } or a condition on the items such as { "sku": "a1" }',
  nested: (operand) => [
    { place: '', json: operand, as: isOperatorObject(operand) ? 'value' : 'condition' } satisfies Nested,
  ],
  test: (operand, within) => {
    if (!isJsonObject(operand)) return within.never;
    const passes = isOperatorObject(operand) ? within.value(operand) : within.condition(operand);
    return (value) => {
      if (!Array.isArray(value)) return false;
      for (const item of value) if (item && passes(item)) return true;
      return false;
    };
  },
  thresholds: noThresholds,
};

/** Each of the operand's values (or operators) is matched by an item, plain ones with conversion. */
const containing = (itemTest: (expected: Json, value: (expected: Json) => Test) => Test): Operator => ({
  complaint: listComplaint,
  nested: (operand) =>
    Array.isArray(operand)
      ? operand.map((json: Json, index) => ({ place: `[${index}]`, json, as: 'value' }) satisfies Nested)
      : [],
  test: (operand, within) => {
    if (!Array.isArray(operand)) return () => false;
    const tests = operand.map((expected: Json) => itemTest(expected, within.value));
    return (value) => {
      if (!Array.isArray(value)) return false;
      for (const test of tests) if (!hasItem(value, test)) return false;
      return true;
    };
  },
  thresholds: noThresholds,
});

function hasItem(items: readonly Json[], test: Test): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}

export const $all = containing((expected, value) => value(expected));
export const $alli = containing((expected, value) => {
  if (typeof expected !== 'string') return value(expected);
  const wanted = expected.toLowerCase();
  return (item) => asText(item).toLowerCase() === wanted;
});
