import type { Field, Json, JsonObject } from '@tessera/model';
import type { Sessions } from './sessions.js';
import type { Visitor } from './visitor.js';

const DAY_MS = 24 * 3_600_000;

/**
 * How many visits a visitor has made: the sessions that are kept, which are those of the 30 days before the latest
 * event. Before the first event it is the first visit: whoever is asked about is here. So what is decided for
 * somebody unknown stands when the first beacon comes, and nothing changes by time alone.
 */
const countOf = ({ sessions }: Visitor): number => (sessions.length === 0 ? 1 : sessions.length / 2);
const isReturning = (visitor: Visitor): boolean => countOf(visitor) > 1;

/** `context.visit.NAME`; only the visitor's own sessions are asked, whatever a context says. */
export function visitField(name: string | undefined): Field<Visitor> | null {
  if (name === 'count') return { read: countOf };
  if (name === 'returning') return { read: isReturning };
  return null;
}

/** A visitor's context with all that conditions read as `context.*`. */
export const wholeContext = (visitor: Visitor): JsonObject => ({
  ...(visitor.context as JsonObject),
  visit: { count: countOf(visitor), returning: isReturning(visitor) } satisfies Json,
});

/** Nobody is made up to have made more visits: within the time below they would come too close to be told apart. */
export const MOST_MADE_UP = 1_000;
/** Made-up visits lie within this time, so that a day more of events lets go of none of them. */
const MADE_UP_MS = 28 * DAY_MS;

/**
 * The sessions of somebody who is on the visit of this number (1 to MOST_MADE_UP): the latest of `sessions`, or one
 * that begins at `now`, and as many before it as it takes.
 */
export function onVisit(count: number, sessions: Sessions, now: number): Sessions {
  const running = sessions.length > 0 ? sessions.slice(-2) : [now, now];
  const start = running[0] as number;
  const apart = Math.min(DAY_MS, Math.floor(MADE_UP_MS / Math.max(1, count - 1)));
  const earlier = Array.from({ length: count - 1 }, (_, i) => start - (count - 1 - i) * apart);
  return [...earlier.flatMap((time) => [time, time]), ...running];
}
