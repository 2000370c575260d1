/** A session ends after this much silence (ms); a visitor is active while one lasts. */
export const SESSION_SILENCE_MS = 30 * 60_000;

/** How late an event may come (ms); tags keep unsent events for a day at most. Older ones are refused. */
export const MAX_LATENESS_MS = 24 * 3_600_000;

/** How long before the latest event (ms) a session may have ended to be kept, and counted as a visit. */
export const SESSIONS_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * A visitor's sessions as intervals between their first and last event, `[start, end, start, end, …]`, oldest
 * first, epoch ms. Events less than SESSION_SILENCE_MS apart are of one session, so a late event may join two
 * sessions into one but never part one: whatever was folded within a session stays foldable. Which of them are kept
 * goes by their ends and the latest event alone, so any order of events, and of merges, keeps the same ones; as
 * they lie SESSION_SILENCE_MS apart, they are at most 1,441.
 */
export type Sessions = number[];

/** Adds an event's time. */
export function addToSessions(sessions: Sessions, time: number): void {
  const last = sessions.length - 2;
  if (last < 0) {
    sessions.push(time, time);
    return;
  }
  const end = sessions[last + 1] as number;
  if (time >= (sessions[last] as number)) {
    if (time <= end) return;
    if (time < end + SESSION_SILENCE_MS) sessions[last + 1] = time;
    else sessions.push(time, time);
  } else join(sessions, time);
  forgetOld(sessions);
}

/** The sessions of two visitors who turn out to be one. */
export function mergeSessions(a: Sessions, b: Sessions): Sessions {
  const merged: Sessions = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const isOfA = j >= b.length || (a[i] as number) <= (b[j] as number);
    const start = (isOfA ? a[i] : b[j]) as number;
    const end = (isOfA ? a[i + 1] : b[j + 1]) as number;
    if (isOfA) i += 2;
    else j += 2;
    const last = merged.length - 1;
    if (last > 0 && start < (merged[last] as number) + SESSION_SILENCE_MS)
      merged[last] = Math.max(merged[last] as number, end);
    else merged.push(start, end);
  }
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

/** When the first session began that an event which is admitted may still join; 0 before the first event. */
export function joinableFrom(sessions: Sessions): number {
  let i = sessions.length - 2;
  if (i < 0) return 0;
  const earliest = (sessions[i + 1] as number) - MAX_LATENESS_MS - SESSION_SILENCE_MS;
  while (i > 0 && (sessions[i - 1] as number) >= earliest) i -= 2;
  return sessions[i] as number;
}

/** Puts in an event before the latest session. Nearly always it is close to that. */
function join(sessions: Sessions, time: number): void {
  let to = sessions.length;
  while (to > 0 && (sessions[to - 2] as number) >= time + SESSION_SILENCE_MS) to -= 2;
  let from = to;
  let [first, last] = [time, time];
  while (from > 0 && (sessions[from - 1] as number) + SESSION_SILENCE_MS > time) {
    from -= 2;
    first = Math.min(first, sessions[from] as number);
    last = Math.max(last, sessions[from + 1] as number);
  }
  sessions.splice(from, to - from, first, last);
}

function forgetOld(sessions: Sessions): void {
  const earliest = latestEvent(sessions) - SESSIONS_KEPT_MS;
  let old = 0;
  while ((sessions[old + 1] as number) < earliest) old += 2;
  if (old > 0) sessions.splice(0, old);
}
