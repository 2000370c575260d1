import type { Engine } from './engine.js';
import { visitorTime } from './evaluation.js';
import { Visitor } from './visitor.js';

/** What time alone will do to a visitor's segments. Instants are epoch ms. */
export interface Forecast {
  /** By segment: the instant at which the visitor first enters or leaves it. Left out: not as far as was looked. */
  readonly changes: ReadonlyMap<string, number>;
  /** Up to which instant was looked; Infinity if nothing is left that time alone could change. */
  readonly foreseenUntil: number;
}

/** A rule on the hour of the day may be looked at 24 times a day for ever; this is three weeks of it. */
const MOST_STEPS = 500;

/**
 * Lets time pass for a copy of the visitor, who must be up to `now` (epoch ms), from one instant at which
 * something may change to the next: `until` says when to look, only looking says whether anything does change.
 */
export function forecast(engine: Engine, visitor: Visitor, now: number): Forecast {
  const copy = copyToAge(visitor);
  const changes = new Map<string, number>();
  const standing = new Set(engine.segments.map(({ key }) => key));
  for (let steps = 0; steps < MOST_STEPS && copy.until !== Infinity && standing.size > 0; steps++) {
    const at = visitorTime(copy, Math.max(now, copy.until));
    engine.advance(copy, at);
    for (const key of standing) {
      if (copy.segments.has(key) === visitor.segments.has(key)) continue;
      changes.set(key, at);
      standing.delete(key);
    }
  }
  return { changes, foreseenUntil: standing.size === 0 ? Infinity : copy.until };
}

/** Time changes only what is copied here: signals keep what they have folded, and are read anew. */
const copyToAge = (visitor: Visitor): Visitor =>
  new Visitor({ ...visitor.parts(), segments: visitor.segments.copy() });
