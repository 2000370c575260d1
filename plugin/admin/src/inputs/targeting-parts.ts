/** A targeting as the form shows it: every part there. */
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
    segments: { any: keys(segments.any), all: keys(segments.all), none: keys(segments.none) },
    when: targeting.when ?? null,
    priority: typeof targeting.priority === 'number' ? targeting.priority : 0,
    schedule: { from: text(schedule.from), until: text(schedule.until) },
  };
}

/**
 * The stored targeting with some parts changed. All others stay exactly as they are stored: were a part
 * that the form cannot read replaced by nothing, an edit of the priority could open a variant to everybody.
 */
export const withParts = (value: unknown, parts: Partial<Parts>): Record<string, unknown> => ({
  ...object(value),
  ...parts,
});

/** The same for one of the lists of segments. */
export const withSegments = (value: unknown, list: keyof Parts['segments'], chosen: readonly string[]) => {
  const targeting = object(value);
  return { ...targeting, segments: { ...object(targeting.segments), [list]: chosen } };
};

/** The same for one end of the schedule. */
export const withEnd = (value: unknown, end: 'from' | 'until', instant: string | null) => {
  const targeting = object(value);
  return { ...targeting, schedule: { ...object(targeting.schedule), [end]: instant } };
};

/** What is stored of the schedule, also where it cannot be read. */
export const storedEnds = (value: unknown): { readonly from: unknown; readonly until: unknown } => {
  const { from, until } = object(object(value).schedule);
  return { from, until };
};
