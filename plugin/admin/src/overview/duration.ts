import type { IntlShape } from 'react-intl';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `3 hr, 12 min`: the two largest units, in the admin's language. */
export function uptimeText(seconds: number, { formatNumber }: Pick<IntlShape, 'formatNumber'>): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  const say = (value: number, of: string) =>
    formatNumber(value, { style: 'unit', unit: of, unitDisplay: 'short' });
  const whole = Math.floor(seconds / size);
  const next = UNITS[UNITS.findIndex(([name]) => name === unit) + 1];
  const rest = next ? Math.floor((seconds - whole * size) / next[1]) : 0;
  return next && rest > 0 && unit !== 'second'
    ? `${say(whole, unit)} ${say(rest, next[0])}`
    : say(whole, unit);
}
