import type { Explanation, Json } from '@tessera/model';

/** One line of a condition with its answer; `depth`: how far inside `and`, `or` and `not` it stands. */
export interface Line {
  /** Place in the condition, for lists. */
  readonly id: string;
  readonly depth: number;
  readonly holds: boolean;
  readonly text:
    | { readonly kind: 'joint'; readonly joiner: '$and' | '$or' | '$nor' | '$not' }
    | {
        readonly kind: 'test';
        readonly field: string;
        readonly operator: string;
        readonly expected: string;
        readonly actual: Json;
      };
}

const SIGNS: Readonly<Record<string, string>> = {
  $eq: '=',
  $ne: '≠',
  $gt: '>',
  $gte: '≥',
  $lt: '<',
  $lte: '≤',
  $in: '∈',
  $nin: '∉',
};

/** A condition's lines, from the top. An `and` at the top that holds several tests goes without saying. */
export function linesOf(explanation: Explanation): readonly Line[] {
  const isPlainAnd = 'parts' in explanation && explanation.operator === '$and';
  if (isPlainAnd) return explanation.parts.flatMap((part, index) => inside(part, 0, String(index)));
  return inside(explanation, 0, '');
}

function inside(explanation: Explanation, depth: number, id: string): Line[] {
  const { holds } = explanation;
  if ('parts' in explanation) {
    const joint: Line = { id, depth, holds, text: { kind: 'joint', joiner: explanation.operator } };
    return [joint, ...explanation.parts.flatMap((part, index) => inside(part, depth + 1, `${id}.${index}`))];
  }
  const { field, operator, expected, actual } = explanation;
  const sign = operator === null ? '=' : (SIGNS[operator] ?? operator);
  return [
    {
      id,
      depth,
      holds,
      text: { kind: 'test', field, operator: sign, expected: JSON.stringify(expected), actual },
    },
  ];
}
