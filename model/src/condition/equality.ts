import type { Json } from '../json.js';

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
  const [left, right] = [a as Record<string, Json>, b as Record<string, Json>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key] as Json, right[key] as Json))
  );
}

/**
 * Equality with a plain value: the expected value's type decides, and the actual one is converted to it
 * (as GrowthBook does: `"10"` matches 10, 1 matches true, and a missing value matches 0).
 */
export function matchesPlain(actual: Json, expected: null | boolean | number | string): boolean {
  switch (typeof expected) {
    case 'string':
      return `${actual}` === expected;
    case 'number':
      return Number(actual) === expected;
    case 'boolean':
      return actual !== null && Boolean(actual) === expected;
    default:
      return actual === null;
  }
}
