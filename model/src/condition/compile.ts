import { nodeOf } from './node.js';
import { type Plan, planOf } from './plan.js';
import type { CompiledCondition, Condition, Field, FieldOf, Watch } from './types.js';

/**
 * Compiles a checked condition into closures over the fields that `fieldOf` hands out, each asked for
 * once. Throws nothing, whatever the condition: an operator that is not known makes the part it stands
 * in false, also below `$not`, since what was never checked must not widen an audience.
 *
 * Evaluating allocates nothing, but for `$regex`, versions, and texts whose case is ignored.
 */
export function compileCondition<S>(condition: Condition, fieldOf: FieldOf<S>): CompiledCondition<S> {
  const fields = new Map<string, Field<S>>();
  const plan = planOf(condition, remembering(fields, fieldOf));
  const { moves, holds, outlook } = nodeOf(plan);
  return {
    reads: [...fields.keys()],
    watches: watchesOf(plan),
    moves,
    holds,
    outlook,
    nextChange: moves ? (subject, now) => Math.abs(outlook(subject, now)) : () => Infinity,
  };
}

/** One field per path: parts that share it can then be told to. */
export function remembering<S>(fields: Map<string, Field<S>>, fieldOf: FieldOf<S>): FieldOf<S> {
  return (path) => {
    const known = fields.get(path);
    if (known) return known;
    const field = fieldOf(path);
    fields.set(path, field);
    return field;
  };
}

function watchesOf<S>(plan: Plan<S>): readonly Watch[] {
  const byPath = new Map<string, readonly number[] | null>();
  const visit = (part: Plan<S>): void => {
    if (part.kind === 'joint') part.parts.forEach(visit);
    if (part.kind !== 'test') return;
    const known = byPath.get(part.path);
    const both = known === null || part.thresholds === null ? null : [...(known ?? []), ...part.thresholds];
    byPath.set(part.path, both === null ? null : [...new Set(both)]);
  };
  visit(plan);
  return [...byPath].map(([path, thresholds]) => ({ path, thresholds }));
}
