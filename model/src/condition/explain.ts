import type { Json } from '../json.js';
import { nodeOf } from './node.js';
import type { Joiner } from './operators.js';
import { type Plan, planOf } from './plan.js';
import type { Condition, FieldOf } from './types.js';

/**
 * Why a condition holds or does not, as plain JSON. The root answers what `compileCondition` answers.
 * ```json
 * { "operator": "$and", "holds": false, "nextChange": 1795467690001, "parts": [
 *   { "field": "signals.cart_value", "operator": "$gt", "expected": 100, "actual": 140, "holds": true, "nextChange": null },
 *   { "field": "signals.since_cart", "operator": "$gt", "expected": 90, "actual": 12, "holds": false, "nextChange": 1795467690001 } ] }
 * ```
 */
export type Explanation = ExplainedTest | ExplainedJoint;

interface Answer {
  readonly holds: boolean;
  /** When the answer could next change if nothing more happened, epoch ms; null if never. */
  readonly nextChange: number | null;
}

/** One operator, or a plain value, on one field. */
export interface ExplainedTest extends Answer {
  /** Its path; empty for an unknown operator between conditions. */
  readonly field: string;
  /** Null for a plain value. One that is not known never holds, and the whole does not hold by it. */
  readonly operator: string | null;
  readonly expected: Json;
  /** Null if missing. */
  readonly actual: Json;
}

/**
 * Several parts. Several fields in one object, and several operators on one field, are an `$and`; `$not`
 * has exactly one part; an `$and` and an `$or` without parts hold.
 */
export interface ExplainedJoint extends Answer {
  readonly operator: Joiner;
  readonly parts: readonly Explanation[];
}

/** Explains `condition` for `subject` at `now` (epoch ms). For people: it compiles on every call. */
export function explainCondition<S>(
  condition: Condition,
  fieldOf: FieldOf<S>,
  subject: S,
  now: number,
): Explanation {
  return explained(planOf(condition, fieldOf), subject, now);
}

function explained<S>(plan: Plan<S>, subject: S, now: number): Explanation {
  const outlook = nodeOf(plan).outlook(subject, now);
  const answer: Answer = {
    holds: outlook > 0 && plan.kind !== 'not understood',
    nextChange: Number.isFinite(outlook) ? Math.abs(outlook) : null,
  };
  if (plan.kind === 'joint')
    return {
      operator: plan.joiner,
      ...answer,
      parts: plan.parts.map((part) => explained(part, subject, now)),
    };
  const { path: field, operator, expected } = plan;
  return { field, operator, expected, actual: plan.field?.read(subject, now) ?? null, ...answer };
}
