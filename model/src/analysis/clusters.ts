import type { Catalog } from '../catalog.js';
import { segmentDependencies } from '../catalog-references.js';
import { namedSegments } from '../condition/reads.js';
import type { Segment } from '../segment.js';
import { namesOf, segmentSubject, variantSubject } from './subjects.js';
import type { Cluster, Use } from './types.js';

/** Two keys of segments that are alike. */
export type Pair = readonly [string, string];

/**
 * Groups segments that are alike, directly or through others, and proposes which one to keep: one that
 * depends on none of the others, then the most used, then the one with the most members, then the key's
 * order.
 */
export function clustersOf(
  catalog: Catalog,
  pairs: readonly Pair[],
  membersOf: (key: string) => number,
): readonly Cluster[] {
  if (pairs.length === 0) return [];
  const byKey = new Map(catalog.segments.map((segment) => [segment.key, segment]));
  const uses = usesIn(catalog);
  return groupsOf(pairs).flatMap((keys) => {
    const segments = keys.flatMap((key) => byKey.get(key) ?? []);
    const ranks = new Map(
      segments.map(({ key }) => [
        key,
        [dependenciesAmong(key, keys, byKey), -(uses.get(key)?.length ?? 0), -membersOf(key)],
      ]),
    );
    const [keep, ...others] = [...segments].sort((a, b) => {
      const [left = [], right = []] = [ranks.get(a.key), ranks.get(b.key)];
      const place = left.findIndex((one, i) => one !== right[i]);
      return place < 0 ? (a.key < b.key ? -1 : 1) : (left[place] as number) - (right[place] as number);
    });
    if (!keep || others.length === 0) return [];
    const replace = others.map((segment) => ({
      segment: segmentSubject(segment),
      // Among those that go, one naming another is not a place to change.
      uses: (uses.get(segment.key) ?? []).filter(
        ({ subject }) => !others.some(({ key }) => key === subject.key),
      ),
    }));
    const count = replace.reduce((sum, one) => sum + one.uses.length, 0);
    return [
      {
        segments: segments.map(segmentSubject),
        keep: segmentSubject(keep),
        replace,
        message: `Keep segment "${keep.name}" and let it take the place of ${namesOf(others, 'and')}, ${
          count === 0 ? 'which nothing uses' : `to be changed in ${count} ${count === 1 ? 'place' : 'places'}`
        }.`,
      },
    ];
  });
}

/** Keys joined by pairs, directly or through others (union-find). */
function groupsOf(pairs: readonly Pair[]): readonly (readonly string[])[] {
  const above = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  };
  for (const [a, b] of pairs) {
    const [left, right] = [rootOf(a), rootOf(b)];
    if (left !== right) above.set(right, left);
  }
  const groups = new Map<string, string[]>();
  for (const key of new Set(pairs.flat())) {
    const root = rootOf(key);
    groups.set(root, [...(groups.get(root) ?? []), key]);
  }
  return [...groups.values()].map((keys) => keys.sort());
}

/** On how many of `keys` a segment depends, directly or through others. */
function dependenciesAmong(
  key: string,
  keys: readonly string[],
  byKey: ReadonlyMap<string, Segment>,
): number {
  const seen = new Set<string>();
  const visit = (at: string): void => {
    const segment = byKey.get(at);
    for (const next of segment ? segmentDependencies(segment) : []) {
      if (seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(key);
  return keys.filter((other) => seen.has(other)).length;
}

/** Everything that names a segment, by the segment's key. */
function usesIn({ segments, variants }: Catalog): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (key: string, use: Use): void => {
    const known = uses.get(key);
    if (known) known.push(use);
    else uses.set(key, [use]);
  };
  for (const segment of segments) {
    const subject = segmentSubject(segment);
    if (segment.parent !== null) add(segment.parent, { subject, field: 'parent' });
    for (const key of namedSegments(segment.when)) add(key, { subject, field: 'when' });
  }
  for (const variant of variants) {
    const subject = variantSubject(variant);
    for (const field of ['any', 'all', 'none'] as const) {
      for (const key of new Set(variant.segments[field])) add(key, { subject, field: `segments.${field}` });
    }
    for (const key of namedSegments(variant.when ?? {})) add(key, { subject, field: 'when' });
  }
  return uses;
}
