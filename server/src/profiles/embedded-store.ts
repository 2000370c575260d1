import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ProfileStore, StoredProfile } from './profile-store.js';

/** Changes when stored profiles change their form; profiles of another form are named, not guessed at. */
const FORM = 1;

interface Row {
  readonly id: string;
  readonly form: number;
  readonly profile: string;
}

/** What waits for the next commit: the profile's text, or null to remove it. */
interface Waiting {
  text: string | null;
  readonly settle: ((error: unknown) => void)[];
}

/**
 * Profiles in SQLite, with a write-ahead log and `synchronous=NORMAL`: a commit is in the operating system's
 * hands when it returns, so it survives `kill -9` of this process at any moment; a power cut may take the
 * last instants, but never leaves a damaged file (https://sqlite.org/wal.html). All that one turn of the
 * event loop brings is one commit, and only the latest state of each visitor is written.
 *
 * Not LMDB, which was tried first: with a full disk its Node binding rejects promises that nobody can
 * catch, and it waits for the disk at every commit (11,000 saves/s here) unless told to risk the whole file.
 */
export function embeddedStore(directory: string): ProfileStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = open(join(directory, 'profiles.db'));
  const put = db.prepare(
    'INSERT INTO profiles (id, form, profile) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET form = excluded.form, profile = excluded.profile',
  );
  const drop = db.prepare('DELETE FROM profiles WHERE id = ?');
  const one = db.prepare<[string], Row>('SELECT id, form, profile FROM profiles WHERE id = ?');
  const every = db.prepare<[], Row>('SELECT id, form, profile FROM profiles ORDER BY id');
  const write = db.transaction((batch: ReadonlyMap<string, Waiting>) => {
    for (const [id, { text }] of batch) text === null ? drop.run(id) : put.run(id, FORM, text);
  });

  let waiting = new Map<string, Waiting>();
  const commit = (): void => {
    const batch = waiting;
    waiting = new Map();
    let failure: unknown = null;
    try {
      write(batch);
    } catch (error) {
      failure = error;
    }
    for (const { settle } of batch.values()) for (const done of settle) done(failure);
  };
  const enqueue = (id: string, text: string | null): Promise<void> =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setImmediate(commit);
      const entry = waiting.get(id) ?? { text, settle: [] };
      entry.text = text;
      entry.settle.push((error) => (error === null ? resolve() : reject(error)));
      waiting.set(id, entry);
    });

  return {
    name: `embedded:${directory}`,
    save: (profile) => enqueue(profile.id, JSON.stringify(profile)),
    remove: (id) => enqueue(id, null),
    get: async (id) => {
      const row = one.get(id);
      return row === undefined ? null : parse(row);
    },
    all: async function* (onUnreadable) {
      try {
        for (const row of every.iterate()) {
          const profile = readable(row, onUnreadable);
          if (profile) yield profile;
        }
      } catch (error) {
        // A damaged page: what comes after it cannot be reached, what came before is kept.
        onUnreadable('*', reasonOf(error));
      }
    },
    close: async () => {
      commit();
      db.close();
    },
  };
}

function open(path: string): Database.Database {
  const db = new Database(path, { timeout: 0 });
  try {
    // One writer: a second server on the same directory would overwrite what the first one knows.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec(
      'CREATE TABLE IF NOT EXISTS profiles (id TEXT PRIMARY KEY, form INTEGER NOT NULL, profile TEXT NOT NULL) WITHOUT ROWID',
    );
    return db;
  } catch (error) {
    db.close();
    const busy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
    throw busy
      ? new Error(`${path} is in use by another server; give this one its own directory with TESSERA_STORE`)
      : error;
  }
}

function readable(row: Row, onUnreadable: (id: string, reason: string) => void): StoredProfile | null {
  try {
    return parse(row);
  } catch (error) {
    onUnreadable(row.id, reasonOf(error));
    return null;
  }
}

function parse({ form, profile }: Row): StoredProfile {
  if (form !== FORM) throw new Error(`is in form ${form}, not ${FORM}`);
  return JSON.parse(profile) as StoredProfile;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
