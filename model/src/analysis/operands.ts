import { isOperatorObject } from '../condition/check.js';
import { JOINERS } from '../condition/operators.js';
import { isJsonObject, type Json } from '../json.js';

/** Everything a field is compared with, sorted by what it asks of a value. */
export interface Operands {
  readonly numbers: Set<number>;
  readonly texts: Set<string>;
  /** Texts that values are ordered by. */
  readonly borders: Set<string>;
  readonly patterns: Set<string>;
  readonly versions: Set<string>;
  readonly lists: Json[];
  readonly objects: Json[];
  readonly sizes: Set<number>;
  /** What the items of a list are compared with; null if nothing asks for a list. */
  items: Operands | null;
  /** Texts are compared without regard to case. */
  ignoresCase: boolean;
  asksType: boolean;
  /** Comparisons of what lies inside an object, by path. */
  readonly inside: Map<string, Operands>;
}

export const noOperands = (): Operands => ({
  numbers: new Set(),
  texts: new Set(),
  borders: new Set(),
  patterns: new Set(),
  versions: new Set(),
  lists: [],
  objects: [],
  sizes: new Set(),
  items: null,
  ignoresCase: false,
  asksType: false,
  inside: new Map(),
});

/** Operands of the part of a value that `path` leads to; of the value itself for an empty path. */
export function operandsAt(of: Operands, path: string): Operands {
  if (path === '') return of;
  const there = of.inside.get(path) ?? noOperands();
  of.inside.set(path, there);
  return there;
}

/** Adds what one comparison (a plain value or an object of operators) compares with. */
export function addOperand(to: Operands, operand: Json): void {
  if (!isOperatorObject(operand)) addValue(to, operand);
  else for (const [name, value] of Object.entries(operand)) addOperator(to, name, value);
}

function addValue(to: Operands, value: Json): void {
  if (typeof value === 'string') {
    to.texts.add(value);
    addNumber(to, value);
  } else if (typeof value === 'number' || typeof value === 'boolean') addNumber(to, value);
  else if (Array.isArray(value)) to.lists.push(value);
  else if (value !== null) to.objects.push(value);
}

/** Values of different types are compared as JavaScript converts them, so "10" is a number's border, too. */
function addNumber(to: Operands, value: string | number | boolean): void {
  const number = Number(value);
  if (value !== '' && Number.isFinite(number)) to.numbers.add(number);
}

const itemsOf = (of: Operands): Operands => {
  of.items ??= noOperands();
  return of.items;
};

function addOperator(to: Operands, name: string, operand: Json): void {
  const list: readonly Json[] = Array.isArray(operand) ? operand : [];
  switch (name) {
    case '$not':
      addOperand(to, operand);
      break;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (typeof operand === 'string') {
        to.borders.add(operand);
        addNumber(to, operand);
      } else addValue(to, operand);
      break;
    case '$ini':
    case '$nini':
    case '$in':
    case '$nin':
      if (name.endsWith('i')) to.ignoresCase = true;
      for (const item of list) addValue(to, item);
      break;
    case '$all':
    case '$alli':
      for (const item of list) addOperand(itemsOf(to), item);
      if (name === '$alli') itemsOf(to).ignoresCase = true;
      break;
    case '$elemMatch':
      if (isOperatorObject(operand)) addOperand(itemsOf(to), operand);
      else addCondition(itemsOf(to), operand);
      break;
    case '$size':
      itemsOf(to);
      if (typeof operand === 'number') to.sizes.add(operand);
      else if (isOperatorObject(operand)) {
        const sizes = noOperands();
        addOperand(sizes, operand);
        for (const size of sizes.numbers) to.sizes.add(size);
      }
      break;
    case '$type':
      to.asksType = true;
      break;
    case '$regex':
    case '$regexi':
      if (typeof operand === 'string') to.patterns.add(operand);
      break;
    case '$exists':
      break;
    default:
      // $eq, $ne and versions; an unknown operator compares with nothing.
      if (name.startsWith('$v') && typeof operand === 'string') to.versions.add(operand);
      else addValue(to, operand);
  }
}

/** A condition on the objects in a list. */
function addCondition(to: Operands, condition: Json): void {
  if (!isJsonObject(condition)) return;
  for (const [key, operand] of Object.entries(condition)) {
    if (!JOINERS.includes(key)) addOperand(operandsAt(to, key), operand);
    else for (const part of Array.isArray(operand) ? operand : [operand]) addCondition(to, part as Json);
  }
}
