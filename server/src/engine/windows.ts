import { durationMs, type Signal } from '@tessera/model';
import { joinableFrom, latestEvent, sessionAt, sessionEnd, sessionStart } from './sessions.js';
import type { Visitor } from './visitor.js';

/**
 * Which of a signal's entries count. Every window is the latest part of what happened, from `start` on.
 * Times are epoch ms.
 */
export interface Window {
  /** The first instant that counts at `now`; Infinity if nothing does. Null: everything always counts. */
  readonly start: ((visitor: Visitor, now: number) => number) | null;
  /** What happened before this will never count again. */
  keepFrom(visitor: Visitor): number;
  /** The stretch around an event at `time` whose events will always count together. */
  stretchFrom(visitor: Visitor, time: number): number;
  stretchTo(visitor: Visitor, time: number): number;
  /** When all entries stop counting at once if nothing more happens; Infinity if they don't. */
  end(visitor: Visitor): number;
  /** Whether entries stop counting by time alone. */
  readonly moves: boolean;
  /** The width of a sliding window, ms; Infinity for others. */
  readonly width: number;
}

const itself = (_visitor: Visitor, time: number): number => time;
const never = (): number => Infinity;

const EVER: Window = {
  start: null,
  keepFrom: () => 0,
  stretchFrom: () => 0,
  stretchTo: never,
  end: never,
  moves: false,
  width: Infinity,
};

/** Since the latest page_view; a late one may part what came after it from what came before. */
const PAGE: Window = {
  start: ({ pageAt }) => pageAt,
  keepFrom: ({ pageAt }) => pageAt,
  stretchFrom: itself,
  stretchTo: itself,
  end: never,
  moves: false,
  width: Infinity,
};

const SESSION: Window = {
  start: ({ sessions }, now) => sessionStart(sessions, now),
  keepFrom: ({ sessions }) => joinableFrom(sessions),
  stretchFrom: ({ sessions }, time) => sessions[sessionAt(sessions, time)] ?? time,
  stretchTo: ({ sessions }, time) => sessions[sessionAt(sessions, time) + 1] ?? time,
  end: ({ sessions }) => sessionEnd(sessions),
  moves: true,
  width: Infinity,
};

/** (now − width, now]. */
const sliding = (width: number): Window => ({
  start: (_visitor, now) => now - width + 1,
  keepFrom: ({ sessions }) => latestEvent(sessions) - width + 1,
  stretchFrom: itself,
  stretchTo: itself,
  end: never,
  moves: true,
  width,
});

export function windowOf(window: Signal['window']): Window {
  if (window === 'ever') return EVER;
  if (window === 'page') return PAGE;
  return window === 'session' ? SESSION : sliding(durationMs(window));
}
