import { type Json, lookUp } from '../json.js';
import { type Condition, explainCondition } from './index.js';

const field = (path: string) => ({
  read: (subject: Json) => lookUp(subject, path.split('.')),
  ...(path === 'since' && { nextCrossing: (_: Json, now: number) => now + 5 }),
});
const explain = (condition: Condition, subject: Json) => explainCondition(condition, field, subject, 1_000);

it('says of each part what was expected, what was there, and until when that answer stands', () => {
  const condition = { cart: { $gt: 100, $lt: 500 }, $or: [{ since: { $gt: 90 } }, { seen: false }] };
  expect(explain(condition, { cart: 140, since: 12 })).toEqual({
    operator: '$and',
    holds: false,
    nextChange: 1_005,
    parts: [
      {
        operator: '$and',
        holds: true,
        nextChange: null,
        parts: [
          { field: 'cart', operator: '$gt', expected: 100, actual: 140, holds: true, nextChange: null },
          { field: 'cart', operator: '$lt', expected: 500, actual: 140, holds: true, nextChange: null },
        ],
      },
      {
        operator: '$or',
        holds: false,
        nextChange: 1_005,
        parts: [
          { field: 'since', operator: '$gt', expected: 90, actual: 12, holds: false, nextChange: 1_005 },
          { field: 'seen', operator: null, expected: false, actual: null, holds: false, nextChange: null },
        ],
      },
    ],
  });
});

it('gives $not one part, between conditions and on a value', () => {
  const part = { field: 'a', operator: null, expected: 1, actual: 2, holds: false, nextChange: null };
  const answer = { operator: '$not', holds: true, nextChange: null, parts: [part] };
  expect(explain({ $not: { a: 1 } }, { a: 2 })).toEqual(answer);
  expect(explain({ a: { $not: 1 } }, { a: 2 })).toEqual(answer);
});

it('shows what is not understood as never holding, and nothing holds by it', () => {
  const unknown = { operator: '$teleport', expected: 1, holds: false, nextChange: null };
  expect(explain({ $not: { a: { $teleport: 1 } } }, { a: 2 })).toEqual({
    operator: '$not',
    holds: false,
    nextChange: null,
    parts: [{ field: 'a', actual: 2, ...unknown }],
  });
  expect(explain({ $teleport: 1 }, {})).toEqual({ field: '', actual: null, ...unknown });
});

it('explains an empty condition as one that holds', () => {
  expect(explain({}, {})).toEqual({ operator: '$and', holds: true, nextChange: null, parts: [] });
});
