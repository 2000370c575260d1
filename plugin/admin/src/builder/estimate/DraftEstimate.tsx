import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Estimate } from '../../../../contracts/live';
import { useAsk } from '../../app/ask';
import { useDefinitions } from '../../inputs/definitions';
import { ShareBar } from '../../shared/ShareBar';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { sizeOf } from './ranges';

/** Visitors go on doing things while somebody edits. */
const EVERY_MS = 5_000;

interface Props {
  readonly when: unknown;
  /** Whether the condition is one that can be counted. */
  readonly finished: boolean;
  readonly parent: string | null;
  readonly min: number;
}

/** The share of recent visitors who would be in the segment as it stands in the form. */
export function DraftEstimate({ when, finished, parent, min }: Props) {
  const say = useSay();
  const told = useAsk<Estimate>('estimate', {
    body: { when, ...(parent ? { parent } : {}) },
    every: EVERY_MS,
    skip: !finished,
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-label={say('builder.estimate')}>
      <Typography variant="sigma" textColor="neutral600">
        {say('builder.estimate')}
      </Typography>
      {!finished && (
        <Typography variant="pi" textColor="neutral600">
          {say('builder.estimate.broken')}
        </Typography>
      )}
      {finished && told.kind === 'ok' && <Figures estimate={told.answer} parent={parent} min={min} />}
      {finished && told.kind !== 'ok' && <Unanswered told={told} />}
    </Flex>
  );
}

function Figures({ estimate, parent, min }: { estimate: Estimate } & Pick<Props, 'parent' | 'min'>) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const { options } = useDefinitions('segment');
  const size = sizeOf(estimate, min);
  const percent = (share: number) => formatNumber(share, { style: 'percent', maximumFractionDigits: 1 });
  const { matching, sampled, of, exact } = estimate;
  if (size === 'nobody') {
    return (
      <Typography variant="pi" textColor="neutral600" role="status">
        {say('builder.estimate.nobody')}
      </Typography>
    );
  }
  const counted = exact
    ? say('builder.estimate.exact', { matching: formatNumber(matching), of: formatNumber(of) })
    : say('builder.estimate.sampled', {
        low: percent(estimate.low),
        high: percent(estimate.high),
        sampled: formatNumber(sampled),
        of: formatNumber(of),
      });
  const parentName = options.find(({ key }) => key === parent)?.name ?? parent;
  return (
    <>
      <ShareBar share={estimate.share} mark={min} />
      <Typography variant="pi" textColor="neutral600">
        {counted}
        {parentName !== null && `. ${say('builder.estimate.parent', { name: parentName })}`}
      </Typography>
      {/* Stays in the page, so that a screen reader hears when its text changes, and not every new figure. */}
      <Typography variant="pi" textColor="warning700" role="status">
        {size === 'small' && say('builder.estimate.small', { min: percent(min) })}
        {size === 'maybe' && say('builder.estimate.small.maybe', { min: percent(min) })}
      </Typography>
    </>
  );
}
