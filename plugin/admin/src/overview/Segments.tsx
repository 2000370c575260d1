import { Box, EmptyStateLayout, Link, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { LiveSegment, StatusAnswer } from '../../../contracts/answers';
import { PLUGIN_ID } from '../../../contracts/ids';
import type { History } from '../../../contracts/live';
import type { Told } from '../app/ask';
import { DataTable } from '../shared/DataTable';
import { Panel } from '../shared/Panel';
import { SegmentName } from '../shared/SegmentName';
import { ShareBar } from '../shared/ShareBar';
import { Trend, useHistory } from '../shared/Trend';
import { useSay } from '../text/text';
import { hierarchy, type Leveled } from './hierarchy';
import { liveOf } from './live';

/** The page of all segments shows the rest, and drafts. */
const MOST_SHOWN = 12;

/** The live share of each segment, in the order of their hierarchy. */
export function Segments({ status }: { status: StatusAnswer }) {
  const say = useSay();
  const live = liveOf(status);
  const told = useHistory();
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
        <SegmentTable rows={hierarchy(live.segments)} told={told} />
      )}
      <Box paddingTop={3}>
        <Link tag={NavLink} to={`/plugins/${PLUGIN_ID}/segments`}>
          {say('overview.segments.all')}
        </Link>
      </Box>
    </Panel>
  );
}

type Row = Leveled<LiveSegment>;

function SegmentTable({ rows, told }: { rows: readonly Row[]; told: Told<History> }) {
  const say = useSay();
  const shown = rows.slice(0, MOST_SHOWN);
  return (
    <DataTable
      label={say('segments.caption')}
      heads={[
        say('segments.segment'),
        say('segments.key'),
        say('segments.visitors'),
        say('segments.share'),
        say('overview.trend.head'),
      ]}
      rowCount={shown.length}
    >
      {shown.map((row) => (
        <SegmentRow key={row.segment.key} row={row} all={rows} told={told} />
      ))}
    </DataTable>
  );
}

interface RowProps {
  readonly row: Row;
  readonly all: readonly Row[];
  readonly told: Told<History>;
}

function SegmentRow({ row: { segment, level }, all, told }: RowProps) {
  const { formatNumber } = useIntl();
  const parent = all.find((one) => one.segment.key === segment.parent)?.segment.name;
  return (
    <Tr>
      <Td>
        <SegmentName level={level} parent={parent} closed={segment.closed}>
          {segment.name}
        </SegmentName>
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
      <Td>
        <Trend told={told} segment={segment.key} />
      </Td>
    </Tr>
  );
}
