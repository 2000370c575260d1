import { isJsonObject, type Json, jsonComplaint } from '../json.js';
import { type Checked, type Refusal, refuse } from '../refusal.js';
import { isJoiner, JOINERS, OPERATOR_NAMES, operatorNamed } from './operators.js';
import type { Condition } from './types.js';

export { isOperatorObject } from './operators/operator.js';

/** How large a condition may be. */
const LIMITS = { depth: 16, values: 500, text: 512 } as const;

/** Says why a path may not be read here, or null. */
export type FieldComplaint = (path: string) => string | null;

/**
 * Checks a condition as it must be to be published: known operators with operands they can use, fields
 * that `fieldComplaint` does not complain of, regular expressions that can be matched in linear time.
 * `place` is put before every refusal's place.
 */
export function checkCondition(
  json: unknown,
  { place = '', fieldComplaint = () => null }: { place?: string; fieldComplaint?: FieldComplaint } = {},
): Checked<Condition> {
  const complaint = jsonComplaint(json, LIMITS);
  if (complaint) return { ok: false, refusals: [refuse(place, json, complaint)] };
  const refusals = [...conditionRefusals(json as Json, place, fieldComplaint)];
  return refusals.length === 0 ? { ok: true, value: json as Condition } : { ok: false, refusals };
}

function* conditionRefusals(json: Json, place: string, fieldComplaint: FieldComplaint): Generator<Refusal> {
  if (!isJsonObject(json)) {
    yield refuse(place, json, 'must be a condition, an object such as { "signals.clicks": { "$gt": 3 } }');
    return;
  }
  for (const [key, operand] of Object.entries(json)) {
    const at = place === '' ? key : `${place}.${key}`;
    if (key === '$not') yield* conditionRefusals(operand, at, fieldComplaint);
    else if (isJoiner(key)) yield* listRefusals(operand, at, fieldComplaint);
    else if (key.startsWith('$')) {
      yield refuse(
        at,
        operand,
        `unknown operator "${key}" between conditions; allowed: ${JOINERS.join(', ')}`,
      );
    } else {
      const complaint = fieldComplaint(key);
      if (complaint) yield refuse(at, operand, complaint);
      yield* valueRefusals(operand, at);
    }
  }
}

function* listRefusals(operand: Json, place: string, fieldComplaint: FieldComplaint): Generator<Refusal> {
  if (!Array.isArray(operand)) {
    yield refuse(place, operand, 'must be a list of conditions');
    return;
  }
  for (const [index, item] of operand.entries()) {
    yield* conditionRefusals(item as Json, `${place}[${index}]`, fieldComplaint);
  }
}

function* valueRefusals(expected: Json, place: string): Generator<Refusal> {
  if (!isJsonObject(expected)) return;
  const keys = Object.keys(expected);
  if (!keys.some((key) => key.startsWith('$'))) return;
  for (const key of keys) yield* operatorRefusals(key, expected[key] as Json, `${place}.${key}`);
}

function* operatorRefusals(name: string, operand: Json, place: string): Generator<Refusal> {
  if (name === '$not') {
    yield* valueRefusals(operand, place);
    return;
  }
  const operator = operatorNamed(name);
  const complaint = operator
    ? operator.complaint(operand)
    : `unknown operator "${name}"; allowed: ${OPERATOR_NAMES.join(', ')}`;
  if (complaint) {
    yield refuse(place, operand, complaint);
    return;
  }
  for (const nested of operator?.nested?.(operand) ?? []) {
    const at = `${place}${nested.place}`;
    // A condition on an item reads the item's own fields, whatever they are.
    if (nested.as === 'value') yield* valueRefusals(nested.json, at);
    else yield* conditionRefusals(nested.json, at, () => null);
  }
}
