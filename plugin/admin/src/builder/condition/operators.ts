import { isJsonObject, type Json } from '@tessera/model';
import { literalOf, patternOf } from './literal';
import { EXPERT, type Rule } from './types';

/** What an operator's value is: nothing, one value, an ordered one, a list, a text or a version. */
export type Operand = 'none' | 'one' | 'ordered' | 'list' | 'text' | 'version';

/** Every operator the form has words for, in the order menus list them. */
export const OPERANDS = {
  is: 'one',
  isNot: 'one',
  $gt: 'ordered',
  $gte: 'ordered',
  $lt: 'ordered',
  $lte: 'ordered',
  $in: 'list',
  $nin: 'list',
  $ini: 'list',
  $nini: 'list',
  $all: 'list',
  contains: 'text',
  notContains: 'text',
  startsWith: 'text',
  endsWith: 'text',
  $regex: 'text',
  $regexi: 'text',
  $veq: 'version',
  $vne: 'version',
  $vgt: 'version',
  $vgte: 'version',
  $vlt: 'version',
  $vlte: 'version',
  exists: 'none',
  missing: 'none',
} as const satisfies Record<string, Operand>;
export type OperatorName = keyof typeof OPERANDS;
export const OPERATORS = Object.keys(OPERANDS) as OperatorName[];

export const isOperator = (name: string): name is OperatorName => Object.hasOwn(OPERANDS, name);
export const operandOf = (name: string): Operand => (isOperator(name) ? OPERANDS[name] : 'none');

/** Whether a rule still lacks its field or value. */
export const isUnfinished = ({ field, operator, value }: Rule): boolean =>
  operator !== EXPERT && (field === '' || (value === null && operandOf(operator) !== 'none'));

const isScalar = (json: Json): boolean => json !== null && typeof json !== 'object';
const isTextOrNumber = (json: Json): boolean => typeof json === 'string' || typeof json === 'number';

/** Whether the form can show `json` as the value of an operator. */
function fits(operand: Operand, json: Json): boolean {
  if (json === null) return operand !== 'one';
  if (operand === 'one') return isScalar(json);
  if (operand === 'text') return typeof json === 'string';
  if (operand === 'list') return Array.isArray(json) && json.every(isTextOrNumber);
  return isTextOrNumber(json);
}

type Read = Pick<Rule, 'operator' | 'value' | 'spelling'>;

/** Reads one operator with its operand; null if the form has no words for it. */
export function readOperator(name: string, json: Json): Read | null {
  if (name === '$eq') {
    if (json === null) return { operator: 'missing', value: null, spelling: 'eq' };
    return isScalar(json) ? { operator: 'is', value: json, spelling: 'eq' } : null;
  }
  if (name === '$ne') {
    if (json === null) return { operator: 'exists', value: null, spelling: 'ne' };
    return isScalar(json) ? { operator: 'isNot', value: json } : null;
  }
  if (name === '$exists' && typeof json === 'boolean') {
    return { operator: json ? 'exists' : 'missing', value: null };
  }
  if (name === '$regexi') return readPattern(json);
  if (name === '$not') return readNot(json);
  if (!name.startsWith('$') || !isOperator(name)) return null;
  return fits(OPERANDS[name], json) ? { operator: name, value: json } : null;
}

/** Patterns that only look for a text are shown as that text. */
function readPattern(json: Json): Read | null {
  if (json === null) return { operator: 'contains', value: null };
  if (typeof json !== 'string') return null;
  const whole = literalOf(json);
  if (whole !== null) return { operator: 'contains', value: whole };
  const start = json.startsWith('^') ? literalOf(json.slice(1)) : null;
  if (start !== null) return { operator: 'startsWith', value: start };
  const end = json.endsWith('$') ? literalOf(json.slice(0, -1)) : null;
  if (end !== null) return { operator: 'endsWith', value: end };
  return { operator: '$regexi', value: json };
}

function readNot(json: Json): Read | null {
  if (!isJsonObject(json) || Object.keys(json).join() !== '$regexi') return null;
  const read = readPattern(json.$regexi ?? null);
  return read?.operator === 'contains' ? { ...read, operator: 'notContains' } : null;
}

/** The operator and operand that a rule is stored as. */
export function writeOperator({ operator, value, spelling }: Read): readonly [name: string, json: Json] {
  const pattern = typeof value === 'string' ? patternOf(value) : value;
  switch (operator) {
    // Of nothing: a null would ask for what is missing. A list that is null is refused until it is filled in.
    case 'is':
      return value === null ? ['$in', null] : ['$eq', value];
    case 'isNot':
      return value === null ? ['$nin', null] : ['$ne', value];
    case 'exists':
      return spelling === 'ne' ? ['$ne', null] : ['$exists', true];
    case 'missing':
      return spelling === 'eq' ? ['$eq', null] : ['$exists', false];
    case 'contains':
      return ['$regexi', pattern];
    case 'notContains':
      return ['$not', { $regexi: pattern }];
    case 'startsWith':
      return ['$regexi', value === null ? null : `^${pattern}`];
    case 'endsWith':
      return ['$regexi', value === null ? null : `${pattern}$`];
    default:
      return [operator, value];
  }
}

/** Whether a rule is stored as a plain value, `{ "field": 5 }`, where nothing else speaks against it. */
export const isPlain = ({ operator, value, spelling }: Rule): boolean =>
  (operator === 'is' && spelling !== 'eq' && value !== null) ||
  (operator === 'missing' && spelling === 'plain');
