import type { Json } from '../json.js';
import { JOINERS } from './operators.js';
import type { Condition } from './types.js';

/** Every field and what it is compared with, at any depth. */
function* comparisons(condition: Condition): Generator<[path: string, operand: Json]> {
  for (const [key, operand] of Object.entries(condition)) {
    if (!JOINERS.includes(key)) yield [key, operand];
    else
      for (const part of Array.isArray(operand) ? operand : [operand]) yield* comparisons(part as Condition);
  }
}

/** Paths of the fields a condition reads. */
export function readPaths(condition: Condition): ReadonlySet<string> {
  return new Set([...comparisons(condition)].map(([path]) => path));
}

/** Keys of the segments a condition names in what it compares `segments` with. */
export function namedSegments(condition: Condition): readonly string[] {
  const names = new Set<string>();
  const collect = (operand: Json): void => {
    if (typeof operand === 'string') names.add(operand);
    else if (operand !== null && typeof operand === 'object') Object.values(operand).forEach(collect);
  };
  for (const [path, operand] of comparisons(condition)) if (path === 'segments') collect(operand);
  return [...names];
}
