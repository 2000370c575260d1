import { EmptyStateLayout, Flex, Grid, Status, type StatusVariant, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type {
  LiveServer,
  PublishedCatalog,
  PushResult,
  ServerReach,
  ServerStatus,
  StatusAnswer,
} from '../../../contracts/answers';
import { Note } from '../shared/Note';
import { Card, Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { uptimeText } from './duration';

/** One card per configured fragment server. */
export function Servers({ status }: { status: StatusAnswer }) {
  const say = useSay();
  return (
    <Panel title={say('servers.title')}>
      {status.servers.length === 0 ? (
        <EmptyStateLayout content={say('servers.none')} />
      ) : (
        <Flex direction="column" alignItems="stretch" gap={4}>
          {status.servers.map((server) => (
            <Server key={server.url} server={server} published={status.published} />
          ))}
        </Flex>
      )}
    </Panel>
  );
}

const VARIANT: Record<ServerReach['kind'], StatusVariant> = {
  ok: 'success',
  unreachable: 'danger',
  unauthorized: 'warning',
  unexpected: 'warning',
};

function Server({ server, published }: { server: ServerStatus; published: PublishedCatalog }) {
  const say = useSay();
  const { url, reach, push } = server;
  return (
    <Card>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={3} wrap="wrap">
          <Typography fontWeight="bold" tag="h3">
            {url}
          </Typography>
          <Status variant={VARIANT[reach.kind]} size="S">
            <Typography fontWeight="bold">{say(`server.reach.${reach.kind}`)}</Typography>
          </Status>
        </Flex>
        {reach.kind !== 'ok' && (
          <Note>{say(`server.${reach.kind}.help`, { url, detail: reach.detail })}</Note>
        )}
        {reach.kind === 'ok' && reach.live.catalog.error && (
          <Note>
            {refusedText(
              say('server.catalog.refused', { detail: reach.live.catalog.error.detail }),
              reach.live,
            )}
          </Note>
        )}
        <Grid.Root gap={4} tag="dl">
          {reach.kind === 'ok' && <LiveFacts live={reach.live} published={published} />}
          <Fact term={say('server.push')} wide={reach.kind !== 'ok'}>
            <PushText push={push} />
          </Fact>
        </Grid.Root>
      </Flex>
    </Card>
  );
}

const refusedText = (text: string, { catalog }: LiveServer): string =>
  [
    text,
    ...(catalog.error?.refusals ?? []).slice(0, 3).map(({ place, message }) => `${place}: ${message}`),
  ].join(' — ');

function LiveFacts({ live, published }: { live: LiveServer; published: PublishedCatalog }) {
  const say = useSay();
  const intl = useIntl();
  const { version, loadedAt } = live.catalog;
  const current = version === published.version;
  return (
    <>
      <Fact term={say('server.catalog')}>
        {version ?? say('server.catalog.none')}
        <Flex paddingTop={1}>
          <Status variant={current ? 'success' : 'warning'} size="XS">
            <Typography variant="pi" fontWeight="bold">
              {say(current ? 'server.catalog.current' : 'server.catalog.behind')}
            </Typography>
          </Status>
        </Flex>
      </Fact>
      <Fact term={say('server.catalog.since')}>
        {loadedAt ? intl.formatDate(loadedAt, { dateStyle: 'medium', timeStyle: 'medium' }) : '–'}
      </Fact>
      <Fact term={say('server.uptime')}>
        {live.uptimeSeconds === null ? '–' : uptimeText(live.uptimeSeconds, intl)}
      </Fact>
    </>
  );
}

function PushText({ push }: { push: PushResult }) {
  const say = useSay();
  const { formatTime } = useIntl();
  switch (push.kind) {
    case 'none':
      return say('server.push.none');
    case 'waiting':
      return push.detail
        ? say('server.push.waitingAfter', { attempt: push.attempt, detail: push.detail })
        : say('server.push.waiting', { attempt: push.attempt });
    case 'done':
      return say('server.push.done', { time: formatTime(push.at, { timeStyle: 'medium' }) });
    case 'failed':
      return say('server.push.failed', { detail: push.detail });
  }
}

function Fact({ term, children, wide = false }: { term: string; children: ReactNode; wide?: boolean }) {
  return (
    <Grid.Item col={wide ? 12 : 3} s={wide ? 12 : 6} xs={12} direction="column" alignItems="flex-start">
      <Typography tag="dt" variant="sigma" textColor="neutral600">
        {term}
      </Typography>
      <Typography tag="dd" marginLeft={0}>
        {children}
      </Typography>
    </Grid.Item>
  );
}
