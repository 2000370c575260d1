import { Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { History } from '../../../contracts/live';
import type { Told } from '../app/ask';
import type { Leveled } from '../overview/hierarchy';
import { DataTable } from '../shared/DataTable';
import { EntryLink } from '../shared/EntryLink';
import { SegmentName } from '../shared/SegmentName';
import { ShareBar } from '../shared/ShareBar';
import { ShowMore } from '../shared/ShowMore';
import { Trend } from '../shared/Trend';
import { useSay } from '../text/text';
import { Flags } from './Flags';
import type { SegmentRow } from './rows';
import { UsedBy } from './UsedBy';

interface Props {
  readonly rows: readonly Leveled<SegmentRow>[];
  readonly history: Told<History>;
}

/** All segments: broad intent above, specific action below. */
export function SegmentTable({ rows, history }: Props) {
  const say = useSay();
  const names = new Map(rows.map(({ segment }) => [segment.key, segment.name]));
  const heads = ['segment', 'visitors', 'share', 'trend', 'stale', 'flags', 'used'] as const;
  return (
    <ShowMore items={rows} step={50}>
      {(shown) => (
        <DataTable
          label={say('segments.table')}
          heads={heads.map((head) => say(`segments.head.${head}`))}
          rowCount={shown.length}
        >
          {shown.map(({ segment, level }) => (
            <Row
              key={segment.key}
              segment={segment}
              level={level}
              parent={segment.parent === null ? undefined : (names.get(segment.parent) ?? segment.parent)}
              history={history}
            />
          ))}
        </DataTable>
      )}
    </ShowMore>
  );
}

interface RowProps {
  readonly segment: SegmentRow;
  readonly level: number;
  readonly parent: string | undefined;
  readonly history: Told<History>;
}

function Row({ segment, level, parent, history }: RowProps) {
  const { formatNumber } = useIntl();
  const { live, name, key, documentId } = segment;
  const stale = live?.staleShare ?? null;
  return (
    <Tr>
      <Td>
        <SegmentName level={level} parent={parent} closed={live?.closed ?? null}>
          {documentId ? <EntryLink kind="segment" documentId={documentId} name={name} /> : name}
        </SegmentName>
      </Td>
      <Td>
        <Typography textColor="neutral800">{live ? formatNumber(live.active) : '–'}</Typography>
      </Td>
      <Td>
        <ShareBar share={live ? live.share : null} mark={live?.min} />
      </Td>
      <Td>
        <Trend told={history} segment={key} />
      </Td>
      <Td>
        <Typography textColor={live?.stale ? 'warning700' : 'neutral800'}>
          {stale === null ? '–' : formatNumber(stale, { style: 'percent', maximumFractionDigits: 0 })}
        </Typography>
      </Td>
      <Td>
        <Flags segment={segment} />
      </Td>
      <Td>
        <UsedBy segment={segment} />
      </Td>
    </Tr>
  );
}
