import type { Context, Json, JsonObject } from '@tessera/model';

/** A session ends after this much silence (ms); a visitor is active while one lasts. */
export const SESSION_SILENCE_MS = 30 * 60_000;

/** How many event ids are remembered to make a repeated event harmless. */
export const REMEMBERED_IDS = 64;

/**
 * What one signal has folded so far. What the fields mean is the signal kind's affair; a signal that
 * has seen no event has no state.
 */
export interface SignalState {
  value: Json;
  /** Epoch ms that `value` refers to: of the latest event, or of the decayed sum. */
  at: number;
  /** Start of the window it was folded in, epoch ms; state of an earlier window counts as none. */
  window: number;
}

/** One visitor, as the engine sees it. All times are epoch ms. */
export interface Visitor {
  readonly id: string;
  readonly createdAt: number;
  /** Time of the latest event or beacon; 0 before the first. */
  seenAt: number;
  sessionAt: number;
  pageAt: number;
  context: Context;
  traits: JsonObject;
  consent: JsonObject;
  /** By the number of the compiled signal. */
  signals: (SignalState | undefined)[];
  /** Segments the visitor is in, with the instant of entering, in dependency order. */
  segments: Map<string, number>;
  /** The instant up to which `segments` is known to be right; Infinity if only an event can change it. */
  until: number;
  /** Ids of the latest events, oldest first. */
  recentIds: string[];
}

export function newVisitor(id: string, now: number): Visitor {
  return {
    id,
    createdAt: now,
    // Nothing has happened yet, so the first event opens both a session and a page, however late it comes.
    seenAt: 0,
    sessionAt: 0,
    pageAt: 0,
    context: {},
    traits: {},
    consent: {},
    signals: [],
    segments: new Map(),
    until: now,
    recentIds: [],
  };
}

export const isActive = (visitor: Visitor, now: number): boolean => now < visitor.seenAt + SESSION_SILENCE_MS;
