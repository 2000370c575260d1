/** A visitor as stored: bytes that mean the same under any catalog (packed/pack.ts); null: forgotten. */
export interface StoredProfile {
  readonly id: string;
  readonly profile: Buffer | null;
}

/** Told of everything that could not be read back: whose or which, and why. */
export type OnUnreadable = (what: string, reason: string) => void;

/** Where visitors' state outlives the process. Every adapter passes `profile-store.suite.ts`. */
export interface ProfileStore {
  /** For logs and status, e.g. `embedded:/var/lib/tessera`. */
  readonly name: string;
  /** Resolves when the profile survives `kill -9`; rejects if it could not be written. Takes its own copy. */
  save(id: string, profile: Uint8Array): Promise<void>;
  /** The same for several at once, null: forgotten. All of them survive, or none. */
  commit(rows: readonly StoredProfile[]): Promise<void>;
  /** Resolves when nothing of the visitor comes back. */
  remove(id: string): Promise<void>;
  /** Resolves when no byte is left of what was saved under these ids up to now, nor of the ids. */
  erase(ids: readonly string[]): Promise<void>;
  /**
   * What was saved, in the order of saving and in batches that leave others a turn in between. One id may come
   * several times: the last one counts. What can't be read is told and left out.
   */
  all(onUnreadable: OnUnreadable): AsyncIterable<readonly StoredProfile[]>;
  /** Whether something could not be read, so that `compact` must be called before anything is entrusted to it. */
  readonly damaged: boolean;
  /** Whether it is damaged, or holds so much that is out of date, that `compact` is worth its while. */
  wantsCompaction(known: number): boolean;
  /** Writes all profiles known now once more, in slices, and lets go of everything older. */
  compact(known: Iterable<StoredProfile>): Promise<void>;
  /** Writes what is under way, then lets go of all resources. */
  close(): Promise<void>;
}
