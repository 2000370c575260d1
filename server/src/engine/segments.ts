import {
  type CompiledCondition,
  compileCondition,
  durationMs,
  type FieldOf,
  type Segment,
  segmentDependencies,
  signalsRead,
} from '@tessera/model';
import type { Visitor } from './visitor.js';

/** One published segment, ready to be evaluated. */
export interface CompiledSegment {
  readonly key: string;
  readonly parent: string | null;
  /** Steps up to a segment without a parent; 0 for those. */
  readonly depth: number;
  readonly holdMs: number;
  /** Why nobody is in it (disabled, or it names something that is not published), or null. */
  readonly closed: string | null;
  readonly when: CompiledCondition<Visitor>;
}

/**
 * Compiles segments, those that others depend on first. A segment that names a signal or a segment that
 * is not published is closed: nobody is in it, and so nobody is in what depends on it.
 */
export function compileSegments(
  segments: readonly Segment[],
  signalKeys: ReadonlySet<string>,
  fieldOf: FieldOf<Visitor>,
): readonly CompiledSegment[] {
  const byKey = new Map(segments.map((segment) => [segment.key, segment]));
  const compiled = new Map<string, CompiledSegment>();
  const visit = (segment: Segment): CompiledSegment => {
    const done = compiled.get(segment.key);
    if (done) return done;
    // The catalog's check has refused cycles, so this ends.
    for (const key of segmentDependencies(segment)) {
      const dependency = byKey.get(key);
      if (dependency) visit(dependency);
    }
    const parent = segment.parent === null ? undefined : compiled.get(segment.parent);
    const one: CompiledSegment = {
      key: segment.key,
      parent: segment.parent,
      depth: parent ? parent.depth + 1 : 0,
      holdMs: segment.hold === null ? 0 : durationMs(segment.hold),
      closed: whyClosed(segment, compiled, signalKeys),
      when: compileCondition(segment.when, fieldOf),
    };
    compiled.set(segment.key, one);
    return one;
  };
  for (const segment of segments) visit(segment);
  return [...compiled.values()];
}

function whyClosed(
  segment: Segment,
  compiled: ReadonlyMap<string, CompiledSegment>,
  signalKeys: ReadonlySet<string>,
): string | null {
  if (!segment.enabled) return 'it is disabled';
  for (const key of signalsRead(segment.when)) {
    if (!signalKeys.has(key)) return `signal "${key}" is not published`;
  }
  for (const key of segmentDependencies(segment)) {
    const dependency = compiled.get(key);
    if (!dependency) return `segment "${key}" is not published`;
    if (dependency.closed) return `segment "${key}" is closed: ${dependency.closed}`;
  }
  return null;
}

/**
 * Brings a visitor's segments up to `now`. Steps through every instant at which something could have
 * changed, so that a visitor read late is in the same segments, entered at the same instants, as one that
 * was watched all along.
 */
export function advance(segments: readonly CompiledSegment[], visitor: Visitor, now: number): void {
  for (let steps = 0; visitor.until <= now && steps < MOST_STEPS; steps++)
    evaluate(segments, visitor, visitor.until);
  if (visitor.until <= now) evaluate(segments, visitor, now);
}

/** A visitor who was away for long is brought up in at most this many steps, then in one. */
const MOST_STEPS = 1_000;

/** Evaluates all segments at `now` and sets the instant at which the outcome may next change. */
export function evaluate(segments: readonly CompiledSegment[], visitor: Visitor, now: number): void {
  const before = visitor.segments;
  visitor.segments = new Map();
  let until = Infinity;
  for (const segment of segments) {
    if (segment.closed || (segment.parent !== null && !visitor.segments.has(segment.parent))) continue;
    const enteredAt = before.get(segment.key);
    const heldUntil = enteredAt === undefined ? 0 : enteredAt + segment.holdMs;
    if (segment.when.holds(visitor, now)) visitor.segments.set(segment.key, enteredAt ?? now);
    else if (now < heldUntil && enteredAt !== undefined) {
      visitor.segments.set(segment.key, enteredAt);
      until = Math.min(until, heldUntil);
    }
    until = Math.min(until, segment.when.nextChange(visitor, now));
  }
  visitor.until = until;
}
