/** How many event ids are remembered to make a repeated event harmless: more than one beacon may bring. */
export const REMEMBERED_IDS = 256;

/**
 * Hashes of the latest events' ids in one array, so that a look-up touches little memory: where the oldest hash
 * stands among them, how many the filter has taken in, the filter's words, and then the hashes, which go on at
 * the start once there are REMEMBERED_IDS. Hashes are whole numbers from 0 to 2⁵³.
 */
export type RecentIds = number[];

const OLDEST = 0;
const TAKEN = 1;
/** A Bloom filter in words of 32 bits: a hash has two bits in one of them. */
const FILTER = 2;
const WORDS = 128;
const HASHES = FILTER + WORDS;

/** So many look-ups go without a filter: a visitor read for one beacon is done before it would pay. */
const LOOKUPS_WITHOUT = 8;
/** When the filter has taken in so many its answers get vague, and it is made anew of what is still remembered. */
const FULL = 2 * REMEMBERED_IDS;

// Doubles from the start: hashes need them, and changing the kind of an array copies it.
const EMPTY: RecentIds = Array.from({ length: HASHES }, () => 0.5).fill(0);
EMPTY[TAKEN] = -LOOKUPS_WITHOUT;

/** `hashes`: oldest first, each once. */
export function recentIdsOf(hashes: readonly number[]): RecentIds {
  const ids = EMPTY.slice();
  for (let i = Math.max(0, hashes.length - REMEMBERED_IDS); i < hashes.length; i++)
    ids.push(hashes[i] as number);
  return ids;
}

/** The hashes, oldest first. */
export function idsInOrder(ids: RecentIds): number[] {
  const oldest = HASHES + (ids[OLDEST] as number);
  return [...ids.slice(oldest), ...ids.slice(HASHES, oldest)];
}

/** Remembers a hash, the oldest making room; answers false if it was remembered already. */
export function addId(ids: RecentIds, hash: number): boolean {
  if (mayBeIn(ids, hash) && ids.includes(hash, HASHES)) return false;
  if (ids.length < HASHES + REMEMBERED_IDS) ids.push(hash);
  else {
    const oldest = ids[OLDEST] as number;
    ids[HASHES + oldest] = hash;
    ids[OLDEST] = (oldest + 1) % REMEMBERED_IDS;
  }
  return true;
}

/** Answers true for all that are remembered, and hardly any other; the filter takes the hash in. */
function mayBeIn(ids: RecentIds, hash: number): boolean {
  let taken = ids[TAKEN] as number;
  if (taken === -1 || taken === FULL) taken = makeFilter(ids);
  ids[TAKEN] = taken + 1;
  return taken < 0 || !takeIn(ids, hash);
}

function makeFilter(ids: RecentIds): number {
  ids.fill(0, FILTER, HASHES);
  for (let i = HASHES; i < ids.length; i++) takeIn(ids, ids[i] as number);
  return ids.length - HASHES;
}

/** Answers whether the filter had not taken it in before. */
function takeIn(ids: RecentIds, hash: number): boolean {
  const word = FILTER + (hash & (WORDS - 1));
  const bits = (1 << ((hash >>> 7) & 31)) | (1 << ((hash >>> 12) & 31));
  const before = ids[word] as number;
  ids[word] = before | bits;
  return (before & bits) !== bits;
}
