import { ALL_OF_TESSERA } from './purge-target.js';

/** CloudFront has room for 15 paths with a wildcard at a time. */
const MOST_PATHS = 6;

/** All that the fragment server answers and a CDN may keep. */
const ALL = ['/tessera/*'];

/**
 * What to invalidate for these tags where there are only paths. A wildcard can stand at the end only, and a
 * variant can be in any slot, also as its default: so a variant's tag means all of Tessera. That costs one path, and
 * each fragment is fetched once. Addresses before and after CloudFront's function rewrote them are both named, as
 * its documentation asks.
 */
export function pathsOf(tags: readonly string[]): readonly string[] {
  const paths = new Set<string>();
  for (const tag of tags) {
    const [, kind, slot] = /^(slot|default)-(.+)$/.exec(tag) ?? [];
    if (slot === undefined) return ALL;
    paths.add(`/tessera/fragments/${slot}/${kind === 'default' ? 'default' : ''}*`);
    paths.add(`/tessera/slots/${slot}*`);
    if (paths.size > MOST_PATHS) return ALL;
  }
  return [...paths];
}

/** What to invalidate where the distribution has `CacheTagConfig`. */
export const tagItemsOf = (tags: readonly string[]): readonly string[] =>
  (tags.includes(ALL_OF_TESSERA) ? [ALL_OF_TESSERA] : tags).map((tag) => `#${tag}`);
