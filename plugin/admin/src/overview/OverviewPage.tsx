import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { PERMISSIONS } from '../../../contracts/permissions';
import { reasonOf, useTesseraStatusQuery } from '../api';
import { Note } from '../shared/Note';
import { useVisible } from '../shared/use-visible';
import { useSay } from '../text/text';
import { Changes } from './Changes';
import { Conflicts } from './Conflicts';
import { Numbers } from './Numbers';
import { Segments } from './Segments';
import { Servers } from './Servers';
import { Stages } from './Stages';
import { Troubles } from './Troubles';
import { Variants } from './Variants';

const REFRESH_MS = 3_000;

/** The Tessera page: are the servers well, who is here, which segments are they in. */
export default function OverviewPage() {
  return (
    <Page.Protect permissions={[{ action: PERMISSIONS.read, subject: null }]}>
      <Overview />
    </Page.Protect>
  );
}

function Overview() {
  const say = useSay();
  const { formatTime } = useIntl();
  const visible = useVisible();
  const { data, error, fulfilledTimeStamp, refetch, isFetching } = useTesseraStatusQuery(undefined, {
    pollingInterval: visible ? REFRESH_MS : 0,
  });
  const time = fulfilledTimeStamp ? formatTime(fulfilledTimeStamp, { timeStyle: 'medium' }) : '';

  return (
    <Page.Main>
      <Page.Title>{say('page.title')}</Page.Title>
      <Layouts.Header
        title={say('page.title')}
        subtitle={say('page.subtitle')}
        primaryAction={
          <Flex gap={3}>
            <Typography variant="pi" textColor="neutral600">
              {time && say('page.refreshed', { time })}
            </Typography>
            {error && (
              <Button
                variant="secondary"
                startIcon={<ArrowClockwise />}
                onClick={() => refetch()}
                loading={isFetching}
              >
                {say('page.retry')}
              </Button>
            )}
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          {error && (
            <Note>
              {data
                ? say('page.stale', { reason: reasonOf(error), time })
                : say('page.failed', { reason: reasonOf(error) })}
            </Note>
          )}
          {!data && !error && (
            <Box padding={8}>
              <Page.Loading>{say('page.loading')}</Page.Loading>
            </Box>
          )}
          {data && (
            <>
              <Numbers status={data} at={fulfilledTimeStamp} />
              <Troubles status={data} />
              <Segments status={data} />
              <Variants />
              <Conflicts version={data.published.version} />
              <Stages status={data} />
              <Changes />
              <Servers status={data} />
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
