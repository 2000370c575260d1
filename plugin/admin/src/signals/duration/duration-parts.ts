import { DURATION } from '@tessera/model';

/** The units of durations: seconds, minutes, hours, days. */
export const UNITS = ['s', 'm', 'h', 'd'] as const;
export type Unit = (typeof UNITS)[number];

export interface DurationParts {
  readonly amount: number;
  readonly unit: Unit;
}

/** The largest amount of any unit. */
export const MOST_AMOUNT = 999_999;

export const isUnit = (text: unknown): text is Unit => UNITS.some((unit) => unit === text);

/** The parts of a duration such as `30s`; null for what is none. */
export function readDuration(text: unknown): DurationParts | null {
  const [, amount, unit] = (typeof text === 'string' && DURATION.exec(text)) || [];
  return isUnit(unit) ? { amount: Number(amount), unit } : null;
}

/** The duration as it is stored. Amounts that a duration can't have are brought to the nearest that it can. */
export function writeDuration({ amount, unit }: DurationParts): string {
  const whole = Number.isFinite(amount) ? Math.round(amount) : 1;
  return `${Math.min(MOST_AMOUNT, Math.max(1, whole))}${unit}`;
}
