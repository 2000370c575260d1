/** A session ends after this much silence (ms); a visitor is active while one lasts. */
export const SESSION_SILENCE_MS = 30 * 60_000;

/** How late an event may come (ms); tags keep unsent events for a day at most. Older ones are refused. */
export const MAX_LATENESS_MS = 24 * 3_600_000;

/**
 * A visitor's sessions as intervals between their first and last event, `[start, end, start, end, …]`, oldest
 * first, epoch ms. Events less than SESSION_SILENCE_MS apart are of one session, so a late event may join two
 * sessions into one but never part one: whatever was folded within a session stays foldable.
 */
export type Sessions = number[];

/** Adds an event's time. Answers false if it lies too far back for any session that is kept. */
export function addToSessions(sessions: Sessions, time: number): boolean {
  const last = sessions.length - 2;
  if (last < 0) {
    sessions.push(time, time);
    return true;
  }
  const end = sessions[last + 1] as number;
  if (time >= (sessions[last] as number)) {
    if (time <= end) return true;
    if (time < end + SESSION_SILENCE_MS) sessions[last + 1] = time;
    else sessions.push(time, time);
    forgetOld(sessions);
    return true;
  }
  join(sessions, time, time);
  forgetOld(sessions);
  return time >= (sessions[0] as number);
}

/** The sessions of two visitors who turn out to be one. */
export function mergeSessions(a: Sessions, b: Sessions): Sessions {
  const merged = [...a];
  for (let i = 0; i < b.length; i += 2) join(merged, b[i] as number, b[i + 1] as number);
  forgetOld(merged);
  return merged;
}

/** The time of the latest event; 0 before the first. */
export const latestEvent = (sessions: Sessions): number => sessions[sessions.length - 1] ?? 0;

/** The instant at which the running session ends if nothing more happens; 0 before the first event. */
export const sessionEnd = (sessions: Sessions): number =>
  sessions.length === 0 ? 0 : latestEvent(sessions) + SESSION_SILENCE_MS;

/** When the session that runs at `now` began; Infinity if none runs. */
export const sessionStart = (sessions: Sessions, now: number): number =>
  now < sessionEnd(sessions) ? (sessions[sessions.length - 2] as number) : Infinity;

/** The place in `sessions` of the session that an event at `time` is in; it must have been added. */
export function sessionAt(sessions: Sessions, time: number): number {
  let i = sessions.length - 2;
  while (i > 0 && (sessions[i] as number) > time) i -= 2;
  return i;
}

function join(sessions: Sessions, start: number, end: number): void {
  let from = 0;
  while (from < sessions.length && (sessions[from + 1] as number) + SESSION_SILENCE_MS <= start) from += 2;
  let to = from;
  let [first, last] = [start, end];
  while (to < sessions.length && (sessions[to] as number) < end + SESSION_SILENCE_MS) {
    first = Math.min(first, sessions[to] as number);
    last = Math.max(last, sessions[to + 1] as number);
    to += 2;
  }
  sessions.splice(from, to - from, first, last);
}

/** A session that ended before this can't be joined by an event that is admitted. */
const earliestKept = (latest: number): number => latest - MAX_LATENESS_MS - SESSION_SILENCE_MS;

function forgetOld(sessions: Sessions): void {
  while (sessions.length > 2 && (sessions[1] as number) < earliestKept(latestEvent(sessions)))
    sessions.splice(0, 2);
}
