import type { ProfileStore, StoredProfile } from './profile-store.js';

const profile = (id: string, over: Partial<StoredProfile> = {}): StoredProfile => ({
  id,
  createdAt: 1,
  seenAt: 2,
  sessionAt: 1,
  pageAt: 2,
  context: { device: { type: 'mobile' } },
  traits: { name: 'Zoë 🦊' },
  consent: {},
  signals: { abc: [12.5, 1_732_000_000_000, 0], def: ['text', 1, 1] },
  segments: { busy: 5 },
  recentIds: ['e1'],
  ...over,
});

/** What every profile store must do. `open` opens the same store again each time it is called. */
export function profileStoreSuite(
  name: string,
  open: () => ProfileStore,
  { durable }: { durable: boolean },
): void {
  const all = async (store: ProfileStore) => {
    const found: StoredProfile[] = [];
    for await (const one of store.all(() => undefined)) found.push(one);
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  describe(`${name}: a profile store`, () => {
    it('gives back what was saved, the latest', async () => {
      const store = open();
      await store.save(profile('a'));
      await store.save(profile('a', { seenAt: 99 }));
      expect(await store.get('a')).toEqual(profile('a', { seenAt: 99 }));
      expect(await store.get('nobody')).toBeNull();
      await store.remove('a');
      await store.close();
    });

    it('gives back all of them, and forgets for good', async () => {
      const store = open();
      await Promise.all(['a', 'b', 'c'].map((id) => store.save(profile(id))));
      await store.remove('b');
      expect(await all(store)).toEqual([profile('a'), profile('c')]);
      expect(await store.get('b')).toBeNull();
      await store.close();
    });

    if (durable) {
      it('still has them when opened again', async () => {
        const store = open();
        expect(await all(store)).toEqual([profile('a'), profile('c')]);
        await store.close();
      });
    }
  });
}
