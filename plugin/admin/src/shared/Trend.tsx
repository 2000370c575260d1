import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { History } from '../../../contracts/live';
import { type Told, useAsk } from '../app/ask';
import { useSay } from '../text/text';
import { Sparkline } from './Sparkline';
import { trendOf } from './trend-points';

const EVERY_MS = 60_000;

/** How many were in each segment over time; asked once, however many curves are drawn from it. */
export const useHistory = (): Told<History> => useAsk<History>('history', { every: EVERY_MS });

/** The curve of one segment, with its first and last figure in words. A dash while nothing is known. */
export function Trend({ told, segment }: { told: Told<History>; segment: string }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const trend = told.kind === 'ok' ? trendOf(told.answer, segment) : null;
  if (!trend) return <Typography textColor="neutral600">–</Typography>;
  return (
    <Sparkline
      points={trend.points}
      label={say('overview.trend', {
        minutes: formatNumber(trend.minutes),
        from: formatNumber(trend.first),
        to: formatNumber(trend.last),
      })}
    />
  );
}
