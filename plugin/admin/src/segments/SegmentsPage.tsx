import { EmptyStateLayout, Flex, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';
import { UID } from '../../../contracts/ids';
import type { Audience } from '../../../contracts/live';
import { CONTENT } from '../../../contracts/permissions';
import { reasonOf, useTesseraDefinitionsQuery } from '../api';
import { useAsk } from '../app/ask';
import { useCan, useRight } from '../app/rights';
import { newEntryPath } from '../shared/EntryLink';
import { Note } from '../shared/Note';
import { useHistory } from '../shared/Trend';
import { Unanswered } from '../shared/Unanswered';
import { useVisible } from '../shared/use-visible';
import { ReadyMadeButton } from '../signals/ready-made/ReadyMadeButton';
import { useSay } from '../text/text';
import { useTesseraUsageQuery } from '../usage/api';
import { segmentRows } from './rows';
import { SegmentTable } from './SegmentTable';

const LIVE_MS = 5_000;
const DEFINED_MS = 15_000;

/** All segments, drafts too: how they stand to each other, who is in them, and what uses them. */
export default function SegmentsPage() {
  const say = useSay();
  const may = useCan()(CONTENT.create, UID.segment);
  return (
    <Page.Main>
      <Page.Title>{say('nav.segments')}</Page.Title>
      <Layouts.Header
        title={say('nav.segments')}
        subtitle={say('segments.subtitle')}
        primaryAction={
          <Flex gap={2}>
            <ReadyMadeButton />
            {may && (
              <LinkButton tag={NavLink} to={newEntryPath('segment')} startIcon={<Plus />}>
                {say('segments.create')}
              </LinkButton>
            )}
          </Flex>
        }
      />
      <Layouts.Content>
        <Segments />
      </Layouts.Content>
    </Page.Main>
  );
}

function Segments() {
  const say = useSay();
  const visible = useVisible();
  const mayPick = useRight('pick');
  const again = {
    skip: !mayPick,
    pollingInterval: visible ? DEFINED_MS : 0,
    refetchOnMountOrArgChange: true,
  };
  const definitions = useTesseraDefinitionsQuery(undefined, again);
  const usage = useTesseraUsageQuery(undefined, again);
  const audience = useAsk<Audience>('audience', { every: LIVE_MS });
  const history = useHistory();

  const error = definitions.error ?? usage.error;
  const waiting = mayPick ? !definitions.data && !error : audience.kind === 'asking';
  if (waiting) return <Page.Loading>{say('segments.loading')}</Page.Loading>;
  const rows = segmentRows({
    options: definitions.data?.segment ?? [],
    usage: usage.data,
    live: audience.kind === 'ok' ? audience.answer.segments : [],
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8}>
      {error && <Note>{say('segments.failed', { reason: reasonOf(error) })}</Note>}
      {audience.kind !== 'ok' && <Unanswered told={audience} />}
      {rows.length === 0 ? (
        <EmptyStateLayout content={say('segments.none')} />
      ) : (
        <SegmentTable rows={rows} history={history} />
      )}
    </Flex>
  );
}
