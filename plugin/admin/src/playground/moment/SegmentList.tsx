import { Accordion, Box, Flex, Status, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { SimulatedSegment, VisitorView } from '../../../../contracts/simulate';
import { ShowMore } from '../../shared/ShowMore';
import { useSay } from '../../text/text';
import { useNames } from '../use-names';
import { ConditionLines } from './ConditionLines';

/** Who is in comes first: that is what most look for. */
const inFirst = (segments: readonly SimulatedSegment[]): readonly SimulatedSegment[] => [
  ...segments.filter((one) => one.in),
  ...segments.filter((one) => !one.in),
];

/** Every segment: in it or not, and why. */
export function SegmentList({ view }: { view: VisitorView }) {
  const say = useSay();
  const segments = inFirst(view.explanation.segments);
  const count = segments.filter((one) => one.in).length;
  return (
    <Box tag="section" aria-label={say('playground.segments')}>
      <Typography tag="h3" variant="delta" textColor="neutral800">
        {say('playground.segments.count', { count, of: segments.length })}
      </Typography>
      <Box paddingTop={2}>
        <ShowMore items={segments} step={20}>
          {(shown) => (
            <Accordion.Root size="S">
              {shown.map((segment) => (
                <SegmentItem key={segment.key} segment={segment} />
              ))}
            </Accordion.Root>
          )}
        </ShowMore>
      </Box>
    </Box>
  );
}

function SegmentItem({ segment }: { segment: SimulatedSegment }) {
  const say = useSay();
  const nameOf = useNames();
  const { formatDate } = useIntl();
  const { key, name, why, parent, closed, heldUntil, nextChange, when } = segment;
  const time = (instant: number) => formatDate(instant, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Accordion.Item value={key}>
      <Accordion.Header>
        <Accordion.Trigger>{name}</Accordion.Trigger>
        <Accordion.Actions>
          <Status variant={segment.in ? 'success' : 'neutral'} size="XS">
            <Typography variant="pi" fontWeight="bold">
              {say(segment.in ? 'playground.in' : 'playground.out')}
            </Typography>
          </Status>
        </Accordion.Actions>
      </Accordion.Header>
      <Accordion.Content>
        <Flex direction="column" alignItems="flex-start" gap={2} padding={4}>
          <Typography variant="pi" fontWeight="bold" textColor="neutral800">
            {say(`playground.why.${why}`, {
              parent: parent ? nameOf('segment', parent.key) : '',
              until: heldUntil === null ? '' : time(heldUntil),
              reason: closed ?? '',
            })}
          </Typography>
          <ConditionLines explanation={when} />
          {nextChange !== null && (
            <Typography variant="pi" textColor="neutral600">
              {say(segment.in ? 'playground.leaves' : 'playground.enters', { time: time(nextChange) })}
            </Typography>
          )}
        </Flex>
      </Accordion.Content>
    </Accordion.Item>
  );
}
