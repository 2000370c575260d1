import type { Dependants } from './dependants.js';
import type { CompiledSegment } from './segments.js';
import { latestEvent } from './sessions.js';
import type { Visitor } from './visitor.js';

/** Brings visitors' segments up to an instant. Times are epoch ms. */
export interface Evaluation {
  /** Has the segments at these places looked at by the next `evaluateMarked`. */
  mark(places: readonly number[]): void;
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
  const mark = (places: readonly number[]): void => {
    for (let i = 0; i < places.length; i++) marked[places[i] as number] = 1;
  };

  /** Runs over the marked segments in dependency order; answers the first instant they may change. */
  const run = (visitor: Visitor, now: number): number => {
    let until = Infinity;
    let changed = false;
    for (let place = 0; place < segments.length; place++) {
      if (marked[place] === 0) continue;
      marked[place] = 0;
      const segment = segments[place] as CompiledSegment;
      const enteredAt = visitor.segments.get(segment.key);
      let isIn = false;
      if (!segment.closed && (segment.parent === null || visitor.segments.has(segment.parent))) {
        isIn = segment.when.holds(visitor, now);
        until = Math.min(until, segment.when.nextChange(visitor, now));
        const heldUntil = enteredAt === undefined ? 0 : enteredAt + segment.holdMs;
        if (!isIn && now < heldUntil) {
          isIn = true;
          until = Math.min(until, heldUntil);
        }
      }
      if (isIn === (enteredAt !== undefined)) continue;
      if (isIn) visitor.segments.set(segment.key, now);
      else visitor.segments.delete(segment.key);
      changed = true;
      mark(dependants.ofSegment[place] as readonly number[]);
    }
    if (changed) visitor.segments = inOrder(segments, visitor.segments);
    return until;
  };

  const evaluateAll = (visitor: Visitor, now: number): void => {
    marked.fill(1);
    visitor.until = run(visitor, now);
  };

  return {
    mark,
    // What was not looked at stands as it was until the old instant at least.
    evaluateMarked: (visitor, now) => {
      visitor.until = Math.min(visitor.until, run(visitor, now));
    },
    evaluateAll,
    advance: (visitor, now) => {
      for (let steps = 0; visitor.until <= now && steps < MOST_STEPS; steps++)
        evaluateAll(visitor, visitorTime(visitor, visitor.until));
      if (visitor.until <= now) evaluateAll(visitor, now);
    },
  };
}

/** Only published segments, in dependency order. */
const inOrder = (
  segments: readonly CompiledSegment[],
  entered: ReadonlyMap<string, number>,
): Map<string, number> =>
  new Map(
    segments.flatMap(({ key }) => {
      const at = entered.get(key);
      return at === undefined ? [] : [[key, at] as const];
    }),
  );
