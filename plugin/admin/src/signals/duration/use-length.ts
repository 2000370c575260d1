import { useIntl } from 'react-intl';
import type { Unit } from './duration-parts';

const WORDS = { s: 'second', m: 'minute', h: 'hour', d: 'day' } as const satisfies Record<Unit, string>;

/** Says how long something is, in words of the admin's language: "10 minutes". */
export function useLength(): (amount: number, unit: Unit) => string {
  const { formatNumber } = useIntl();
  return (amount, unit) =>
    formatNumber(amount, { style: 'unit', unit: WORDS[unit], unitDisplay: 'long', maximumFractionDigits: 2 });
}
