import { Checkbox, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { KINDS, UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { reasonOf } from '../api';
import { useCan } from '../app/rights';
import { Note } from '../shared/Note';
import { Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { type Chosen, useTesseraApplyMutation, useTesseraImportQuery, useTesseraPlanMutation } from './api';
import { FileDrop } from './FileDrop';
import { PlanView } from './PlanView';
import { Progress } from './Progress';
import { RefusalList } from './RefusalList';

const POLL_MS = 700;

/** First a file is chosen, then is looked at what it would change, then it is applied. */
export function ImportPanel() {
  const say = useSay();
  const can = useCan();
  const mayRemove = KINDS.every((kind) => can(CONTENT.delete, UID[kind]));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [remove, setRemove] = useState(false);
  const [plan, planned] = useTesseraPlanMutation();
  const [apply, applied] = useTesseraApplyMutation();
  const [polling, setPolling] = useState(0);
  const { data: state, refetch } = useTesseraImportQuery(undefined, { pollingInterval: polling });
  const running = state?.kind === 'running';
  // Also an import that somebody else started, or that runs since before this page was opened, is followed.
  if (running && polling === 0) setPolling(POLL_MS);
  if (!running && polling !== 0) setPolling(0);

  const look = (next: Chosen) => {
    setChosen(next);
    applied.reset();
    void plan(next);
  };
  const start = async (hash: string) => {
    if (!chosen) return;
    const answer = await apply({ ...chosen, hash });
    if ('data' in answer) planned.reset();
    await refetch();
  };
  const busy = planned.isLoading || applied.isLoading || running;
  const { data: answer } = planned;

  return (
    <Panel title={say('transfer.import')} help={say('transfer.import.help')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <FileDrop chosen={chosen?.file ?? null} onFile={(file) => look({ file, remove })} disabled={busy} />
        <Checkbox
          checked={remove}
          disabled={busy || !mayRemove}
          onCheckedChange={(checked) => {
            setRemove(checked === true);
            if (chosen && answer) look({ ...chosen, remove: checked === true });
          }}
        >
          {say('transfer.remove')}
        </Checkbox>
        {planned.isLoading && <Typography role="status">{say('transfer.looking')}</Typography>}
        {planned.error && <Note>{say('transfer.failed', { reason: reasonOf(planned.error) })}</Note>}
        {applied.error && <Note>{say('transfer.failed', { reason: reasonOf(applied.error) })}</Note>}
        {answer?.kind === 'unreadable' && (
          <RefusalList title={say('transfer.unreadable')} refusals={answer.refusals} />
        )}
        {answer?.kind === 'plan' && (
          <PlanView plan={answer} busy={busy} onApply={() => void start(answer.hash)} />
        )}
        {state && state.kind !== 'none' && !answer && <Progress state={state} />}
      </Flex>
    </Panel>
  );
}
