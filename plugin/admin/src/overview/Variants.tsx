import { EmptyStateLayout, Td, Tr, Typography } from '@strapi/design-system';
import { DEFAULT_VARIANT, FALLBACK_VARIANT } from '@tessera/model';
import { useIntl } from 'react-intl';
import type { LiveVariants } from '../../../contracts/live';
import { useTesseraDefinitionsQuery } from '../api';
import { useAsk } from '../app/ask';
import { DataTable } from '../shared/DataTable';
import { EntryLink } from '../shared/EntryLink';
import { Panel } from '../shared/Panel';
import { ShareBar } from '../shared/ShareBar';
import { ShowMore } from '../shared/ShowMore';
import { Unanswered } from '../shared/Unanswered';
import { useSay } from '../text/text';

const EVERY_MS = 5_000;

/** Who is shown what now, and what came of it. */
export function Variants() {
  const say = useSay();
  const { formatDate } = useIntl();
  const told = useAsk<LiveVariants>('variants', { every: EVERY_MS });
  const since =
    told.kind === 'ok' ? formatDate(told.answer.since, { dateStyle: 'medium', timeStyle: 'short' }) : '';
  return (
    <Panel
      title={say('overview.variants.title')}
      help={since ? say('overview.variants.since', { since }) : undefined}
    >
      {told.kind !== 'ok' ? (
        <Unanswered told={told} />
      ) : told.answer.variants.length === 0 ? (
        <EmptyStateLayout content={say('overview.variants.none')} />
      ) : (
        <VariantTable variants={told.answer.variants} />
      )}
    </Panel>
  );
}

type Row = LiveVariants['variants'][number];

function VariantTable({ variants }: { variants: readonly Row[] }) {
  const say = useSay();
  const { data } = useTesseraDefinitionsQuery();
  const nameOf = (kind: 'slot' | 'variant', key: string) =>
    data?.[kind].find((one) => one.key === key)?.name ?? key;
  const heads = ['variant', 'slot', 'share', 'impressions', 'clicks', 'rate'] as const;
  const rows = [...variants].sort((a, b) => b.visitors - a.visitors || b.impressions - a.impressions);
  return (
    <ShowMore items={rows} step={10}>
      {(shown) => (
        <DataTable
          label={say('overview.variants.title')}
          heads={heads.map((head) => say(`overview.variants.${head}`))}
          rowCount={shown.length}
        >
          {shown.map((row) => (
            <VariantRow
              key={`${row.slot} ${row.key}`}
              row={row}
              name={nameOf('variant', row.key)}
              slot={nameOf('slot', row.slot)}
            />
          ))}
        </DataTable>
      )}
    </ShowMore>
  );
}

function VariantRow({ row, name, slot }: { row: Row; name: string; slot: string }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const { impressions, clicks } = row;
  // A click can be counted whose impression came before the counting began.
  const rate = impressions > 0 ? Math.min(1, clicks / impressions) : null;
  return (
    <Tr>
      <Td>
        {row.key === DEFAULT_VARIANT || row.key === FALLBACK_VARIANT ? (
          <Typography textColor="neutral600">{say('overview.variants.fallback')}</Typography>
        ) : (
          <EntryLink kind="variant" entryKey={row.key} name={name} />
        )}
      </Td>
      <Td>
        <EntryLink kind="slot" entryKey={row.slot} name={slot} />
      </Td>
      <Td>
        <ShareBar share={row.share} />
      </Td>
      <Td>
        <Typography textColor="neutral800">{formatNumber(impressions)}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{formatNumber(clicks)}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">
          {rate === null ? '–' : formatNumber(rate, { style: 'percent', maximumFractionDigits: 1 })}
        </Typography>
      </Td>
    </Tr>
  );
}
