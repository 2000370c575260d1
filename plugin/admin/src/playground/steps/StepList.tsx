import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { LIMITS, timesOf } from '../../../../contracts/playground';
import { Note } from '../../shared/Note';
import { Panel } from '../../shared/Panel';
import { useSay } from '../../text/text';
import { nextId, type Visitor } from '../core/steps';
import type { Stage } from '../use-views';
import type { DoChange } from '../use-visitor';
import { StepCard } from './StepCard';

interface Props {
  readonly stage: Stage;
  readonly visitor: Visitor;
  readonly change: DoChange;
  /** After how many steps the visitor is looked at. */
  readonly selected: number;
  readonly onSelect: (count: number | null) => void;
}

/** What the visitor does, one step after the other. */
export function StepList({ stage, visitor, change, selected, onSelect }: Props) {
  const say = useSay();
  const [editing, setEditing] = useState<number | null>(null);
  const { steps } = visitor;
  const times = timesOf(stage.visitor, stage.now);
  const isLong = (times.at(-1) ?? 0) - (times[0] ?? 0) > LIMITS.lengthMs;
  const add = () => {
    const last = steps.at(-1);
    const step = { gapMs: 10_000, type: 'page_view', page: last?.page ?? {}, props: {} };
    change({ do: 'add', step });
    setEditing(nextId(steps));
    onSelect(null);
  };
  return (
    <Panel title={say('playground.steps')} help={say('playground.steps.help')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {isLong && <Note>{say('playground.steps.long')}</Note>}
        {steps.length === 0 && <Typography textColor="neutral600">{say('playground.steps.none')}</Typography>}
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3} aria-label={say('playground.steps')}>
          {steps.map((step, index) => (
            <StepCard
              key={step.id}
              stage={stage}
              step={step}
              at={index}
              count={steps.length}
              sinceStart={(times[index] ?? 0) - (times[0] ?? 0)}
              selected={selected === index + 1}
              onSelect={() => onSelect(index + 1 === steps.length ? null : index + 1)}
              editing={editing === step.id}
              onEdit={(open) => setEditing(open ? step.id : null)}
              change={change}
            />
          ))}
        </Flex>
        <Box>
          <Button
            variant="secondary"
            startIcon={<Plus />}
            disabled={steps.length >= LIMITS.steps}
            onClick={add}
          >
            {say('playground.addStep')}
          </Button>
        </Box>
      </Flex>
    </Panel>
  );
}
