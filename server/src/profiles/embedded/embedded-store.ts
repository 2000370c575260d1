import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { OnUnreadable, ProfileStore, StoredProfile } from '../profile-store.js';
import { isDamage, LogFile, moveDatabase, reasonOf, removeDatabase } from './log-file.js';

/** What waits for the next commit: the profile's bytes, or null to forget it. */
interface Waiting {
  profile: Buffer | null;
  readonly settle: ((error: unknown) => void)[];
}

/** Rows written between two turns of others while compacting. */
const SLICE = 500;
/** Rows that are out of date and not worth compacting for, beside as many as there are visitors. */
const SPARE_ROWS = 1_000;

/**
 * Profiles in a log file of this machine. All that one turn of the event loop brings is one commit, and only
 * the latest state of each visitor is written. A damaged file is kept beside under another name, with
 * everything readable carried over.
 */
export function embeddedStore(
  directory: string,
  onDamage: (detail: string) => void = () => undefined,
): ProfileStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'visitors.db');
  let { file, damaged } = openOrMoveAside(path, onDamage);
  /** While a damaged file is being replaced, its successor takes all that comes, too. */
  let successor: LogFile | null = null;
  let rows = 0;
  let closed = false;
  const isOpen = (): boolean => !closed;

  let waiting = new Map<string, Waiting>();
  let scheduled = false;
  const commit = (): void => {
    scheduled = false;
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    let failure: unknown = null;
    try {
      // What is added to a damaged file need not come back.
      if (damaged && !successor) throw new Error(`${path} is damaged, and not replaced yet`);
      rows += file.append(entriesOf(batch));
      successor?.append(entriesOf(batch));
    } catch (error) {
      failure = error;
      damaged ||= isDamage(error);
    }
    for (const { settle } of batch.values()) for (const done of settle) done(failure);
  };
  const enqueue = (id: string, profile: Buffer | null): Promise<void> =>
    new Promise((resolve, reject) => {
      if (!scheduled) setImmediate(commit);
      scheduled = true;
      const entry = waiting.get(id) ?? { profile, settle: [] };
      entry.profile = profile;
      entry.settle.push((error) => (error === null ? resolve() : reject(error)));
      waiting.set(id, entry);
    });

  /**
   * Everything known goes into a new file, which takes the damaged one's place when it is complete: killed at
   * any moment, this leaves the one or the other.
   */
  const replaceFile = async (known: Iterable<StoredProfile>): Promise<void> => {
    removeDatabase(newPath(path));
    const next = new LogFile(newPath(path));
    successor = next;
    let kept: number;
    try {
      kept = await appendInSlices(next, known, isOpen);
    } catch (error) {
      next.close();
      // Its room may be what is missing.
      removeDatabase(newPath(path));
      throw error;
    } finally {
      successor = null;
    }
    next.close();
    if (closed) return;
    const aside = asidePath(path);
    file.close();
    moveDatabase(path, aside);
    moveDatabase(newPath(path), path);
    file = new LogFile(path);
    [rows, damaged] = [file.count(), false];
    onDamage(
      `${path} was damaged: ${kept} profiles were carried over to a new file; the old one is ${aside}`,
    );
  };

  return {
    name: `embedded:${directory}`,
    save: (id, profile) => enqueue(id, Buffer.from(profile)),
    // All that one turn brings is one transaction.
    commit: async (rows) => {
      await Promise.all(rows.map(({ id, profile }) => enqueue(id, profile && Buffer.from(profile))));
    },
    remove: (id) => enqueue(id, null),
    erase: async (ids) => {
      commit();
      const erasing = file.erase(ids);
      while (!closed && !erasing.next().done) await turn();
    },
    all: async function* (onUnreadable: OnUnreadable) {
      const told: OnUnreadable = (what, reason) => {
        damaged = true;
        onUnreadable(what, reason);
      };
      for (const batch of file.batches(told)) {
        rows += batch.length;
        yield batch;
        await turn();
      }
      const complaint = damaged ? null : file.complaint();
      if (complaint !== null) told(path, complaint);
    },
    get damaged() {
      return damaged;
    },
    wantsCompaction: (known) => damaged || rows > 2 * known + SPARE_ROWS,
    compact: async (known) => {
      if (damaged) return replaceFile(known);
      assertRoom(directory, file.usedBytes());
      const before = file.last();
      const added = await appendInSlices(file, known, isOpen);
      let step = 0;
      // The first row goes when the last copy is there.
      const dropping = file.dropUpTo(before);
      while (!closed && !dropping.next().done) if (++step % 4 === 0) await turn();
      if (closed) return;
      rows = added + Math.max(0, file.last() - before - added);
    },
    close: async () => {
      commit();
      closed = true;
      file.close();
    },
  };
}

function openOrMoveAside(
  path: string,
  onDamage: (detail: string) => void,
): { file: LogFile; damaged: boolean } {
  finishReplacing(path);
  try {
    return { file: new LogFile(path), damaged: false };
  } catch (error) {
    if (!isDamage(error)) throw error;
    try {
      return { file: new LogFile(path, { cut: true }), damaged: true };
    } catch {
      const aside = asidePath(path);
      moveDatabase(path, aside);
      onDamage(
        `${path} could not be read (${reasonOf(error)}); it was moved to ${aside}, a new one was begun`,
      );
      return { file: new LogFile(path), damaged: false };
    }
  }
}

/** Writing everything anew must not fill the disk: beacons that come meanwhile need its last bytes. */
function assertRoom(directory: string, needed: number): void {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < needed)
    throw new Error(`${directory} needs ${mib(needed)} MiB to be compacted; ${mib(bavail * bsize)} are free`);
}
const mib = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

/** A replacement killed between its two renames is complete; one killed before is not, and is dropped. */
function finishReplacing(path: string): void {
  if (existsSync(path) || !existsSync(newPath(path))) {
    removeDatabase(newPath(path));
    return;
  }
  // A write-ahead log that may be here is of the file that was moved aside.
  removeDatabase(path);
  moveDatabase(newPath(path), path);
}

/** Answers how many rows it added; stops early once the store is closed. */
async function appendInSlices(
  file: LogFile,
  known: Iterable<StoredProfile>,
  isOpen: () => boolean,
): Promise<number> {
  let count = 0;
  let slice: StoredProfile[] = [];
  for (const profile of known) {
    slice.push(profile);
    if (slice.length < SLICE) continue;
    count += file.append(slice);
    slice = [];
    await turn();
    if (!isOpen()) return count;
  }
  return count + file.append(slice);
}

function* entriesOf(batch: ReadonlyMap<string, Waiting>): Generator<StoredProfile> {
  for (const [id, { profile }] of batch) yield { id, profile };
}

const newPath = (path: string): string => `${path}.new`;
const asidePath = (path: string): string =>
  `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
