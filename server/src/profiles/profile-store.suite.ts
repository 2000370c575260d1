import type { ProfileStore, StoredProfile } from './profile-store.js';

const bytes = (text: string) => Buffer.from(text);

/** What a store gives back: the latest profile of each id, as text. */
export async function latest(
  store: ProfileStore,
  onUnreadable: (what: string, reason: string) => void = () => undefined,
): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  for await (const batch of store.all(onUnreadable)) {
    for (const { id, profile } of batch) {
      if (profile === null) found.delete(id);
      else found.set(id, profile.toString());
    }
  }
  return Object.fromEntries([...found].sort());
}

/** What every profile store must do. `open` opens the same store again each time it is called. */
export function profileStoreSuite(
  name: string,
  open: () => ProfileStore,
  { durable }: { durable: boolean },
): void {
  describe(`${name}: a profile store`, () => {
    it('gives back what was saved, the latest', async () => {
      const store = open();
      const scratch = bytes('first');
      const saved = store.save('a', scratch);
      scratch.fill(0); // its own copy was taken
      await saved;
      expect(await latest(store)).toEqual({ a: 'first' });
      await Promise.all([store.save('a', bytes('second')), store.save('a', bytes('third'))]);
      expect(await latest(store)).toEqual({ a: 'third' });
      await store.remove('a');
      await store.close();
    });

    it('gives back all of them, and forgets for good', async () => {
      const store = open();
      await Promise.all(['a', 'b', 'c'].map((id) => store.save(id, bytes(`of ${id}`))));
      await store.remove('b');
      expect(await latest(store)).toEqual({ a: 'of a', c: 'of c' });
      await store.save('b', bytes('back'));
      await store.remove('b');
      expect(await latest(store)).toEqual({ a: 'of a', c: 'of c' });
      await store.close();
    });

    it('takes several at once, of the same id the last', async () => {
      const store = open();
      const before = await latest(store);
      const rows = [bytes('of d'), bytes('of e')];
      const saved = store.commit([
        { id: 'd', profile: bytes('earlier') },
        { id: 'd', profile: rows[0] as Buffer },
        { id: 'e', profile: rows[1] as Buffer },
      ]);
      for (const row of rows) row.fill(0); // their own copies were taken
      await saved;
      await store.commit([]);
      expect(await latest(store)).toEqual({ ...before, d: 'of d', e: 'of e' });
      await store.commit([
        { id: 'e', profile: null },
        { id: 'd', profile: null },
      ]);
      expect(await latest(store)).toEqual(before);
      await store.close();
    });

    it('erases', async () => {
      const store = open();
      const before = await latest(store);
      await store.commit(['x', 'y', 'x'].map((id) => ({ id, profile: bytes(`secret of ${id}`) })));
      // What is still on its way is erased, too.
      void store.save('x', bytes('secret of x'));
      await Promise.all([store.erase(['x', 'unknown']), store.save('z', bytes('of z'))]);
      expect(await latest(store)).toEqual({ ...before, y: 'secret of y', z: 'of z' });
      await store.erase(['y', 'z']);
      expect(await latest(store)).toEqual(before);
      await store.close();
    });

    if (durable) {
      it('still has them when opened again', async () => {
        const store = open();
        expect(await latest(store)).toEqual({ a: 'of a', c: 'of c' });
        await store.close();
      });

      it('compacts: what is known then, and what comes meanwhile, is all that is left', async () => {
        const store = open();
        for (let i = 0; i < 20; i++) await store.save('busy', bytes(`${i}`));
        const known: StoredProfile[] = [
          { id: 'a', profile: bytes('of a') },
          { id: 'busy', profile: bytes('19') },
        ];
        const compacting = store.compact(known);
        await Promise.all([compacting, store.save('new', bytes('new')), store.save('busy', bytes('20'))]);
        const before = { a: 'of a', busy: '20', new: 'new' };
        expect(await latest(store)).toEqual(before);
        await store.close();
        const again = open();
        expect(await latest(again)).toEqual(before);
        await again.close();
      });
    }
  });
}
