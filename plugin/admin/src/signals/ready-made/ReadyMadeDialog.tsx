import { Button, Flex, Modal, Searchbar, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useDefinitions } from '../../inputs/definitions';
import { useSay } from '../../text/text';
import { ChoiceList } from './ChoiceList';
import { groupsFitting, wordedChoices } from './choices';
import { Outcome } from './Outcome';
import { useAdding } from './use-adding';

/** Chooses ready-made signals and adds them as drafts. */
export default function ReadyMadeDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { options, state } = useDefinitions('signal');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const adding = useAdding();

  const existing = new Set(options.map(({ key }) => key));
  const all = wordedChoices(
    (key) => say(`signals.ready.${key}`),
    (key) => say(`signals.ready.${key}.about`),
  );
  const isFree = (key: string) => !existing.has(key) && adding.results[key]?.kind !== 'added';
  const wanted = all.filter(({ signal }) => chosen.has(signal.key) && isFree(signal.key));
  const groups = groupsFitting(all, search);
  const busy = adding.progress !== null;

  const choose = (keys: readonly string[], yes: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const key of keys) {
        if (yes) next.add(key);
        else next.delete(key);
      }
      return next;
    });

  return (
    // While drafts are being made the dialog stays: closing it would hide how it went.
    <Modal.Root open onOpenChange={(open) => !open && !busy && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={say('signals.ready.close')}>
          <Modal.Title>{say('signals.ready.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography textColor="neutral600">{say('signals.ready.intro')}</Typography>
            <Searchbar
              name="tessera-ready-search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onClear={() => setSearch('')}
              clearLabel={say('signals.ready.clear')}
              placeholder={say('signals.ready.search')}
            >
              {say('signals.ready.search')}
            </Searchbar>
            {state.kind !== 'ready' && (
              <Typography variant="pi" textColor="neutral600" role="status">
                {state.kind === 'loading'
                  ? say('signals.ready.loading')
                  : say('signals.ready.unknown', { reason: state.reason })}
              </Typography>
            )}
            {groups.length === 0 && (
              <Typography role="status">{say('signals.ready.none', { text: search })}</Typography>
            )}
            <ChoiceList
              groups={groups}
              chosen={chosen}
              onChoose={choose}
              existing={existing}
              results={adding.results}
              disabled={busy || state.kind === 'loading'}
            />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {say('signals.ready.close')}
          </Button>
          <Outcome adding={adding} />
          <Button
            disabled={wanted.length === 0 || busy}
            loading={busy}
            onClick={() => {
              void adding.add(wanted);
            }}
          >
            {say('signals.ready.create', { count: wanted.length })}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
