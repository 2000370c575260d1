/** A targeting as the form shows it: every part there. Parts we do not know are kept, and refused on save. */
export interface Parts {
  readonly segments: { readonly any: string[]; readonly all: string[]; readonly none: string[] };
  readonly when: unknown;
  readonly priority: number;
  readonly schedule: { readonly from: string | null; readonly until: string | null };
}

const object = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const keys = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((key): key is string => typeof key === 'string') : [];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads a stored targeting, whatever it is. */
export function readParts(value: unknown): Parts {
  const targeting = object(value);
  const segments = object(targeting.segments);
  const schedule = object(targeting.schedule);
  return {
    ...targeting,
    segments: { any: keys(segments.any), all: keys(segments.all), none: keys(segments.none) },
    when: targeting.when ?? null,
    priority: typeof targeting.priority === 'number' ? targeting.priority : 0,
    schedule: { from: text(schedule.from), until: text(schedule.until) },
  };
}
