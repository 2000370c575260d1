const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Sliding windows, half-lives and holds: a whole number and a unit, `30s`, `5m`, `2h`, `7d`. */
export const DURATION = /^([1-9][0-9]{0,5})([smhd])$/;

/** Milliseconds of a duration such as `30s`; throws a RangeError for anything the schemas refuse. */
export function durationMs(text: string): number {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (!amount || !unit) throw new RangeError(`not a duration: ${text}`);
  return Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
}
