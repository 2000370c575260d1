import type { Context, JsonObject } from '@tessera/model';
import { SESSION_SILENCE_MS, type Sessions } from './sessions.js';
import { SignalStates } from './signal-states.js';

/** How many event ids are remembered to make a repeated event harmless. */
export const REMEMBERED_IDS = 128;

/** When each field of a group was last written, epoch ms: the later one wins, whatever order they come in. */
export type Stamps = Readonly<Record<string, number>>;

/**
 * By a segment's place in the engine's order, `[due, enteredAt]`: the instant at which it may next change by time
 * alone, and the one the visitor entered it at, or NOT_IN. Saves looking at all segments at each such instant.
 */
export type Standings = number[];
export const NOT_IN = -Infinity;

/** One visitor, as the engine sees it. All times are whole epoch ms. */
export interface Visitor {
  readonly id: string;
  createdAt: number;
  /** When the visitor last let us hear: an event, or a beacon without one. */
  seenAt: number;
  /** Time of the latest page_view; 0 before the first. */
  pageAt: number;
  sessions: Sessions;
  context: Context;
  traits: JsonObject;
  consent: JsonObject;
  readonly stamps: { context: Stamps; traits: Stamps; consent: Stamps };
  readonly signals: SignalStates;
  /** Segments the visitor is in, with the instant of entering; in no order. */
  segments: Map<string, number>;
  /** The instant that `segments` speaks of. */
  evaluatedAt: number;
  /** Up to this instant `segments` is right if nothing more happens; Infinity if only an event can change it. */
  until: number;
  /** What the engine works with; null: to be made from `segments` and `until`, as whoever changes those must say. */
  standings: Standings | null;
  /** Hashes of the latest events' ids, oldest first. */
  recentIds: number[];
}

export function newVisitor(id: string, now: number): Visitor {
  return {
    id,
    createdAt: now,
    seenAt: now,
    pageAt: 0,
    sessions: [],
    context: {},
    traits: {},
    consent: {},
    stamps: { context: {}, traits: {}, consent: {} },
    signals: new SignalStates(),
    segments: new Map(),
    evaluatedAt: now,
    until: now,
    standings: null,
    recentIds: [],
  };
}

/** The first instant at which the visitor no longer counts as active. */
export const activeUntil = (seenAt: number): number => seenAt + SESSION_SILENCE_MS;
