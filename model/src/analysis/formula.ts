import { isOperatorObject } from '../condition/check.js';
import { compileCondition } from '../condition/compile.js';
import { OPERATORS } from '../condition/operators.js';
import type { CompiledCondition, Condition } from '../condition/types.js';
import type { Json } from '../json.js';

/** One comparison of a condition: `signals.clicks` with `{ "$gt": 3 }`, or with a plain value. */
export interface FieldTest {
  readonly path: string;
  readonly operand: Json;
  /** What the condition itself answers for a value of the field; undefined is missing. */
  holds(value: Json | undefined): boolean;
}

/** A condition, or several, with everything they refer to put in their place. */
export type Formula =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'test'; readonly test: FieldTest }
  /** `body` holds exactly for the members of the segment. */
  | { readonly kind: 'member'; readonly segment: string; readonly body: Formula }
  /** The instant is from `from` on and before `until`, epoch ms. */
  | { readonly kind: 'schedule'; readonly from: number; readonly until: number }
  | Free;

/**
 * What is not followed. Without `guess` it is taken as false where a visitor is looked for, and as either
 * where it must be proven that there is none; with `guess` it is taken as either in both.
 */
export interface Free {
  readonly kind: 'free';
  readonly name: string;
  readonly guess: boolean;
}

export const ALWAYS: Formula = { kind: 'constant', holds: true };
export const NEVER: Formula = { kind: 'constant', holds: false };

export const not = (part: Formula): Formula => {
  if (part.kind === 'constant') return part.holds ? NEVER : ALWAYS;
  return part.kind === 'not' ? part.part : { kind: 'not', part };
};

export function all(parts: readonly Formula[]): Formula {
  if (parts.some((part) => part.kind === 'constant' && !part.holds)) return NEVER;
  const left = parts.filter(({ kind }) => kind !== 'constant');
  return left.length === 1 && left[0] ? left[0] : left.length === 0 ? ALWAYS : { kind: 'all', parts: left };
}

/** One of the parts holds; false if there are none. */
export function any(parts: readonly Formula[]): Formula {
  if (parts.some((part) => part.kind === 'constant' && part.holds)) return ALWAYS;
  const left = parts.filter(({ kind }) => kind !== 'constant');
  return left.length === 1 && left[0] ? left[0] : left.length === 0 ? NEVER : { kind: 'any', parts: left };
}

/** How a comparison of the field `segments` becomes memberships; see segments-field.ts. */
export type SegmentsField = (operand: Json) => Formula;

/** A condition's formula, part by part as `compileCondition` reads it. */
export function formulaOf(condition: Condition, segmentsField: SegmentsField): Formula {
  return all(Object.entries(condition).map(([key, operand]) => partFormula(key, operand, segmentsField)));
}

function partFormula(key: string, operand: Json, segmentsField: SegmentsField): Formula {
  const list = () =>
    (Array.isArray(operand) ? operand : []).map((item) => formulaOf(item as Condition, segmentsField));
  // An empty list of alternatives holds, as it does when compiled.
  const anyOf = (parts: readonly Formula[]) => (parts.length === 0 ? ALWAYS : any(parts));
  switch (key) {
    case '$and':
      return all(list());
    case '$or':
      return anyOf(list());
    case '$nor':
      return not(anyOf(list()));
    case '$not':
      return not(formulaOf(operand as Condition, segmentsField));
    default:
      if (key.startsWith('$')) return NEVER;
      return key === 'segments' ? segmentsField(operand) : valueFormula(key, operand);
  }
}

function valueFormula(path: string, operand: Json): Formula {
  if (!isOperatorObject(operand)) return testFormula(path, operand);
  return all(
    Object.entries(operand).map(([name, value]) => {
      if (name === '$not') return not(valueFormula(path, value));
      return Object.hasOwn(OPERATORS, name) ? testFormula(path, { [name]: value }) : NEVER;
    }),
  );
}

const testFormula = (path: string, operand: Json): Formula => ({
  kind: 'test',
  test: { path, operand, holds: holdsFor(path, operand) },
});

/** The condition's own answer, so that no operator has a second meaning here. Compiled when first asked. */
export function holdsFor(path: string, operand: Json): (value: Json | undefined) => boolean {
  let compiled: CompiledCondition<{ value: Json | undefined }> | null = null;
  return (value) => {
    compiled ??= compileCondition({ [path]: operand }, () => ({ read: (subject) => subject.value }));
    return compiled.holds({ value }, 0);
  };
}
