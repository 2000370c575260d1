import type { Json, JsonObject } from '../json.js';

/** Undefined: something in it is not understood, and the answer depends on what it means. */
type Answer = boolean | undefined;
type Read = (path: string) => Json;

/**
 * The slow twin of `compileCondition`: walks the condition anew for every subject and leaves everything
 * to JavaScript's own operators. Holds only if that is true whatever an unknown operator means.
 */
export const interpret = (condition: Json, read: Read): boolean => conditionAnswer(condition, read) === true;

// Three-valued logic: what is not understood decides nothing.
const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const all = (answers: readonly Answer[]): Answer => {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};
const some = (answers: readonly Answer[]): Answer => not(all(answers.map(not)));

const isObject = (json: Json): json is JsonObject =>
  json !== null && typeof json === 'object' && !Array.isArray(json);
const isOperators = (json: Json): json is JsonObject =>
  isObject(json) && Object.keys(json).length > 0 && Object.keys(json).every((key) => key[0] === '$');

function conditionAnswer(condition: Json, read: Read): Answer {
  if (!isObject(condition)) return undefined;
  return all(
    Object.entries(condition).map(([key, operand]) => {
      if (key[0] !== '$') return valueAnswer(operand, read(key));
      if (key === '$not') return not(conditionAnswer(operand, read));
      if (!Array.isArray(operand) || !operand.every(isObject)) return undefined;
      const answers = operand.map((part: Json) => conditionAnswer(part, read));
      const any = answers.length === 0 ? true : some(answers);
      return { $and: all(answers), $or: any, $nor: not(any) }[key];
    }),
  );
}

function valueAnswer(expected: Json, actual: Json): Answer {
  if (isOperators(expected))
    return all(Object.entries(expected).map(([name, operand]) => operatorAnswer(name, operand, actual)));
  if (typeof expected === 'string') return String(actual) === expected;
  if (typeof expected === 'number') return Number(actual) === expected;
  if (typeof expected === 'boolean') return actual !== null && !!actual === expected;
  return sorted(actual) === sorted(expected);
}

const sorted = (json: Json): string =>
  JSON.stringify(json, (_, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
const lower = (json: Json): Json => (typeof json === 'string' ? json.toLowerCase() : json);
const typeOf = (json: Json): string => (json === null ? 'null' : Array.isArray(json) ? 'array' : typeof json);

function isIn(actual: Json, list: readonly Json[], fold: (json: Json) => Json): boolean {
  const folded = list.map(fold);
  return Array.isArray(actual)
    ? actual.some((item) => folded.includes(fold(item)))
    : folded.includes(fold(actual));
}

function found(pattern: Json, flags: string, actual: Json): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, flags).test(String(actual));
  } catch {
    return false;
  }
}

function version(json: Json): string {
  const text = typeof json === 'number' || (typeof json === 'string' && json !== '') ? String(json) : '0';
  const parts = text.replace(/^v/, '').replace(/\+.*$/, '').split(/[-.]/);
  const padded = parts.map((part) => (/^[0-9]+$/.test(part) ? part.padStart(5, ' ') : part));
  return [...padded, ...(parts.length === 3 ? ['~'] : [])].join('-');
}

function itemAnswer(expected: Json, item: Json): Answer {
  if (!item) return false;
  if (isOperators(expected)) return valueAnswer(expected, item);
  return conditionAnswer(expected, (path) => lookUpPlainly(item, path));
}

/** `a.b` of `{ "a": { "b": 1 } }`; null where there is nothing. */
export function lookUpPlainly(json: Json, path: string): Json {
  let value: unknown = json;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return null;
    value = (value as Record<string, unknown>)[part];
  }
  return (value ?? null) as Json;
}

function operatorAnswer(name: string, operand: Json, actual: Json): Answer {
  const [a, b] = [actual as number, operand as number];
  const list = Array.isArray(operand) ? (operand as readonly Json[]) : null;
  const items = Array.isArray(actual) ? (actual as readonly Json[]) : null;
  const same = (json: Json) => json;
  switch (name) {
    case '$eq':
      return sorted(actual) === sorted(operand);
    case '$ne':
      return sorted(actual) !== sorted(operand);
    case '$gt':
      return a > b;
    case '$gte':
      return a >= b;
    case '$lt':
      return a < b;
    case '$lte':
      return a <= b;
    case '$in':
      return list !== null && isIn(actual, list, same);
    case '$nin':
      return list !== null && !isIn(actual, list, same);
    case '$ini':
      return list !== null && isIn(actual, list, lower);
    case '$nini':
      return list !== null && !isIn(actual, list, lower);
    case '$exists':
      return operand ? actual !== null : actual === null;
    case '$type':
      return typeOf(actual) === operand;
    case '$size':
      return items === null ? false : valueAnswer(operand, items.length);
    case '$elemMatch':
      if (!isObject(operand)) return undefined;
      return items === null ? false : some(items.map((item) => itemAnswer(operand, item)));
    case '$all':
      return (
        list !== null &&
        items !== null &&
        all(list.map((one) => some(items.map((item) => valueAnswer(one, item)))))
      );
    case '$alli':
      return (
        list !== null &&
        items !== null &&
        all(
          list.map((one) =>
            some(
              items.map((item) =>
                typeof one === 'string'
                  ? String(item).toLowerCase() === one.toLowerCase()
                  : valueAnswer(one, item),
              ),
            ),
          ),
        )
      );
    case '$regex':
      return found(operand, '', actual);
    case '$regexi':
      return found(operand, 'i', actual);
    case '$veq':
      return version(actual) === version(operand);
    case '$vne':
      return version(actual) !== version(operand);
    case '$vgt':
      return version(actual) > version(operand);
    case '$vgte':
      return version(actual) >= version(operand);
    case '$vlt':
      return version(actual) < version(operand);
    case '$vlte':
      return version(actual) <= version(operand);
    case '$not':
      return not(valueAnswer(operand, actual));
    default:
      return undefined;
  }
}
