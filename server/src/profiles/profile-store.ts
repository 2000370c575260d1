import type { Context, Json, JsonObject } from '@tessera/model';

/** A visitor as stored: independent of how a catalog numbers its signals. Times are epoch ms. */
export interface StoredProfile {
  readonly id: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly sessionAt: number;
  readonly pageAt: number;
  readonly context: Context;
  readonly traits: JsonObject;
  readonly consent: JsonObject;
  /** By the fingerprint of the signal's definition: value, at, window. */
  readonly signals: Readonly<Record<string, readonly [value: Json, at: number, window: number]>>;
  /** Segments the visitor is in, and since when. */
  readonly segments: Readonly<Record<string, number>>;
  readonly recentIds: readonly string[];
}

/** Where visitors' state outlives the process. Every adapter passes `profile-store.suite.ts`. */
export interface ProfileStore {
  /** For logs and status, e.g. `embedded:/var/lib/tessera`. */
  readonly name: string;
  /** Resolves when the profile survives `kill -9`; rejects if it could not be written. */
  save(profile: StoredProfile): Promise<void>;
  get(id: string): Promise<StoredProfile | null>;
  /** Resolves when nothing of the visitor is left. */
  remove(id: string): Promise<void>;
  /** All profiles, and how many entries could not be read (they are left where they are). */
  all(onUnreadable: (id: string, reason: string) => void): AsyncIterable<StoredProfile>;
  /** Writes what is under way, then lets go of all resources. */
  close(): Promise<void>;
}
