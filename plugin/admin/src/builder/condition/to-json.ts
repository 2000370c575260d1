import { isJsonObject, type Json, type JsonObject } from '@tessera/model';
import { isPlain, writeOperator } from './operators';
import { EXPERT, type Group, isGroup, type Part, type Rule } from './types';

/** Writes a form as it is stored. An empty form that never was an object is null: no condition. */
export function writeForm(form: Group): Json {
  return form.rules.length === 0 && form.spelling === undefined ? null : writeElement(form);
}

/**
 * The same while a line of JSON is unfinished: then it is a text that is not JSON, with the unfinished line in
 * its place, so that Strapi refuses to save it and nothing of it gets lost.
 */
export function writeValue(form: Group): Json {
  const broken: Rule[] = [];
  const marked = (part: Part): Part => {
    if (isGroup(part)) return { ...part, rules: part.rules.map(marked) };
    if (part.broken === undefined) return part;
    broken.push(part);
    return { ...part, value: markOf(part) };
  };
  const json = writeForm({ ...form, rules: form.rules.map(marked) });
  if (broken.length === 0) return json;
  return broken.reduce(
    (text, part) => text.replace(JSON.stringify(markOf(part)), () => part.broken ?? ''),
    JSON.stringify(json, null, 2),
  );
}

const markOf = ({ id }: Rule): string => `unfinished:${id}`;

function writeElement(part: Part): Json {
  if (!isGroup(part)) return part.operator === EXPERT ? part.value : writeObject([part]);
  if (part.combinator === 'all' && part.spelling !== 'list') return writeObject(part.rules);
  return Object.fromEntries([writeGroup(part)]);
}

type Entry = readonly [key: string, value: Json];

function writeGroup({ combinator, rules, spelling }: Group): Entry {
  const [only] = rules;
  if (combinator === 'none' && spelling === 'not' && only && rules.length === 1) {
    return ['$not', writeElement(only)];
  }
  const key = { all: '$and', any: '$or', none: '$nor' }[combinator];
  return [key, rules.map(writeElement)];
}

/** Parts that all must hold: in one object if it has a key for each of them, else in a list. */
function writeObject(parts: readonly Part[]): Json {
  const [only] = parts;
  if (only && parts.length === 1 && !isGroup(only) && only.operator === EXPERT) return only.value;
  return mergedObject(parts) ?? { $and: parts.map(writeElement) };
}

/** Null if two parts want the same key. Several tests of one field share one, `{ "$gt": 1, "$lt": 5 }`. */
function mergedObject(parts: readonly Part[]): JsonObject | null {
  const entries = new Map<string, Json | Tests>();
  for (const part of parts) {
    if (!isGroup(part) && part.operator !== EXPERT) {
      const present = entries.get(part.field);
      if (present instanceof Tests ? !present.add(part) : present !== undefined) return null;
      if (present === undefined) entries.set(part.field, new Tests(part));
      continue;
    }
    const added = isGroup(part) ? [writeGroup(part)] : isJsonObject(part.value) && Object.entries(part.value);
    if (!added || added.some(([key]) => entries.has(key))) return null;
    for (const [key, value] of added) entries.set(key, value);
  }
  return Object.fromEntries(
    [...entries].map(([key, value]) => [key, value instanceof Tests ? value.json() : value]),
  );
}

/** The tests of one field. */
class Tests {
  readonly #first: Rule;
  readonly #operators: Map<string, Json>;

  constructor(first: Rule) {
    this.#first = first;
    this.#operators = new Map([writeOperator(first)]);
  }

  /** False if there is one with the same operator already. */
  add(rule: Rule): boolean {
    const [name, json] = writeOperator(rule);
    if (this.#operators.has(name)) return false;
    this.#operators.set(name, json);
    return true;
  }

  json(): Json {
    const { field, operator, value } = this.#first;
    if (this.#operators.size === 1) {
      if (isPlain(this.#first)) return value;
      if (field === '' && operator === 'is' && value === null) return null;
    }
    return Object.fromEntries(this.#operators);
  }
}
