import {
  Box,
  EmptyStateLayout,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { StatusAnswer } from '../../../contracts/answers';
import { Panel } from '../shared/Panel';
import { ShareBar } from '../shared/ShareBar';
import { useSay } from '../text/text';
import { hierarchy, type Leveled } from './hierarchy';
import { liveOf } from './live';

/** The live share of each segment, in the order of their hierarchy. */
export function Segments({ status }: { status: StatusAnswer }) {
  const say = useSay();
  const live = liveOf(status);
  const empty = !live
    ? say('segments.noServer')
    : live.segments.length === 0
      ? say('segments.noneDefined')
      : null;
  return (
    <Panel
      title={say('segments.title')}
      help={live && live.visitors.active === 0 && !empty ? say('segments.noTraffic') : undefined}
    >
      {empty || !live ? (
        <EmptyStateLayout content={empty ?? ''} />
      ) : (
        <SegmentTable rows={hierarchy(live.segments)} />
      )}
    </Panel>
  );
}

function SegmentTable({ rows }: { rows: readonly Leveled[] }) {
  const say = useSay();
  const heads = ['segments.segment', 'segments.key', 'segments.visitors', 'segments.share'] as const;
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1} aria-label={say('segments.caption')}>
      <Thead>
        <Tr>
          {heads.map((head) => (
            <Th key={head}>
              <Typography variant="sigma" textColor="neutral600">
                {say(head)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <SegmentRow key={row.segment.key} row={row} all={rows} />
        ))}
      </Tbody>
    </Table>
  );
}

function SegmentRow({ row: { segment, level }, all }: { row: Leveled; all: readonly Leveled[] }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const parent = all.find((one) => one.segment.key === segment.parent)?.segment.name;
  return (
    <Tr>
      <Td>
        <Box paddingLeft={`${level * 2}rem`}>
          <Typography fontWeight={level === 0 ? 'bold' : 'regular'} textColor="neutral800">
            {level > 0 && <Branch aria-hidden>└ </Branch>}
            {segment.name}
          </Typography>
          {segment.closed && (
            <Typography tag="p" variant="pi" textColor="warning700">
              {say('segments.closed', { reason: segment.closed })}
            </Typography>
          )}
          {parent && <VisuallyHidden>{say('segments.below', { parent })}</VisuallyHidden>}
        </Box>
      </Td>
      <Td>
        <Typography textColor="neutral600">{segment.key}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{formatNumber(segment.active)}</Typography>
      </Td>
      <Td>
        <ShareBar share={segment.share} mark={segment.min} />
      </Td>
    </Tr>
  );
}

const Branch = styled.span`
  color: ${({ theme }) => theme.colors.neutral400};
`;
