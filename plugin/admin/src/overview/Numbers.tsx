import { Flex, Grid, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { StatusAnswer } from '../../../contracts/answers';
import { Card } from '../shared/Panel';
import { useSay } from '../text/text';
import { liveOf } from './live';
import { useRate } from './use-rate';

interface Props {
  readonly status: StatusAnswer;
  /** When it was read, epoch ms. */
  readonly at: number | undefined;
}

/** Four figures: visitors here now, events per second, visitors known, what is published. */
export function Numbers({ status, at }: Props) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const live = liveOf(status);
  const rate = useRate(live?.eventsAccepted, at);
  const { counts, version } = status.published;
  const figure = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value));
  return (
    <Grid.Root gap={4}>
      <Figure
        title={say('visitors.active')}
        value={figure(live?.visitors.active)}
        help={say('visitors.active.help')}
      />
      <Figure
        title={say('overview.events')}
        value={rate === null ? '–' : formatNumber(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 })}
        help={say('overview.events.help')}
      />
      <Figure
        title={say('visitors.known')}
        value={figure(live?.visitors.known)}
        help={say('visitors.known.help')}
      />
      <Figure
        title={say('published.title')}
        value={version.replace(/^.*#/, '#')}
        help={say('published.counts', {
          variants: counts.variant,
          slots: counts.slot,
          segments: counts.segment,
          signals: counts.signal,
          mappings: counts.mapping,
        })}
      />
    </Grid.Root>
  );
}

function Figure({ title, value, help }: { title: string; value: string; help: string }) {
  return (
    <Grid.Item col={3} s={6} xs={12} direction="column" alignItems="stretch">
      <Card>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography variant="sigma" textColor="neutral600">
            {title}
          </Typography>
          <Typography variant="alpha" tag="p">
            {value}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {help}
          </Typography>
        </Flex>
      </Card>
    </Grid.Item>
  );
}
