import type { Dependants } from './dependants.js';
import { Marks } from './marks.js';
import { NOT_IN, type Standings } from './memberships.js';
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
  const keys = segments.map(({ key }) => key);
  const parents = segments.map(({ parent }) => (parent === null ? -1 : keys.indexOf(parent)));
  const marks = new Marks(segments.length);
  /** Whether the latest run looked at the segment that `until` was for. */
  let passed = false;
  const mark = (place: number): void => marks.add(place);
  const markAll = (places: readonly number[]): void => {
    for (let i = 0; i < places.length; i++) marks.add(places[i] as number);
  };

  /** Runs over the marked segments in dependency order; answers the first instant one of them may change. */
  const run = (visitor: Visitor, standings: Standings, now: number): number => {
    passed = false;
    let first = Infinity;
    // What depends on a segment stands after it, so it is still ahead when it is marked.
    for (let place = marks.takeFirst(); place >= 0; place = marks.takeFirst()) {
      const segment = segments[place] as CompiledSegment;
      const parent = parents[place] as number;
      const enteredAt = standings[2 * place + 1] as number;
      const wasIn = enteredAt !== NOT_IN;
      let isIn = false;
      let next = Infinity;
      if (segment.closed === null && (parent < 0 || standings[2 * parent + 1] !== NOT_IN)) {
        const outlook = segment.when.outlook(visitor, now);
        isIn = outlook > 0;
        next = Math.abs(outlook);
        if (!isIn && wasIn && now < enteredAt + segment.holdMs) {
          isIn = true;
          next = Math.min(next, enteredAt + segment.holdMs);
        }
      }
      passed ||= (standings[2 * place] as number) <= visitor.until;
      standings[2 * place] = next;
      first = Math.min(first, next);
      if (isIn === wasIn) continue;
      standings[2 * place + 1] = isIn ? now : NOT_IN;
      visitor.segments.changed();
      markAll(dependants.ofSegment[place] as readonly number[]);
    }
    return first;
  };

  const standingsOf = ({ segments, until }: Visitor): Standings => segments.standingsAt(keys, until);

  const evaluateAll = (visitor: Visitor, now: number): void => {
    visitor.evaluatedAt = now;
    // Entered by a clock that was ahead: nothing is held because of what has not come yet.
    for (const [key, enteredAt] of visitor.segments) if (enteredAt > now) visitor.segments.set(key, now);
    for (let place = 0; place < segments.length; place++) marks.add(place);
    visitor.until = run(visitor, standingsOf(visitor), now);
  };

  const evaluateMarked = (visitor: Visitor, now: number): void => {
    visitor.evaluatedAt = now;
    if (marks.isEmpty) return;
    const standings = standingsOf(visitor);
    const first = run(visitor, standings, now);
    // What was not looked at stands as it was until the old instant at least.
    visitor.until = passed ? earliest(standings) : Math.min(visitor.until, first);
  };

  /** What time alone can have changed by `now`. */
  const evaluateDue = (visitor: Visitor, now: number): void => {
    visitor.evaluatedAt = now;
    const standings = standingsOf(visitor);
    let next = Infinity;
    for (let i = 0; i < standings.length; i += 2) {
      const due = standings[i] as number;
      if (due <= now) marks.add(i >> 1);
      else if (due < next) next = due;
    }
    visitor.until = Math.min(next, run(visitor, standings, now));
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

function earliest(standings: Standings): number {
  let first = Infinity;
  for (let i = 0; i < standings.length; i += 2)
    if ((standings[i] as number) < first) first = standings[i] as number;
  return first;
}
