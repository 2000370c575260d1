import { durationMs, type Signal, type TesseraEvent } from '@tessera/model';

const SILENCE_MS = 30 * 60_000;
const VISITS_MS = 30 * 24 * 3_600_000;
type Events = readonly TesseraEvent[];

/** The events that count at `now`: model.md's definition of each window, read out. */
export function eventsInWindow(window: Signal['window'], events: Events, now: number): Events {
  switch (window) {
    case 'ever':
      return events;
    case 'page': {
      const latestView = Math.max(...timesOf(events.filter(({ type }) => type === 'page_view')));
      return events.filter(({ time }) => time >= latestView);
    }
    case 'session': {
      const running = sessionsOf(timesOf(events)).at(-1) ?? [];
      const latest = running.at(-1) ?? -Infinity;
      if (now - latest >= SILENCE_MS) return [];
      return events.filter(({ time }) => time >= (running[0] as number));
    }
    default:
      return events.filter(({ time }) => time > now - durationMs(window));
  }
}

/** Times in order, parted wherever 30 minutes of silence lie between two. */
export function sessionsOf(times: readonly number[]): readonly (readonly number[])[] {
  const sessions: number[][] = [];
  for (const time of [...times].sort((a, b) => a - b)) {
    const running = sessions.at(-1);
    if (running && time - (running.at(-1) as number) < SILENCE_MS) running.push(time);
    else sessions.push([time]);
  }
  return sessions;
}

/** `context.visit`: model.md's definition of it, read out. */
export function visitsIn(events: Events): { readonly count: number; readonly returning: boolean } {
  const ends = sessionsOf(timesOf(events)).map((session) => session.at(-1) as number);
  const latest = ends.at(-1) ?? 0;
  const counted = ends.filter((end) => end >= latest - VISITS_MS).length;
  return { count: Math.max(1, counted), returning: counted > 1 };
}

const timesOf = (events: Events): readonly number[] => events.map(({ time }) => time);
