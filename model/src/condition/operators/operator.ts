import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import type { Test } from '../value-test.js';

/** One operator on a field's value. What it means for odd values is GrowthBook's meaning. */
export interface Operator {
  /** What is wrong with an operand at publish and what is allowed, or null. */
  complaint(operand: Json): string | null;
  /** The parts of an operand that are values or conditions themselves, and must be checked in turn. */
  nested?(operand: Json): readonly Nested[];
  /** Compiles the operand. The operand may be one that publishing would refuse. */
  test(operand: Json, within: Within): Test;
  /**
   * The numbers with which the answer for a moving number depends on comparing it; null if the answer
   * may change with any change of the number.
   */
  thresholds(operand: Json): readonly number[] | null;
}

export interface Nested {
  /** Its place in the operand, e.g. `[2]`; empty for the operand itself. */
  readonly place: string;
  readonly json: Json;
  readonly as: 'value' | 'condition';
}

/** How an operator compiles the parts of its operand. */
export interface Within {
  /** Plain values and objects of operators. */
  value(expected: Json): Test;
  /** A condition on the value itself: its fields are the value's own. */
  condition(condition: JsonObject): Test;
  /** Of what is not understood: it must not widen an audience. */
  readonly never: Test;
}

/** An object all of whose keys are operators: `{ "$gt": 5, "$lt": 9 }`. */
export const isOperatorObject = (json: Json): json is JsonObject =>
  isJsonObject(json) && Object.keys(json).length > 0 && Object.keys(json).every((key) => key.startsWith('$'));

/** For operators whose answer about any number is the same, so that only a jump can change it. */
export const noThresholds = (): readonly number[] => [];

export const listComplaint = (operand: Json): string | null =>
  Array.isArray(operand) ? null : 'must be a list of values';
