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

/** Nearly all writes say what is known already. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return textOf(a) === textOf(b);
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null);
