/** Where an instant stands to a schedule. Instants that cannot be read are taken as not given. */
export type Phase =
  | { readonly kind: 'always' }
  | { readonly kind: 'before'; readonly from: number; readonly until: number | null }
  | { readonly kind: 'during'; readonly until: number | null }
  | { readonly kind: 'over'; readonly until: number }
  /** Ends before it begins. */
  | { readonly kind: 'never' };

interface Ends {
  readonly from: string | null;
  readonly until: string | null;
}

const timeOf = (instant: string | null): number | null => {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? null : time;
};

/** `from` belongs to it, `until` does not. */
export function phaseOf(schedule: Ends, now: number): Phase {
  const from = timeOf(schedule.from);
  const until = timeOf(schedule.until);
  if (from === null && until === null) return { kind: 'always' };
  if (from !== null && until !== null && from >= until) return { kind: 'never' };
  if (until !== null && now >= until) return { kind: 'over', until };
  if (from !== null && now < from) return { kind: 'before', from, until };
  return { kind: 'during', until };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A distance in time as `Intl.RelativeTimeFormat` takes it: in the largest unit of which there are two. */
export function distanceOf(ms: number): { value: number; unit: (typeof UNITS)[number][0] } {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(ms) >= 2 * each) ?? (['second', 1_000] as const);
  return { value: Math.trunc(ms / size), unit };
}
