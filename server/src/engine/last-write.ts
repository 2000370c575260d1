import type { Stamps } from './visitor.js';

type Fields = Readonly<Record<string, unknown>>;

/** A group of fields and when each was written, epoch ms. */
export interface Group {
  readonly fields: Fields;
  readonly stamps: Stamps;
}

/** A group written at once has one stamp for all of its fields. */
type StampOf = Stamps | number;

/**
 * A group of fields each of which the latest write decides (a last-write-wins map: Shapiro et al., "A
 * comprehensive study of convergent and commutative replicated data types", 2011): commutative, associative
 * and idempotent. Of two writes at the same time the greater text wins. `fields` of the answer are those of
 * `before` if none of them changed.
 */
export function lastWrite(before: Group, fields: Fields, stamps: StampOf): Group {
  let changed: Record<string, unknown> | null = null;
  let stamped: Record<string, number> | null = null;
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined) continue;
    const at = typeof stamps === 'number' ? stamps : (stamps[key] ?? 0);
    const known = Object.hasOwn(before.fields, key) ? before.fields[key] : undefined;
    const knownAt = before.stamps[key] ?? -Infinity;
    const same = known !== undefined && isSame(value, known);
    if (known !== undefined && (at < knownAt || (at === knownAt && (same || textOf(value) < textOf(known)))))
      continue;
    stamped ??= { ...before.stamps };
    stamped[key] = at;
    if (same) continue;
    changed ??= { ...before.fields };
    changed[key] = value;
  }
  return stamped ? { fields: changed ?? before.fields, stamps: stamped } : before;
}

/** How many traits of a visitor are kept, and how long they may be as JSON altogether. */
const MOST_FIELDS = 100;
const MOST_TEXT = 16_384;

/** Without the fields written longest ago, as far as there are more than are kept of a visitor. */
export function withinLimits(group: Group): Group {
  let text = JSON.stringify(group.fields).length;
  let left = Object.keys(group.fields).length;
  if (left <= MOST_FIELDS && text <= MOST_TEXT) return group;
  const [fields, stamps] = [{ ...group.fields }, { ...group.stamps }];
  const oldestFirst = Object.keys(fields).sort(
    (a, b) => (stamps[a] ?? 0) - (stamps[b] ?? 0) || (a < b ? -1 : 1),
  );
  for (const key of oldestFirst) {
    if (left <= MOST_FIELDS && text <= MOST_TEXT) break;
    left -= 1;
    text -= textOf(fields[key]).length + key.length;
    delete fields[key];
    delete stamps[key];
  }
  return { fields, stamps };
}

/** Nearly all writes say what is known already. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) if (!Object.hasOwn(right, key) || !isSame(left[key], right[key])) return false;
  return true;
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null);
