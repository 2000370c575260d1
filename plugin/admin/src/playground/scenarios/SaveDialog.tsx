import { Button, Field, Flex, Modal, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { type Expected, LIMITS, type Scenario } from '../../../../contracts/playground';
import { reasonOf } from '../../api';
import { Note } from '../../shared/Note';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { expectedOf } from '../core/expectation';
import { type Stage, useViews, viewIn } from '../use-views';
import { useTesseraSaveScenarioMutation } from './api';
import { ExpectedFields } from './ExpectedFields';

interface Props {
  readonly stage: Stage;
  readonly opened: Scenario | null;
  readonly onClose: () => void;
  readonly onSaved: (scenario: Scenario) => void;
}

/** Keeps the visitor with what is expected of it at the end: as it is now, unless somebody says otherwise. */
export function SaveDialog({ stage, opened, onClose, onSaved }: Props) {
  const say = useSay();
  const { visitor } = stage;
  const told = useViews(stage, visitor.steps.length, visitor.laterMs);
  const view = viewIn(told, -1);
  const [name, setName] = useState(opened?.name ?? '');
  const [edited, setEdited] = useState<Expected | null>(opened?.expected ?? null);
  const [save, saved] = useTesseraSaveScenarioMutation();
  const expected = edited ?? (view && expectedOf(view));
  const keep = async (id: string | null) => {
    if (!expected) return;
    const answer = await save({ id, given: { name: name.trim(), visitor, expected } });
    if ('data' in answer && answer.data) onSaved(answer.data);
  };
  const isReady = name.trim() !== '' && expected !== null;
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{say('playground.save')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Field.Root required>
              <Field.Label>{say('playground.scenarioName')}</Field.Label>
              <TextInput
                value={name}
                maxLength={LIMITS.name}
                onChange={(event) => setName(event.target.value)}
              />
            </Field.Root>
            {told.kind !== 'ok' && <Unanswered told={told} />}
            {view && expected && <ExpectedFields view={view} expected={expected} onChange={setEdited} />}
            {saved.error && (
              <Note>{say('playground.scenarios.failed', { reason: reasonOf(saved.error) })}</Note>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('playground.cancel')}</Button>
          </Modal.Close>
          <Flex gap={2}>
            {opened && (
              <Button
                variant="secondary"
                disabled={!isReady}
                loading={saved.isLoading}
                onClick={() => void keep(opened.id)}
              >
                {say('playground.saveOver')}
              </Button>
            )}
            <Button disabled={!isReady} loading={saved.isLoading} onClick={() => void keep(null)}>
              {say('playground.saveNew')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
