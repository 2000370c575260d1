import type { ProfileStore } from './profile-store.js';

/** Keeps profiles for the life of the process only: for tests and throw-away runs. */
export function memoryStore(): ProfileStore {
  const profiles = new Map<string, Buffer>();
  return {
    name: 'memory',
    save: async (id, profile) => void profiles.set(id, Buffer.from(profile)),
    commit: async (rows) => {
      for (const { id, profile } of rows) {
        if (profile) profiles.set(id, Buffer.from(profile));
        else profiles.delete(id);
      }
    },
    remove: async (id) => void profiles.delete(id),
    erase: async (ids) => {
      for (const id of ids) profiles.delete(id);
    },
    all: async function* () {
      yield [...profiles].map(([id, profile]) => ({ id, profile }));
    },
    damaged: false,
    wantsCompaction: () => false,
    compact: async () => undefined,
    close: async () => undefined,
  };
}
