import type { Json, JsonObject } from '../json.js';
import { asText, primitive } from './primitive.js';
import type { Test } from './value-test.js';

/** Deep equality of JSON values; the order of an object's keys does not matter. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => sameJson(item, b[i] as Json))
    );
  }
  const [left, right] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key] as Json, right[key] as Json))
  );
}

/**
 * The test behind a plain value. The expected value's type decides, and the actual one is converted to
 * it, as GrowthBook does: `"10"` matches 10, 1 matches true, and a missing value matches 0.
 */
export function plainTest(expected: Json): Test {
  switch (typeof expected) {
    case 'string':
      return (value) => asText(value) === expected;
    case 'number':
      return (value) => (typeof value === 'number' ? value : Number(primitive(value))) === expected;
    case 'boolean':
      return (value) => value !== null && Boolean(value) === expected;
    default:
      return expected === null ? (value) => value === null : (value) => sameJson(value, expected);
  }
}

/** The numbers at which a moving number could begin or cease to match a plain value. */
export function plainThresholds(expected: Json): readonly number[] {
  // True is any number but 0. Lists, objects and null match no number at all.
  if (typeof expected === 'boolean') return [0];
  return typeof expected === 'number' || typeof expected === 'string' ? finite(Number(expected)) : [];
}

export const finite = (number: number): readonly number[] => (Number.isFinite(number) ? [number] : []);
