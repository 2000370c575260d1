import { EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import type { CheckAnswer } from '../../../contracts/live';
import { useAsk } from '../app/ask';
import { ClusterList } from '../shared/findings/ClusterList';
import { FindingList } from '../shared/findings/FindingList';
import { Card, Panel } from '../shared/Panel';
import { Unanswered } from '../shared/Unanswered';
import { useSay } from '../text/text';

/** It takes the server up to some seconds, and changes only with the catalog and with who is here. */
const EVERY_MS = 120_000;

/** What conflicts in the catalog in force, can never be shown or is there twice. `version`: looked at anew with it. */
export function Conflicts({ version }: { version: string }) {
  const say = useSay();
  const told = useAsk<CheckAnswer>('check', { every: EVERY_MS, query: { version } });
  return (
    <>
      <Panel title={say('overview.findings.title')} help={say('overview.findings.help')}>
        {told.kind !== 'ok' ? (
          <Unanswered told={told} />
        ) : told.answer.findings.length === 0 ? (
          <EmptyStateLayout content={say('overview.findings.none')} />
        ) : (
          <Card>
            <FindingList findings={told.answer.findings} />
          </Card>
        )}
        {told.kind === 'ok' && !told.answer.complete && (
          <Flex paddingTop={2}>
            <Typography variant="pi" textColor="neutral600">
              {say('overview.findings.incomplete')}
            </Typography>
          </Flex>
        )}
      </Panel>
      {told.kind === 'ok' && told.answer.clusters.length > 0 && (
        <Panel title={say('overview.clusters.title')} help={say('overview.clusters.help')}>
          <Card>
            <ClusterList clusters={told.answer.clusters} />
          </Card>
        </Panel>
      )}
    </>
  );
}
