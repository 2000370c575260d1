import { useIntl } from 'react-intl';
import { durationOf } from './core/durations';

const UNITS = { s: 'second', m: 'minute', h: 'hour', d: 'day' } as const;

/** Milliseconds in words, e.g. "90 sec": in the largest unit they are whole in. */
export function useClockText(): (ms: number) => string {
  const { formatNumber } = useIntl();
  return (ms) => {
    const duration = durationOf(ms) ?? '0s';
    const unit = UNITS[duration.slice(-1) as keyof typeof UNITS];
    return formatNumber(Number(duration.slice(0, -1)), { style: 'unit', unit, unitDisplay: 'short' });
  };
}
