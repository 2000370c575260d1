import { isJsonObject, type Json } from '@tessera/model';
import { readOperator } from './operators';
import { freshId, type Group, isGroup, newExpert, newGroup, type Part, type Rule } from './types';

/**
 * Reads a condition, whatever it is, as a form. What the form has no words for becomes a line of JSON, so
 * that writeForm gives back exactly what was read.
 */
export function readForm(json: Json): Group {
  if (json === null) return newGroup('all', []);
  const part = readElement(json);
  return isGroup(part) ? part : { ...newGroup('all', [part]), spelling: 'object' };
}

/** One condition: as a part of its own if it has one key, as a group if it has several. */
function readElement(json: Json): Part {
  if (!isJsonObject(json)) return newExpert(json);
  const parts = Object.entries(json).flatMap(([key, operand]) => readEntry(key, operand));
  const [only] = parts;
  return only && parts.length === 1 ? only : { ...newGroup('all', parts), spelling: 'object' };
}

const JOINERS = { $and: 'all', $or: 'any', $nor: 'none' } as const;
const isListJoiner = (key: string): key is keyof typeof JOINERS => Object.hasOwn(JOINERS, key);

function readEntry(key: string, operand: Json): Part[] {
  if (key === '$not') return [{ ...newGroup('none', [readElement(operand)]), spelling: 'not' }];
  if (isListJoiner(key) && Array.isArray(operand)) {
    return [{ ...newGroup(JOINERS[key], operand.map(readElement)), spelling: 'list' }];
  }
  return (key.startsWith('$') ? null : readField(key, operand)) ?? [newExpert(entry(key, operand))];
}

/** Also for the key `__proto__`, which an assignment would lose. */
const entry = (key: string, value: Json): Json => Object.fromEntries([[key, value]]);

/** The tests of one field; null if the form has no words for one of them. */
function readField(field: string, operand: Json): Rule[] | null {
  const rule = (part: Omit<Rule, 'id' | 'field'>): Rule => ({ id: freshId(), field, ...part });
  if (operand === null) {
    // A line whose field is not chosen yet.
    if (field === '') return [rule({ operator: 'is', value: null })];
    return [rule({ operator: 'missing', value: null, spelling: 'plain' })];
  }
  if (typeof operand !== 'object') return [rule({ operator: 'is', value: operand })];
  if (!isJsonObject(operand)) return null;
  const rules: Rule[] = [];
  for (const [name, json] of Object.entries(operand)) {
    const read = readOperator(name, json);
    if (!read) return null;
    rules.push(rule(read));
  }
  return rules.length > 0 ? rules : null;
}
