import type { Json } from '../json.js';
import { isOperatorObject } from './operators/operator.js';
import { isJoiner } from './operators.js';
import type { Condition } from './types.js';

/** One field and what it is compared with: a plain value or operators. */
export interface Comparison {
  readonly path: string;
  readonly expected: Json;
  /** Its place in the condition, e.g. `$or[0].signals.clicks`. */
  readonly place: string;
}

/** Every comparison of a field, at any depth. */
export function* comparisons(condition: Condition, place = ''): Generator<Comparison> {
  for (const [key, operand] of Object.entries(condition)) {
    const at = place === '' ? key : `${place}.${key}`;
    if (!isJoiner(key)) yield { path: key, expected: operand, place: at };
    else if (Array.isArray(operand)) {
      for (const [index, part] of operand.entries()) yield* comparisons(part as Condition, `${at}[${index}]`);
    } else yield* comparisons(operand as Condition, at);
  }
}

/** Paths of the fields a condition reads. */
export function readPaths(condition: Condition): ReadonlySet<string> {
  return new Set([...comparisons(condition)].map(({ path }) => path));
}

/** Operators whose operand names items, or holds operators that do. */
const NAMING = new Set(['$eq', '$ne', '$in', '$nin', '$all', '$elemMatch', '$not']);
/** The same, where the letters' case does not matter. Keys of segments have small letters only. */
const NAMING_IN_ANY_CASE = new Set(['$ini', '$nini', '$alli']);

/** Keys of the segments a condition names in what it compares `segments` with. */
export function namedSegments(condition: Condition): readonly string[] {
  const names = new Set<string>();
  const collect = (expected: Json, anyCase: boolean): void => {
    if (typeof expected === 'string') names.add(anyCase ? expected.toLowerCase() : expected);
    else if (Array.isArray(expected)) for (const item of expected) collect(item, anyCase);
    else if (isOperatorObject(expected)) {
      for (const [operator, operand] of Object.entries(expected)) {
        if (NAMING_IN_ANY_CASE.has(operator)) collect(operand, true);
        else if (NAMING.has(operator)) collect(operand, false);
      }
    }
  };
  for (const { path, expected } of comparisons(condition)) if (path === 'segments') collect(expected, false);
  return [...names];
}
