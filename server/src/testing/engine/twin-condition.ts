import { isJsonObject, type Json, type JsonObject } from '@tessera/model';

/** What a condition reads: the value of a field, null if there is none. */
export type Read = (path: string) => Json;

/** Does a condition hold? As far as the generated conditions go, in the plainest words. */
export function holds(condition: JsonObject, read: Read): boolean {
  return Object.entries(condition).every(([key, operand]) => {
    switch (key) {
      case '$and':
        return parts(operand).every((part) => holds(part, read));
      case '$or':
        return parts(operand).some((part) => holds(part, read));
      case '$nor':
        return !parts(operand).some((part) => holds(part, read));
      case '$not':
        return !holds(operand as JsonObject, read);
      default:
        return passes(read(key), operand);
    }
  });
}

const parts = (operand: Json): readonly JsonObject[] => operand as readonly JsonObject[];

function passes(value: Json, expected: Json): boolean {
  if (isJsonObject(expected))
    return Object.entries(expected).every(([operator, operand]) => operation(operator, value, operand));
  // A plain number converts what it is compared with, so that a missing value is 0.
  return typeof expected === 'number' ? Number(value) === expected : value === expected;
}

function operation(operator: string, value: Json, operand: Json): boolean {
  const [left, right] = [value as number, operand as number];
  switch (operator) {
    case '$eq':
      return value === operand;
    case '$ne':
      return value !== operand;
    case '$gt':
      return left > right;
    case '$gte':
      return left >= right;
    case '$lt':
      return left < right;
    case '$lte':
      return left <= right;
    case '$exists':
      return (value !== null) === operand;
    case '$in':
      return isListed(value, operand as readonly Json[]);
    case '$nin':
      return !isListed(value, operand as readonly Json[]);
    default:
      throw new Error(`the twin does not know ${operator}`);
  }
}

const isListed = (value: Json, list: readonly Json[]): boolean =>
  (Array.isArray(value) ? value : [value]).some((item: Json) => list.includes(item));
