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
