import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Play, Plus } from '@strapi/icons';
import { useState } from 'react';
import { LIMITS, type Scenario } from '../../../../contracts/playground';
import { reasonOf } from '../../api';
import { useRight } from '../../app/rights';
import { Note } from '../../shared/Note';
import { Panel } from '../../shared/Panel';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import type { Stage } from '../use-views';
import {
  useTesseraRemoveScenarioMutation,
  useTesseraRunScenariosMutation,
  useTesseraScenariosQuery,
} from './api';
import { SaveDialog } from './SaveDialog';
import { ScenarioTable } from './ScenarioTable';

interface Props {
  readonly stage: Stage;
  /** The scenario whose visitor is in the playground. */
  readonly opened: Scenario | null;
  readonly onOpen: (scenario: Scenario) => void;
  readonly onSaved: (scenario: Scenario) => void;
}

/** Kept visitors with what is expected of them: played again whenever rules have changed. */
export function ScenarioPanel({ stage, opened, onOpen, onSaved }: Props) {
  const say = useSay();
  const mayEdit = useRight('editSegments');
  const { data: scenarios, error, refetch } = useTesseraScenariosQuery();
  const [remove, removed] = useTesseraRemoveScenarioMutation();
  const [run, ran] = useTesseraRunScenariosMutation();
  const [saving, setSaving] = useState(false);
  const trouble = error ?? removed.error ?? ran.error;
  const count = scenarios?.length ?? 0;
  return (
    <Panel title={say('playground.scenarios')} help={say('playground.scenarios.help')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={3} wrap="wrap">
          <Button
            startIcon={<Play />}
            disabled={count === 0}
            loading={ran.isLoading}
            onClick={() => void run(stage.catalog)}
          >
            {say('playground.run', { catalog: say(`playground.catalog.${stage.catalog}`) })}
          </Button>
          {mayEdit && (
            <Button
              variant="secondary"
              startIcon={<Plus />}
              disabled={count >= LIMITS.scenarios && !opened}
              onClick={() => setSaving(true)}
            >
              {say('playground.save')}
            </Button>
          )}
        </Flex>
        {trouble && <Note>{say('playground.scenarios.failed', { reason: reasonOf(trouble) })}</Note>}
        {ran.data && ran.data.kind !== 'ok' && <Unanswered told={ran.data} />}
        {ran.data?.kind === 'ok' && (
          <Typography role="status">
            {say('playground.ran', {
              passed: ran.data.results.filter(({ passed }) => passed).length,
              count: ran.data.results.length,
              version: ran.data.catalog ?? '–',
            })}
          </Typography>
        )}
        {scenarios && count === 0 && <EmptyStateLayout content={say('playground.scenarios.none')} />}
        {scenarios && count > 0 && (
          <ScenarioTable
            scenarios={scenarios}
            results={ran.data?.kind === 'ok' ? ran.data.results : []}
            opened={opened?.id ?? null}
            onOpen={onOpen}
            onRemove={
              mayEdit
                ? async (id) => {
                    await remove(id);
                    await refetch();
                  }
                : null
            }
          />
        )}
        {saving && (
          <SaveDialog
            stage={stage}
            opened={opened}
            onClose={() => setSaving(false)}
            onSaved={(scenario) => {
              setSaving(false);
              onSaved(scenario);
              ran.reset();
              void refetch();
            }}
          />
        )}
      </Flex>
    </Panel>
  );
}
