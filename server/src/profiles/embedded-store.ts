import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import type { ProfileStore, StoredProfile } from './profile-store.js';

/** Changes when stored profiles change their form; profiles of another form are named, not guessed at. */
const FORM = 1;

/**
 * Profiles in LMDB: one writer, copy-on-write pages (a torn write can't damage what was there), and
 * many saves in one commit, so that durability costs little under load. A save resolves after its commit
 * is in the operating system's hands: it survives `kill -9` of this process at any moment.
 */
export function embeddedStore(directory: string): ProfileStore {
  mkdirSync(directory, { recursive: true });
  const db = open<string, string>({
    path: join(directory, 'profiles'),
    encoding: 'string',
    compression: false,
  });
  return {
    name: `embedded:${directory}`,
    save: async (profile) => {
      if (!(await db.put(profile.id, `${FORM}${JSON.stringify(profile)}`))) {
        throw new Error(`the store did not take profile ${profile.id}`);
      }
    },
    get: async (id) => {
      const text = db.get(id);
      return text === undefined ? null : parse(text);
    },
    remove: async (id) => void (await db.remove(id)),
    all: async function* (onUnreadable) {
      for (const { key, value } of db.getRange()) {
        try {
          yield parse(value);
        } catch (error) {
          onUnreadable(key, error instanceof Error ? error.message : String(error));
        }
      }
    },
    close: async () => {
      await db.flushed;
      await db.close();
    },
  };
}

function parse(text: string): StoredProfile {
  if (!text.startsWith(`${FORM}{`)) throw new Error(`is not in form ${FORM}`);
  return JSON.parse(text.slice(1)) as StoredProfile;
}
