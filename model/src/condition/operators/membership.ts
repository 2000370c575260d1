import type { Json } from '../../json.js';
import type { Test } from '../value-test.js';
import { listComplaint, type Operator } from './operator.js';

/** From this many on, a set finds faster than a walk. */
const SET_FROM = 9;

const same = (value: Json): Json => value;
const lowerCase = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value);

function membership(wanted: boolean, fold: (value: Json) => Json): Operator {
  return {
    complaint: (operand) => {
      if (!Array.isArray(operand)) return listComplaint(operand);
      return operand.some((item) => typeof item === 'object' && item !== null)
        ? 'must be a list of texts, numbers, true, false and null: lists and objects are in no list'
        : null;
    },
    test: (operand) => {
      // Both for "in" and "not in", as in GrowthBook's published cases.
      if (!Array.isArray(operand)) return () => false;
      const isListed = listed(operand.map(fold));
      const isIn: Test = (value) => {
        if (!Array.isArray(value)) return isListed(fold(value));
        for (const item of value) if (isListed(fold(item))) return true;
        return false;
      };
      return wanted ? isIn : (value) => !isIn(value);
    },
    thresholds: (operand) =>
      Array.isArray(operand) ? operand.filter((item) => typeof item === 'number') : [],
  };
}

function listed(list: readonly Json[]): Test {
  if (list.length < SET_FROM) return (value) => list.includes(value);
  const set = new Set(list);
  return (value) => set.has(value);
}

/** A list is in another if they share an item. */
export const $in = membership(true, same);
export const $nin = membership(false, same);
export const $ini = membership(true, lowerCase);
export const $nini = membership(false, lowerCase);
