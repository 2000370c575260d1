import { Flex, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { PurgesAnswer, PurgeTarget } from '../../../contracts/settings';
import { reasonOf } from '../api';
import { DataTable } from '../shared/DataTable';
import { Note } from '../shared/Note';
import { Card, Panel } from '../shared/Panel';
import { Unanswered } from '../shared/Unanswered';
import { useVisible } from '../shared/use-visible';
import { useSay } from '../text/text';
import { useTesseraPurgesQuery } from './api';

const REFRESH_MS = 5_000;

/** The CDNs that each server purges when something is published, and how that went. */
export function Purges() {
  const say = useSay();
  const visible = useVisible();
  const { data, error } = useTesseraPurgesQuery(undefined, { pollingInterval: visible ? REFRESH_MS : 0 });
  return (
    <Panel title={say('settings.purges')} help={say('settings.purges.help')}>
      {error !== undefined && <Note>{say('settings.unread', { reason: reasonOf(error) })}</Note>}
      <Flex direction="column" alignItems="stretch" gap={4}>
        {data?.servers.length === 0 && <Unanswered told={{ kind: 'none' }} />}
        {!data && error === undefined && <Unanswered told={{ kind: 'asking' }} />}
        {data?.servers.map((server) => (
          <OfServer key={server.server} server={server} />
        ))}
      </Flex>
    </Panel>
  );
}

function OfServer({ server }: { server: PurgesAnswer['servers'][number] }) {
  const say = useSay();
  if (server.kind !== 'ok') {
    return (
      <Card>
        <Unanswered told={server} />
      </Card>
    );
  }
  if (server.targets.length === 0) {
    return (
      <Card>
        <Typography variant="pi" textColor="neutral600">
          {say('settings.purges.none', { server: server.server })}
        </Typography>
      </Card>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="sigma" textColor="neutral600">
        {server.server}
      </Typography>
      <DataTable
        label={say('settings.purges.of', { server: server.server })}
        heads={[
          say('settings.purge.target'),
          say('settings.purge.waiting'),
          say('settings.purge.last'),
          say('settings.purge.failed'),
          say('settings.purge.trouble'),
        ]}
        rowCount={server.targets.length}
      >
        {server.targets.map((target) => (
          <Target key={target.target} target={target} />
        ))}
      </DataTable>
    </Flex>
  );
}

function Target({
  target: { target, waiting, lastPurgeAt, failed, lastError, nextTryAt },
}: {
  target: PurgeTarget;
}) {
  const say = useSay();
  const { formatDate, formatNumber, formatTime } = useIntl();
  const next =
    nextTryAt && say('settings.purge.next', { time: formatTime(nextTryAt, { timeStyle: 'medium' }) });
  const trouble = [lastError, lastError && next].filter(Boolean).join(' ');
  const cells = [
    target,
    formatNumber(waiting),
    lastPurgeAt ? formatDate(lastPurgeAt, { dateStyle: 'medium', timeStyle: 'medium' }) : '–',
    formatNumber(failed),
  ];
  return (
    <Tr>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay where they are.
        <Td key={index}>
          <Typography textColor="neutral800">{cell}</Typography>
        </Td>
      ))}
      <Td>
        <Typography textColor={trouble ? 'danger600' : 'neutral600'}>{trouble || '–'}</Typography>
      </Td>
    </Tr>
  );
}
