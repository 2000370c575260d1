import type { Dependants } from './dependants.js';
import type { CompiledSegment } from './segments.js';
import { latestEvent } from './sessions.js';
import type { Visitor } from './visitor.js';

/** Brings visitors' segments up to an instant. Times are epoch ms. */
export interface Evaluation {
  /** Has the segment at this place looked at by the next `evaluateMarked`. */
  mark(place: number): void;
  markAll(places: readonly number[]): void;
  /** Looks at what was marked, and at what depends on what changes by it. */
  evaluateMarked(visitor: Visitor, now: number): void;
  /** Looks at all segments. */
  evaluateAll(visitor: Visitor, now: number): void;
  /**
   * Steps through every instant up to `now` at which time alone could have changed something, so that a
   * visitor read late is in the same segments, entered at the same instants, as one watched all along.
   */
  advance(visitor: Visitor, now: number): void;
}

/** A visitor who was away for long is brought up in at most this many steps, then in one. */
const MOST_STEPS = 1_000;

/** A visitor's time never runs backwards, whatever the server's clock does. */
export const visitorTime = (visitor: Visitor, now: number): number =>
  Math.max(now, latestEvent(visitor.sessions));

export function evaluationOf(segments: readonly CompiledSegment[], dependants: Dependants): Evaluation {
  const marked = new Uint8Array(segments.length);
  let any = false;
  /** Whether the latest run looked at the segment that `until` was for. */
  let passed = false;
  const mark = (place: number): void => {
    marked[place] = 1;
    any = true;
  };
  const markAll = (places: readonly number[]): void => {
    for (let i = 0; i < places.length; i++) mark(places[i] as number);
  };

  /** Runs over the marked segments in dependency order; answers the first instant one of them may change. */
  const run = (visitor: Visitor, now: number): number => {
    const { due } = visitor;
    passed = false;
    let first = Infinity;
    for (let place = 0; place < segments.length; place++) {
      if (marked[place] === 0) continue;
      marked[place] = 0;
      const segment = segments[place] as CompiledSegment;
      const enteredAt = visitor.segments.get(segment.key);
      let isIn = false;
      let next = Infinity;
      if (segment.closed === null && (segment.parent === null || visitor.segments.has(segment.parent))) {
        const outlook = segment.when.outlook(visitor, now);
        isIn = outlook > 0;
        next = Math.abs(outlook);
        if (!isIn && enteredAt !== undefined && now < enteredAt + segment.holdMs) {
          isIn = true;
          next = Math.min(next, enteredAt + segment.holdMs);
        }
      }
      if (due !== null) {
        passed ||= (due[place] as number) <= visitor.until;
        due[place] = next;
      }
      first = Math.min(first, next);
      if (isIn === (enteredAt !== undefined)) continue;
      if (isIn) visitor.segments.set(segment.key, now);
      else visitor.segments.delete(segment.key);
      markAll(dependants.ofSegment[place] as readonly number[]);
    }
    any = false;
    return first;
  };

  const evaluateAll = (visitor: Visitor, now: number): void => {
    if (visitor.due?.length !== segments.length) visitor.due = new Float64Array(segments.length);
    visitor.evaluatedAt = now;
    // Entered by a clock that was ahead: nothing is held because of what has not come yet.
    for (const [key, enteredAt] of visitor.segments) if (enteredAt > now) visitor.segments.set(key, now);
    marked.fill(1);
    visitor.until = run(visitor, now);
  };

  const evaluateMarked = (visitor: Visitor, now: number): void => {
    visitor.evaluatedAt = now;
    if (!any) return;
    const first = run(visitor, now);
    // What was not looked at stands as it was until the old instant at least.
    visitor.until = passed && visitor.due !== null ? earliest(visitor.due) : Math.min(visitor.until, first);
  };

  /** What time alone can have changed by `now`. */
  const evaluateDue = (visitor: Visitor, now: number): void => {
    const { due } = visitor;
    if (due === null) {
      evaluateAll(visitor, now);
      return;
    }
    for (let place = 0; place < due.length; place++) if ((due[place] as number) <= now) mark(place);
    evaluateMarked(visitor, now);
  };

  return {
    mark,
    markAll,
    evaluateMarked,
    evaluateAll,
    advance: (visitor, now) => {
      // The server's clock was set back: what time had brought by then has not come yet.
      if (now < visitor.evaluatedAt) evaluateAll(visitor, now);
      for (let steps = 0; visitor.until <= now && steps < MOST_STEPS; steps++)
        evaluateDue(visitor, visitorTime(visitor, visitor.until));
      if (visitor.until <= now) evaluateAll(visitor, now);
    },
  };
}

function earliest(due: Float64Array): number {
  let first = Infinity;
  for (let place = 0; place < due.length; place++)
    if ((due[place] as number) < first) first = due[place] as number;
  return first;
}
