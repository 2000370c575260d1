import { Button, Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { reasonOf } from '../api';
import { WithRight } from '../app/rights';
import { Note } from '../shared/Note';
import { useSay } from '../text/text';
import { useTesseraSettingsQuery } from './api';
import { Purges } from './Purges';
import { ServersForm } from './ServersForm';

/** Settings → Tessera: which fragment servers there are, and how they stand with the CDNs they purge. */
export default function SettingsPage() {
  return (
    <WithRight right="settings">
      <Settings />
    </WithRight>
  );
}

function Settings() {
  const say = useSay();
  const { data, error, isFetching, refetch } = useTesseraSettingsQuery();
  if (data) {
    return (
      <Page.Main>
        <Page.Title>{say('settings.title')}</Page.Title>
        <ServersForm answer={data} reload={refetch}>
          <Purges />
        </ServersForm>
      </Page.Main>
    );
  }
  return (
    <Page.Main>
      <Page.Title>{say('settings.title')}</Page.Title>
      <Layouts.Header title={say('settings.title')} subtitle={say('settings.subtitle')} />
      <Layouts.Content>
        {error ? (
          <Flex direction="column" alignItems="flex-start" gap={4}>
            <Note>{say('settings.unread', { reason: reasonOf(error) })}</Note>
            <Button variant="secondary" onClick={() => refetch()} loading={isFetching}>
              {say('settings.again')}
            </Button>
          </Flex>
        ) : (
          <Page.Loading>{say('settings.loading')}</Page.Loading>
        )}
      </Layouts.Content>
    </Page.Main>
  );
}
