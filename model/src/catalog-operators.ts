import { isOperatorObject } from './condition/operators/operator.js';
import { comparisons } from './condition/reads.js';
import type { Condition } from './condition/types.js';
import type { Json } from './json.js';
import { type Refusal, refuse } from './refusal.js';
import type { Segment } from './segment.js';
import type { Signal } from './signal.js';
import type { Variant } from './variant.js';

/** For these it can be computed when a number that moves with the clock will change the answer. */
const FOR_MOVING = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$type', '$not'];

// Segments are evaluated one after the other, those that another one names before it. Operators that
// depend on the whole list would see it half made.
const BETWEEN_SEGMENTS = [
  ...['$in', '$nin', '$ini', '$nini', '$all', '$alli', '$elemMatch'],
  ...['$eq', '$ne', '$exists', '$type', '$not'],
];

/** Operators whose operands hold operators on the same values. */
const HOLDING = ['$not', '$elemMatch', '$all', '$alli'];

/** Why a signal's value moves with the clock alone, or null. Windows let it jump; that is foreseen. */
function whyMoving(signal: Signal): string | null {
  if (signal.kind === 'since') return 'grows with the clock';
  return 'halfLife' in signal && signal.halfLife !== null ? 'decays with the clock' : null;
}

/**
 * Operators that are fine in themselves, but not on the field they stand on: what moves with the clock,
 * and `segments` within a segment. `at` is put before every place.
 */
export function* operatorRefusals(
  when: Condition,
  signals: ReadonlyMap<string, Signal>,
  { at, inSegment }: { at: string; inSegment: boolean },
): Generator<Refusal> {
  for (const { path, expected, place } of comparisons(when, at)) {
    const limit = limitOn(path, signals, inSegment);
    if (limit) yield* unfit(expected, place, limit);
  }
}

interface Limit {
  readonly allowed: readonly string[];
  message(operator: string): string;
}

function limitOn(path: string, signals: ReadonlyMap<string, Signal>, inSegment: boolean): Limit | null {
  const allowed = (operators: readonly string[]) => `allowed: ${operators.join(', ')} and plain values`;
  if (path === 'segments' && inSegment) {
    return {
      allowed: BETWEEN_SEGMENTS,
      message: (operator) =>
        `"${operator}" does not name the segments it depends on; ${allowed(BETWEEN_SEGMENTS)}`,
    };
  }
  const signal = path.startsWith('signals.') ? signals.get(path.slice(8)) : undefined;
  const moving = path.startsWith('time.') ? 'moves with the clock' : signal && whyMoving(signal);
  if (!moving) return null;
  const what = signal ? `signal "${signal.key}"` : path;
  return {
    allowed: FOR_MOVING,
    message: (operator) =>
      `${what} ${moving}, and when "${operator}" on it will change its answer cannot be computed; ${allowed(FOR_MOVING)}`,
  };
}

function* unfit(expected: Json, place: string, limit: Limit): Generator<Refusal> {
  if (Array.isArray(expected)) {
    for (const [index, item] of expected.entries()) yield* unfit(item, `${place}[${index}]`, limit);
  } else if (isOperatorObject(expected)) {
    for (const [operator, operand] of Object.entries(expected)) {
      const at = `${place}.${operator}`;
      if (!limit.allowed.includes(operator)) yield refuse(at, operand, limit.message(operator));
      else if (HOLDING.includes(operator)) yield* unfit(operand, at, limit);
    }
  }
}

/** The same for all conditions of a catalog. */
export function* catalogOperators(catalog: {
  readonly signals: readonly Signal[];
  readonly segments: readonly Segment[];
  readonly variants: readonly Variant[];
}): Generator<Refusal> {
  const signals = new Map(catalog.signals.map((signal) => [signal.key, signal]));
  for (const [index, { when }] of catalog.segments.entries())
    yield* operatorRefusals(when, signals, { at: `segments[${index}].when`, inSegment: true });
  for (const [index, { when }] of catalog.variants.entries())
    yield* operatorRefusals(when ?? {}, signals, { at: `variants[${index}].when`, inSegment: false });
}

/**
 * Plain values and `$eq` on `segments` compare the whole list: `"vip"` holds for those who are in no
 * other segment. Allowed, but seldom meant.
 */
export function* wholeListWarnings(when: Condition, at: string): Generator<Refusal> {
  for (const { path, expected, place } of comparisons(when, at)) {
    if (path === 'segments' && typeof expected === 'string') {
      const message = `holds only for those who are in no other segment; to ask for one, use { "$in": ["${expected}"] }`;
      yield refuse(place, expected, message);
    }
  }
}
