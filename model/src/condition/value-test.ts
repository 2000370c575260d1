import type { Json } from '../json.js';

/** Whether a value passes. Missing and null mean the same, so a missing value comes as null. */
export type Test = (value: Json) => boolean;

/** One test that passes where all do. Two and three are most of what people write. */
export function every(tests: readonly Test[]): Test {
  const [a, b, c] = tests;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return (value) => a(value) && b(value);
  if (tests.length === 3) return (value) => a(value) && b(value) && c(value);
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}
