import { EmptyStateLayout, type StatusVariant, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { LiveServer, LiveStage, StatusAnswer } from '../../../contracts/answers';
import { DataTable } from '../shared/DataTable';
import { Flag } from '../shared/Flag';
import { Panel } from '../shared/Panel';
import { type TextId, useSay } from '../text/text';
import { liveOf } from './live';

/** How fast an event comes back as a decision, stage by stage, against what each stage may take. */
export function Stages({ status }: { status: StatusAnswer }) {
  const say = useSay();
  const live = liveOf(status);
  const stages = live?.stages ?? [];
  const busy = stages.some(({ count }) => count > 0);
  return (
    <Panel title={say('overview.stages.title')} help={say('overview.stages.help')}>
      {!live || stages.length === 0 || !busy ? (
        <EmptyStateLayout content={say(live ? 'overview.stages.none' : 'overview.stages.noServer')} />
      ) : (
        <StageTable live={live} />
      )}
    </Panel>
  );
}

function StageTable({ live: { stages, refresh } }: { live: LiveServer }) {
  const say = useSay();
  const heads = ['stage', 'p95', 'budget', 'state'] as const;
  return (
    <DataTable
      label={say('overview.stages.title')}
      heads={heads.map((head) => say(`overview.stages.${head}`))}
      rowCount={stages.length + (refresh ? 1 : 0)}
    >
      {stages.map((stage) => (
        <Line key={stage.stage} title={titleOf(stage)} name={stage.stage} value={stage.p95Ms} {...stage} />
      ))}
      {refresh && (
        <Line
          title="overview.stage.refresh"
          name="refresh"
          value={refresh.meanMs}
          budgetMs={refresh.limitMs}
          within={refresh.meanMs === null ? null : refresh.meanMs <= refresh.limitMs}
        />
      )}
    </DataTable>
  );
}

const TITLES: Readonly<Record<string, TextId>> = {
  collect: 'overview.stage.collect',
  segments: 'overview.stage.segments',
  delivery: 'overview.stage.delivery',
  end_to_end: 'overview.stage.end_to_end',
};
/** A newer server may know stages we have no words for. */
const titleOf = ({ stage }: LiveStage): TextId | null =>
  Object.hasOwn(TITLES, stage) ? (TITLES[stage] ?? null) : null;

interface LineProps {
  readonly title: TextId | null;
  readonly name: string;
  readonly value: number | null;
  readonly budgetMs: number;
  readonly within: boolean | null;
}

function Line({ title, name, value, budgetMs, within }: LineProps) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const ms = (one: number) =>
    formatNumber(one, {
      style: 'unit',
      unit: 'millisecond',
      unitDisplay: 'short',
      maximumFractionDigits: one < 10 ? 1 : 0,
    });
  const [state, variant]: [TextId, StatusVariant] =
    within === null
      ? ['overview.stages.tooFew', 'neutral']
      : within
        ? ['overview.stages.within', 'success']
        : ['overview.stages.beyond', 'danger'];
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800">{title ? say(title) : name}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{value === null ? '–' : ms(value)}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">{ms(budgetMs)}</Typography>
      </Td>
      <Td>
        <Flag variant={variant}>{say(state)}</Flag>
      </Td>
    </Tr>
  );
}
