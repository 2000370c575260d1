import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Check, Plus } from '@strapi/icons';
import { Layouts, useNotification } from '@strapi/strapi/admin';
import { type ReactNode, useState } from 'react';
import { LIMITS, type SettingsAnswer } from '../../../contracts/settings';
import { reasonOf } from '../api';
import { LeaveGuard } from '../shared/LeaveGuard';
import { Note } from '../shared/Note';
import { Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { useTesseraSaveSettingsMutation } from './api';
import { draftsOf, errorsOf, givenOf, isChanged, newDraft, type ServerDraft } from './draft';
import { FixedServers } from './FixedServers';
import { ServerFields } from './ServerFields';

interface Props {
  readonly answer: SettingsAnswer;
  readonly reload: () => void;
  readonly children: ReactNode;
}

/** The page's header, which saves, and the servers, which can be changed. `children` come below. */
export function ServersForm({ answer, reload, children }: Props) {
  const say = useSay();
  const { toggleNotification } = useNotification();
  const [drafts, setDrafts] = useState(() => draftsOf(answer));
  const [tried, setTried] = useState(false);
  const [send, { isLoading, error }] = useTesseraSaveSettingsMutation();
  const changed = isChanged(drafts, answer);
  const wrong = drafts.some((draft) => Object.keys(errorsOf(draft, drafts)).length > 0);
  const fixed = answer.source === 'config' || answer.source === 'environment' ? answer.source : null;

  const change = (id: number, more: Partial<ServerDraft>) =>
    setDrafts(drafts.map((draft) => (draft.id === id ? { ...draft, ...more } : draft)));

  const save = async () => {
    setTried(true);
    if (wrong) return;
    const result = await send({ servers: drafts.map(givenOf) });
    if (!('data' in result) || !result.data) return;
    setDrafts(draftsOf(result.data));
    setTried(false);
    toggleNotification({ type: 'success', message: say('settings.saved') });
    reload();
  };

  return (
    <>
      <LeaveGuard unsaved={changed} />
      <Layouts.Header
        title={say('settings.title')}
        subtitle={say('settings.subtitle')}
        primaryAction={
          <Button startIcon={<Check />} onClick={save} disabled={!changed} loading={isLoading}>
            {say('settings.save')}
          </Button>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={8} paddingBottom={8}>
          {error !== undefined && <Note>{say('settings.unsaved', { reason: reasonOf(error) })}</Note>}
          {tried && wrong && <Note>{say('settings.wrong')}</Note>}
          {!answer.canSeal && <Note>{say('settings.noSecret')}</Note>}
          {fixed && <FixedServers source={fixed} servers={answer.servers} replaced={drafts.length > 0} />}
          <Panel title={say('settings.servers')} help={say('settings.servers.help')}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {drafts.length === 0 && !fixed && <EmptyStateLayout content={say('settings.servers.none')} />}
              {drafts.map((draft, index) => (
                <ServerFields
                  key={draft.id}
                  draft={draft}
                  number={index + 1}
                  // A new server's empty fields are wrong, but not before somebody wants to save them.
                  errors={tried || draft.url !== '' ? errorsOf(draft, drafts) : {}}
                  onChange={(more) => change(draft.id, more)}
                  onRemove={() => setDrafts(drafts.filter(({ id }) => id !== draft.id))}
                />
              ))}
              {drafts.length < LIMITS.servers && (
                <Flex>
                  <Button
                    variant="secondary"
                    startIcon={<Plus />}
                    onClick={() => setDrafts([...drafts, newDraft(drafts)])}
                  >
                    {say('settings.add')}
                  </Button>
                </Flex>
              )}
              <Typography variant="pi" textColor="neutral600">
                {say('settings.reach')}
              </Typography>
            </Flex>
          </Panel>
          {children}
        </Flex>
      </Layouts.Content>
    </>
  );
}
