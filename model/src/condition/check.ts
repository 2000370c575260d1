import { isJsonObject, type Json, type JsonObject, jsonComplaint } from '../json.js';
import { type Checked, type Refusal, refuse } from '../refusal.js';
import { JOINERS, OPERATOR_NAMES, OPERATORS } from './operators.js';
import type { Condition } from './types.js';

/** How large a condition may be. */
const LIMITS = { depth: 16, values: 500, text: 512 } as const;

/** Says why a path may not be read here, or null. */
export type FieldComplaint = (path: string) => string | null;

/** An object all of whose keys are operators: `{ "$gt": 5, "$lt": 9 }`. */
export const isOperatorObject = (json: Json): json is JsonObject =>
  isJsonObject(json) && Object.keys(json).length > 0 && Object.keys(json).every((key) => key.startsWith('$'));

/**
 * Checks a condition as it must be to be published. `place` is put before every refusal's place;
 * `fieldComplaint` judges the paths it reads.
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
    else if (JOINERS.includes(key)) yield* listRefusals(operand, at, fieldComplaint);
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

function* valueRefusals(operand: Json, place: string): Generator<Refusal> {
  if (!isJsonObject(operand)) return;
  const keys = Object.keys(operand);
  if (!keys.some((key) => key.startsWith('$'))) return;
  for (const key of keys) {
    const at = `${place}.${key}`;
    const value = operand[key] as Json;
    const operator = Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
    if (key === '$not') yield* valueRefusals(value, at);
    else if (!operator)
      yield refuse(at, value, `unknown operator "${key}"; allowed: ${OPERATOR_NAMES.join(', ')}`);
    else {
      const complaint = operator.operandComplaint(value);
      if (complaint) yield refuse(at, value, complaint);
    }
  }
}
