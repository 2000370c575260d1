import fc from 'fast-check';
import { addId, idsInOrder, REMEMBERED_IDS, recentIdsOf } from './recent-ids.js';

/** Few different ones, so that many come again; beyond 32 bits, and some that share word and bits in the filter. */
const hashes = fc.array(
  fc.oneof(
    fc.nat(400),
    fc.nat(400).map((n) => 2 ** 39 + n * 2 ** 17),
    fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  ),
  { maxLength: 1_500, size: 'max' },
);

it('property: remembers the latest ids in order, as a list that is searched does', () => {
  fc.assert(
    fc.property(hashes, fc.nat(600), (all, restart) => {
      let ids = recentIdsOf([]);
      let list: number[] = [];
      for (const [i, hash] of all.entries()) {
        // A visitor who is stored and read again.
        if (i === restart) ids = recentIdsOf(idsInOrder(ids));
        const isNew = !list.includes(hash);
        if (isNew) list = [...list, hash].slice(-REMEMBERED_IDS);
        if (addId(ids, hash) !== isNew) throw new Error(`${hash} at ${i} was ${isNew ? '' : 'not '}new`);
      }
      expect(idsInOrder(ids)).toEqual(list);
    }),
    { numRuns: 300 },
  );
});

it('recognises every event of a beacon that comes twice', () => {
  const ids = recentIdsOf([]);
  const beacon = Array.from({ length: 200 }, (_, i) => i * 7_919);
  expect(beacon.every((hash) => addId(ids, hash))).toBe(true);
  expect(beacon.some((hash) => addId(ids, hash))).toBe(false);
});
