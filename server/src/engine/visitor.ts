import type { Context, JsonObject } from '@tessera/model';
import { Memberships } from './memberships.js';
import { type RecentIds, recentIdsOf } from './recent-ids.js';
import { SESSION_SILENCE_MS, type Sessions } from './sessions.js';
import { SignalStates } from './signal-states.js';

/** When each field of a group was last written, epoch ms: the later one wins, whatever order they come in. */
export type Stamps = Readonly<Record<string, number>>;

/** What a visitor is made of. All times are whole epoch ms. */
export interface VisitorParts {
  readonly id: string;
  createdAt: number;
  /** When the visitor last let us hear: an event, or a beacon without one. */
  seenAt: number;
  /** Time of the latest page_view; 0 before the first. */
  pageAt: number;
  /** The instant that `segments` speaks of. */
  evaluatedAt: number;
  /** Up to this instant `segments` is right if nothing more happens; Infinity if only an event can change it. */
  until: number;
  sessions: Sessions;
  context: Context;
  traits: JsonObject;
  consent: JsonObject;
  readonly stamps: { context: Stamps; traits: Stamps; consent: Stamps };
  readonly signals: SignalStates;
  segments: Memberships;
  readonly recentIds: RecentIds;
}

/** One visitor, as the engine sees it. */
export class Visitor implements VisitorParts {
  readonly id: string;
  /** Side by side: as fields, each would be a box of its own somewhere in memory, and nearly every event reads all. */
  private readonly times: number[];
  sessions: Sessions;
  context: Context;
  traits: JsonObject;
  consent: JsonObject;
  readonly stamps: VisitorParts['stamps'];
  readonly signals: SignalStates;
  segments: Memberships;
  readonly recentIds: RecentIds;

  constructor(parts: VisitorParts) {
    this.id = parts.id;
    this.times = [parts.createdAt, parts.seenAt, parts.pageAt, parts.evaluatedAt, parts.until];
    this.sessions = parts.sessions;
    this.context = parts.context;
    this.traits = parts.traits;
    this.consent = parts.consent;
    this.stamps = parts.stamps;
    this.signals = parts.signals;
    this.segments = parts.segments;
    this.recentIds = parts.recentIds;
  }

  get createdAt(): number {
    return this.times[0] as number;
  }
  set createdAt(at: number) {
    this.times[0] = at;
  }
  get seenAt(): number {
    return this.times[1] as number;
  }
  set seenAt(at: number) {
    this.times[1] = at;
  }
  get pageAt(): number {
    return this.times[2] as number;
  }
  set pageAt(at: number) {
    this.times[2] = at;
  }
  get evaluatedAt(): number {
    return this.times[3] as number;
  }
  set evaluatedAt(at: number) {
    this.times[3] = at;
  }
  get until(): number {
    return this.times[4] as number;
  }
  set until(at: number) {
    this.times[4] = at;
  }

  /** All parts by name, as they are now. */
  parts(): VisitorParts {
    const { createdAt, seenAt, pageAt, evaluatedAt, until } = this;
    const { times, ...fields } = this;
    return { ...fields, createdAt, seenAt, pageAt, evaluatedAt, until };
  }
}

export function newVisitor(id: string, now: number): Visitor {
  return new Visitor({
    id,
    createdAt: now,
    seenAt: now,
    pageAt: 0,
    evaluatedAt: now,
    until: now,
    sessions: [],
    context: {},
    traits: {},
    consent: {},
    stamps: { context: {}, traits: {}, consent: {} },
    signals: new SignalStates(),
    segments: new Memberships(),
    recentIds: recentIdsOf([]),
  });
}

/** The first instant at which the visitor no longer counts as active. */
export const activeUntil = (seenAt: number): number => seenAt + SESSION_SILENCE_MS;
