import type { TesseraEvent } from '@tessera/model';
import { REJECTIONS, type Rejection } from '../collect/decode.js';
import type { Outcome } from '../identity/identify.js';
import type { Unkept } from '../privacy/consent.js';
import { Distribution } from './distribution.js';
import { Rolling } from './rolling.js';

/** The way of a beacon, each stage from the moment its youngest event happened until … */
export const STAGES = [
  /** … the beacon is decoded and admitted; */
  'collect',
  /** … its events are folded, the segments evaluated, and all of it durable; */
  'segments',
  /** … the answer with its decisions is handed over; */
  'delivery',
  /** … the answer has left. */
  'end_to_end',
] as const;
export type Stage = (typeof STAGES)[number];

/** What makes segments be looked at anew: something the visitor did, or time alone. */
export const CAUSES = ['event', 'time'] as const;
export type Cause = (typeof CAUSES)[number];

export type NotKept = Unkept | 'bot';

/** What the server counts and measures about itself, as plain numbers: for metrics, status and alerts alike. */
export class Figures {
  /** `left_out`: of other tags, because a mapping says so. */
  readonly events = { accepted: 0, rejected: 0, repeated: 0, left_out: 0 };
  /** Events that were not taken, by why. */
  readonly rejected = Object.fromEntries(REJECTIONS.map((why) => [why, 0])) as Record<Rejection, number>;
  /** Visitors erased because they, or somebody for them, asked for it. */
  erased = 0;
  /** Batches that were answered but not kept, by why. */
  readonly unkept: Record<NotKept, number> = { gpc: 0, declined: 0, not_asked: 0, bot: 0 };
  /** What became of identities that events brought. */
  readonly identities: Record<Outcome, number> = { named: 0, same: 0, merged: 0, switched: 0, refused: 0 };
  readonly stages = distributionsOf(STAGES);
  /** From a beacon's arrival, or the instant of a change that time brings, until segments said so. */
  readonly refreshes = distributionsOf(CAUSES);
  /** Beacons whose youngest event was too old to say how fast the server is. */
  lateBeacons = 0;
  /** Stored profiles, or stretches of them, that could not be read back. */
  unreadable = 0;
  /** Damaged files of the store that were moved aside. */
  setAside = 0;
  #notStored = 0;
  readonly #recentlyNotStored = new Rolling();

  /** Batches that stream or store could not take, since the start. */
  get notStored(): number {
    return this.#notStored;
  }

  /** The same of the latest minutes. `now`: epoch ms, here and below. */
  recentlyNotStored(now: number): number {
    return this.#recentlyNotStored.totals(now)[0] as number;
  }

  countNotStored(now: number): void {
    this.#notStored += 1;
    this.#recentlyNotStored.add(0, 1, now);
  }

  /** A batch that arrived at `receivedAt` is folded and its visitor's segments are evaluated. */
  folded(events: readonly TesseraEvent[], repeats: number, receivedAt: number, now: number): void {
    this.events.accepted += events.length - repeats;
    this.events.repeated += repeats;
    this.refreshes.event.observe(now - receivedAt, now);
  }

  countRejected(events: readonly { readonly refused: Rejection }[]): void {
    this.events.rejected += events.length;
    for (const { refused } of events) this.rejected[refused] += 1;
  }

  /** Changes that time brought were noticed so many ms after their instants. */
  woken(late: readonly number[], now: number): void {
    for (const ms of late) this.refreshes.time.observe(ms, now);
  }
}

function distributionsOf<K extends string>(keys: readonly K[]): Readonly<Record<K, Distribution>> {
  return Object.fromEntries(keys.map((key) => [key, new Distribution()])) as Record<K, Distribution>;
}
