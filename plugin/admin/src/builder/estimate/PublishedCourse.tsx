import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { History } from '../../../../contracts/live';
import { useAsk } from '../../app/ask';
import { Sparkline } from '../../shared/Sparkline';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { courseOf } from './ranges';

const EVERY_MS = 60_000;

/** How the share of the segment, as it is published, moved over the last day. `segment`: its saved key. */
export function PublishedCourse({ segment, name }: { segment: string | null; name: string }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const told = useAsk<History>('history', {
    query: { segment: segment ?? '' },
    every: EVERY_MS,
    skip: segment === null,
  });
  const percent = (share: number) => formatNumber(share, { style: 'percent', maximumFractionDigits: 1 });
  const course = told.kind === 'ok' && segment !== null ? courseOf(told.answer, segment) : null;
  const range = course && { low: percent(course.low), high: percent(course.high), now: percent(course.now) };
  const empty = segment === null ? 'builder.history.draft' : 'builder.history.none';
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-label={say('builder.history')}>
      <Typography variant="sigma" textColor="neutral600">
        {say('builder.history')}
      </Typography>
      {course && range && (
        <>
          <Sparkline
            points={course.shares}
            label={say('builder.history.line', { name, ...range })}
            width={200}
            height={36}
          />
          <Typography variant="pi" textColor="neutral600">
            {say('builder.history.range', range)}
          </Typography>
        </>
      )}
      {segment !== null && told.kind !== 'ok' && <Unanswered told={told} />}
      {!course && (segment === null || told.kind === 'ok') && (
        <Typography variant="pi" textColor="neutral600">
          {say(empty)}
        </Typography>
      )}
    </Flex>
  );
}
