import { nodeOf } from './node.js';
import { planOf } from './plan.js';
import type { CompiledCondition, Condition, Field, FieldOf } from './types.js';

/**
 * Compiles a checked condition into closures over the fields that `fieldOf` hands out, each asked for
 * once. Throws nothing, whatever the condition: an operator that is not known makes the part it stands
 * in false, also below `$not`, since what was never checked must not widen an audience.
 *
 * Evaluating allocates nothing, but for `$regex`, versions, and texts whose case is ignored.
 */
export function compileCondition<S>(condition: Condition, fieldOf: FieldOf<S>): CompiledCondition<S> {
  const fields = new Map<string, Field<S>>();
  const { moves, holds, outlook } = nodeOf(planOf(condition, remembering(fields, fieldOf)));
  return {
    reads: [...fields.keys()],
    moves,
    holds,
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
