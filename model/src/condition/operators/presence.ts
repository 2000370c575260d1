import type { Json } from '../../json.js';
import { noThresholds, type Operator } from './operator.js';

/** Null is as good as missing. */
export const $exists: Operator = {
  complaint: (operand) => (typeof operand === 'boolean' ? null : 'must be true or false'),
  test: (operand) => (operand ? (value) => value !== null : (value) => value === null),
  thresholds: noThresholds,
};

const TYPES: readonly Json[] = ['string', 'number', 'boolean', 'array', 'object', 'null'];

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** A missing value is of type null. */
export const $type: Operator = {
  complaint: (operand) => (TYPES.includes(operand) ? null : `must be one of ${TYPES.join(', ')}`),
  test: (operand) => (value) => typeOf(value) === operand,
  thresholds: noThresholds,
};
