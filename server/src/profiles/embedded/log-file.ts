import { renameSync, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import type { OnUnreadable, StoredProfile } from '../profile-store.js';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly sum: number;
  readonly profile: Buffer | null;
}

/** How many rows are read or let go of in one go, between two turns of others. */
const SLICE = 1_000;

/** More rows than any file will ever have had. */
const MOST_ROWS = 2 ** 48;

/** Pages of the write-ahead log that are moved to the file at once: few, for short pauses. */
const CHECKPOINT_PAGES = 250;

/**
 * Profiles as a log in SQLite: rows are only ever added at the end, the last row of an id counts, null says
 * that it is forgotten. Updating rows in place instead takes 20 times as long once there are a million, with
 * pauses of 25 ms, because each touches a page of its own.
 */
export class LogFile {
  readonly path: string;
  readonly #db: Database.Database;
  readonly #add: Database.Statement<[string, number, Uint8Array | null]>;
  readonly #addAll: (rows: Iterable<StoredRow>) => number;

  /**
   * Throws if another process has it, or if it is not a file of this kind. `cut`: takes a file that is shorter
   * than it says, to read what is there.
   */
  constructor(path: string, { cut = false }: { cut?: boolean } = {}) {
    this.path = path;
    this.#db = open(path, cut);
    this.#add = this.#db.prepare('INSERT INTO log (id, sum, profile) VALUES (?, ?, ?)');
    this.#addAll = this.#db.transaction((rows: Iterable<StoredRow>) => {
      let count = 0;
      for (const { id, profile } of rows) {
        this.#add.run(id, sumOf(id, profile), profile);
        count += 1;
      }
      return count;
    });
  }

  /** Adds rows in one commit: all of them, or an error and none. Answers how many. */
  append(rows: Iterable<StoredRow>): number {
    return this.#addAll(rows);
  }

  /** The number of the last row. */
  last(): number {
    return this.#db.prepare<[], number | null>('SELECT max(seq) FROM log').pluck().get() ?? 0;
  }

  /** How many rows there are. */
  count(): number {
    return this.#db.prepare<[], number>('SELECT count(*) FROM log').pluck().get() ?? 0;
  }

  /** Bytes of the file that hold something. */
  usedBytes(): number {
    const figure = (name: string) => Number(this.#db.pragma(name, { simple: true }));
    return (figure('page_count') - figure('freelist_count')) * figure('page_size');
  }

  /** What SQLite finds wrong with the file's structure, or null. Takes a tenth of the time that reading does. */
  complaint(): string | null {
    const found = this.#db.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? null : String(found);
  }

  /** All rows in order, in batches. Where a page is damaged, what can't be read is told and passed over. */
  *batches(onUnreadable: OnUnreadable): Generator<readonly StoredProfile[]> {
    const read = this.#db.prepare<[number], Row>(
      `SELECT seq, id, sum, profile FROM log WHERE seq > ? ORDER BY seq LIMIT ${SLICE}`,
    );
    let from = 0;
    for (;;) {
      const rows: Row[] = [];
      let failure: unknown = null;
      try {
        // Row by row, so that what stands before a damaged page is not lost with it.
        for (const row of read.iterate(from)) {
          if (!isRow(row, rows.at(-1)?.seq ?? from)) throw new Error('a page holds no rows');
          rows.push(row);
        }
      } catch (error) {
        failure = error;
      }
      tellGaps(rows, from, onUnreadable);
      if (rows.length > 0) yield rows.flatMap((row) => readable(row, onUnreadable));
      const end = rows.at(-1)?.seq;
      if (failure === null && end === undefined) return;
      from = end ?? from;
      if (failure === null) continue;
      const next = this.#pastDamage(from);
      onUnreadable(`rows ${from + 1} to ${next ?? 'the end'}`, reasonOf(failure));
      if (next === null) return;
      from = next;
    }
  }

  /** The least number after `from` behind which rows can be read again; null if there is none. */
  #pastDamage(from: number): number | null {
    const probe = this.#db.prepare<[number], Row>('SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT 1');
    const works = (seq: number): boolean => {
      try {
        const row = probe.get(seq);
        return row === undefined || isRow(row, seq);
      } catch {
        return false;
      }
    };
    let [low, high] = [0, 1];
    while (!works(from + high)) {
      [low, high] = [high, high * 2];
      if (from + high > MOST_ROWS) return null;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (works(from + middle)) high = middle;
      else low = middle;
    }
    return from + high;
  }

  /** Lets go of rows up to `seq`, a slice of them at a time. */
  *dropUpTo(seq: number): Generator<void> {
    const drop = this.#db.prepare('DELETE FROM log WHERE seq <= ?');
    for (let low = this.#first(); low <= seq; low += SLICE) {
      drop.run(Math.min(seq, low + SLICE - 1));
      yield;
    }
  }

  /**
   * Writes zeros over everything that rows of these ids hold, a slice of the file at a time; the rows stay, as
   * nobody's. What is added meanwhile is not looked at.
   */
  *erase(ids: readonly string[]): Generator<void> {
    const blank = this.#db.prepare(
      `UPDATE log SET id = '', sum = ?, profile = NULL
       WHERE seq >= ? AND seq < ? AND id IN (SELECT value FROM json_each(?))`,
    );
    const last = this.last();
    const sum = sumOf('', null);
    for (let low = this.#first(); low <= last; low += SLICE) {
      blank.run(sum, low, Math.min(last + 1, low + SLICE), JSON.stringify(ids));
      yield;
    }
    // The write-ahead log still has pages as they were.
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  #first(): number {
    return this.#db.prepare<[], number | null>('SELECT min(seq) FROM log').pluck().get() ?? Infinity;
  }

  close(): void {
    this.#db.close();
  }
}

interface StoredRow {
  readonly id: string;
  readonly profile: Uint8Array | null;
}

function open(path: string, cut: boolean): Database.Database {
  const db = new Database(path, { timeout: 0 });
  try {
    if (cut) {
      // The one state in which SQLite does not hold a file's length against it (sqlite3.c, lockBtree).
      db.unsafeMode(true);
      db.pragma('writable_schema = ON');
    }
    // One writer: a second server on the same directory would overwrite what the first one knows.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // A commit is in the operating system's hands when it returns, so it survives `kill -9`; a power cut may
    // take the last instants, but never leaves a damaged file (https://sqlite.org/wal.html).
    db.pragma('synchronous = NORMAL');
    // What is let go of must be gone: visitors can ask for it.
    db.pragma('secure_delete = ON');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec(
      'CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, sum INTEGER NOT NULL, profile BLOB)',
    );
    return db;
  } catch (error) {
    db.close();
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY'
      ? new Error(`${path} is in use by another server; give this one its own directory with TESSERA_STORE`)
      : error;
  }
}

/** A page of zeros is read as rows of nothing, without an error. */
const isRow = ({ seq, id }: Row, after: number): boolean => seq > after && typeof id === 'string';

/** Rows are added one after the other and let go of from the front, so a number is missing only by damage. */
function tellGaps(rows: readonly Row[], from: number, onUnreadable: OnUnreadable): void {
  let before = from;
  for (const { seq } of rows) {
    if (before > 0 && seq > before + 1) onUnreadable(`rows ${before + 1} to ${seq - 1}`, 'they are missing');
    before = seq;
  }
}

/** Of the id, too: a row must never speak for another visitor, nor forget one who was not to be forgotten. */
const sumOf = (id: string, profile: Uint8Array | null): number => crc32(profile ?? NOTHING, crc32(id));
const NOTHING = new Uint8Array(0);

function readable({ id, sum, profile }: Row, onUnreadable: OnUnreadable): StoredProfile[] {
  // In a damaged row, a column may have become anything.
  if ((profile === null || Buffer.isBuffer(profile)) && sumOf(id, profile) === sum) return [{ id, profile }];
  onUnreadable(id, 'its checksum is wrong');
  return [];
}

/** Whether an error says that the file is damaged, or no database at all. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown } | null)?.code));

/** Puts a database's files under another name. */
export function moveDatabase(from: string, to: string): void {
  renameSync(from, to);
  for (const suffix of ['-wal', '-shm']) {
    try {
      renameSync(`${from}${suffix}`, `${to}${suffix}`);
    } catch {
      // SQLite removes them when it closes a database.
    }
  }
}

export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
