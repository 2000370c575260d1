import fc from 'fast-check';
import type { Json } from '../json.js';
import type { Condition } from './types.js';

// Few different values, so that comparisons meet often.

const texts = fc.constantFrom(
  '',
  'a',
  'A',
  'b',
  'ab',
  '5',
  '10',
  '-1',
  'null',
  'true',
  '1.2.3',
  '1.2.3-rc',
  'v1.2.3-rc.1+7',
);
const numbers = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constantFrom(0.5, 5, 5.5, 1e9));
const scalars: fc.Arbitrary<Json> = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));

/** Any JSON of depth 3. The keys of its objects are those that conditions ask for, and `keys`. */
const jsonWith = (...keys: readonly string[]): fc.Arbitrary<Json> =>
  fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: scalars },
      { weight: 1, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
      {
        weight: 1,
        arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'n', ...keys), tie('json'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      },
    ),
  })).json;

export const json = jsonWith();
/** Also with keys on which careless conversion throws or reaches a prototype. */
export const nastyJson = jsonWith('toString', 'valueOf', 'length', 'constructor', 'toJSON', '$gt');

const patterns = fc.constantFrom(
  '',
  'a',
  '^a',
  'b$',
  '^[ab]+$',
  '1\\.2',
  '(a|1)',
  'nul',
  'A',
  '\\d',
  '/???***[)',
  '(',
);
const versions = fc.oneof(
  fc.constantFrom('1.2.3', 'v1.2.3', '1.2.3-rc', '1.2.3-rc.1', '1.10', '10', '2'),
  numbers,
);
const lists = fc.array(scalars, { maxLength: 11 });

/** Of every known operator, mostly with operands it is made for. `value` may hold operators in turn. */
function operatorsOf(value: fc.Arbitrary<Json>, condition: fc.Arbitrary<Condition>) {
  const operands: Record<string, fc.Arbitrary<Json>> = {
    $size: fc.oneof(fc.integer({ min: 0, max: 4 }), value),
    $elemMatch: fc.oneof(value, condition),
    $type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'),
    $exists: fc.boolean(),
    $not: value,
  };
  for (const name of ['$all', '$alli']) operands[name] = fc.array(value, { maxLength: 3 });
  for (const name of ['$in', '$nin', '$ini', '$nini']) operands[name] = lists;
  for (const name of ['$gt', '$gte', '$lt', '$lte']) operands[name] = fc.oneof(numbers, texts, json);
  for (const name of ['$eq', '$ne']) operands[name] = json;
  for (const name of ['$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte']) operands[name] = versions;
  for (const name of ['$regex', '$regexi']) operands[name] = patterns;
  return Object.entries(operands).map(([name, operand]) =>
    fc
      .oneof({ weight: 9, arbitrary: operand }, { weight: 1, arbitrary: json })
      .map((one): Condition => ({ [name]: one })),
  );
}

/** What stands where an operator should: none of them is known. */
export const UNKNOWN = '$teleport';

/** Conditions of all operators on the fields `paths`, nested; with `unknown`, of unknown operators too. */
export const conditionsOn = (paths: readonly string[], { unknown = false } = {}): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition; value: Json }>((tie) => {
    const operators = fc.oneof(
      ...operatorsOf(tie('value'), tie('condition')),
      ...(unknown ? [fc.constant<Condition>({ [UNKNOWN]: 1 })] : []),
    );
    const field = fc
      .tuple(fc.constantFrom(...paths), tie('value'))
      .map(([path, value]): Condition => ({ [path]: value }));
    const parts = fc.array(tie('condition'), { maxLength: 4 });
    return {
      value: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        json,
        { weight: 4, arbitrary: fc.tuple(operators, operators).map(([a, b]) => ({ ...a, ...b })) },
        { weight: 4, arbitrary: operators },
      ),
      condition: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        { weight: 4, arbitrary: field },
        { weight: 1, arbitrary: fc.array(field, { maxLength: 3 }).map((all) => Object.assign({}, ...all)) },
        { weight: 1, arbitrary: parts.map((list): Condition => ({ $and: list })) },
        { weight: 1, arbitrary: parts.map((list): Condition => ({ $or: list })) },
        { weight: 1, arbitrary: parts.map((list): Condition => ({ $nor: list })) },
        { weight: 1, arbitrary: tie('condition').map((part): Condition => ({ $not: part })) },
        ...(unknown ? [fc.constant<Condition>({ [UNKNOWN]: [{}] })] : []),
      ),
    };
  }).condition;
