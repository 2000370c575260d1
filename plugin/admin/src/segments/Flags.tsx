import { Flex, type StatusVariant, Typography } from '@strapi/design-system';
import { Flag } from '../shared/Flag';
import { type TextId, useSay } from '../text/text';
import type { SegmentRow } from './rows';

/** What is to be known about a segment besides its size. */
export function Flags({ segment: { status, live } }: { segment: SegmentRow }) {
  const say = useSay();
  const flags: [TextId, StatusVariant][] = [];
  if (status === 'draft') flags.push(['segments.flag.draft', 'secondary']);
  if (live?.closed) flags.push(['segments.flag.closed', 'danger']);
  if (live?.leftOut) flags.push(['segments.flag.leftOut', 'danger']);
  if (live?.size === 'small') flags.push(['segments.flag.small', 'warning']);
  if (live?.stale) flags.push(['segments.flag.stale', 'warning']);
  if (flags.length === 0) return <Typography textColor="neutral600">–</Typography>;
  return (
    <Flex gap={1} wrap="wrap">
      {flags.map(([id, variant]) => (
        <Flag key={id} variant={variant}>
          {say(id)}
        </Flag>
      ))}
    </Flex>
  );
}
