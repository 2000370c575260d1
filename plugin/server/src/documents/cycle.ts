import { checkSegment, segmentDependencies } from '@tessera/model';
import { type SegmentRow, segmentEntry } from '../catalog/entries';

/**
 * The circle that publishing `row` would close among the published segments, as keys from its own back to
 * itself, or null. A segment that is wrong in itself depends on nothing: it is refused for that.
 */
export function cycleThrough(row: object, published: readonly object[]): readonly string[] | null {
  const dependencies = new Map<string, readonly string[]>();
  for (const each of [...published, row]) {
    const checked = checkSegment(segmentEntry(each as SegmentRow));
    if (checked.ok) dependencies.set(checked.value.key, segmentDependencies(checked.value));
  }
  const own = (row as SegmentRow).key;
  if (!own) return null;

  const seen = new Set<string>();
  const walk = (key: string, path: readonly string[]): readonly string[] | null => {
    for (const next of dependencies.get(key) ?? []) {
      if (next === own) return [...path, own];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...path, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(own, [own]);
}
