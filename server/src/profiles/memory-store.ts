import type { ProfileStore, StoredProfile } from './profile-store.js';

/** Keeps profiles for the life of the process only: for tests and throw-away runs. */
export function memoryStore(): ProfileStore {
  const profiles = new Map<string, string>();
  const read = (text: string): StoredProfile => JSON.parse(text) as StoredProfile;
  return {
    name: 'memory',
    save: async (profile) => void profiles.set(profile.id, JSON.stringify(profile)),
    get: async (id) => {
      const text = profiles.get(id);
      return text === undefined ? null : read(text);
    },
    remove: async (id) => void profiles.delete(id),
    all: async function* () {
      for (const text of profiles.values()) yield read(text);
    },
    close: async () => undefined,
  };
}
