import type { Json } from '@tessera/model';
import type { Stamps } from './visitor.js';

type Fields = Readonly<Record<string, unknown>>;
interface Group {
  readonly fields: Fields;
  readonly stamps: Stamps;
}

/**
 * A group of fields each of which the latest write decides (a last-write-wins map: Shapiro et al., "A
 * comprehensive study of convergent and commutative replicated data types", 2011): commutative, associative
 * and idempotent. Of two writes at the same time the greater text wins. Answers `before` itself if nothing
 * changed.
 */
export function lastWrite(before: Group, after: Group): Group {
  let fields: Record<string, unknown> | null = null;
  let stamps: Record<string, number> | null = null;
  for (const [key, value] of Object.entries(after.fields)) {
    if (value === undefined) continue;
    const at = after.stamps[key] ?? 0;
    const known = Object.hasOwn(before.fields, key) ? before.fields[key] : undefined;
    const knownAt = before.stamps[key] ?? -Infinity;
    if (known !== undefined && (at < knownAt || (at === knownAt && !exceeds(value, known)))) continue;
    fields ??= { ...before.fields };
    stamps ??= { ...before.stamps };
    fields[key] = value;
    stamps[key] = at;
  }
  return fields && stamps ? { fields, stamps } : before;
}

/** All fields of `fields`, written at `at`. */
export const writtenAt = (fields: Fields, at: number): Group => ({
  fields,
  stamps: Object.fromEntries(Object.keys(fields).map((key) => [key, at])),
});

const exceeds = (a: unknown, b: unknown): boolean => textOf(a) > textOf(b);
const textOf = (value: unknown): string => JSON.stringify((value ?? null) as Json);
