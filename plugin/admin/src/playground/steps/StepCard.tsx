import { Box, Flex, IconButton, TextButton, Typography } from '@strapi/design-system';
import { Duplicate, Pencil } from '@strapi/icons';
import { MoveButtons } from '../../shared/MoveButtons';
import { useSay } from '../../text/text';
import { useClockText } from '../clock-text';
import type { Step } from '../core/steps';
import { typedText } from '../core/values';
import type { Stage } from '../use-views';
import type { DoChange } from '../use-visitor';
import { StepChanges } from './StepChanges';
import { StepForm } from './StepForm';

interface Props {
  readonly stage: Stage;
  readonly step: Step;
  readonly at: number;
  readonly count: number;
  readonly sinceStart: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly editing: boolean;
  readonly onEdit: (open: boolean) => void;
  readonly change: DoChange;
}

/** One thing the visitor does: what, when, and what it changes. */
export function StepCard({
  stage,
  step,
  at,
  count,
  sinceStart,
  selected,
  onSelect,
  editing,
  onEdit,
  change,
}: Props) {
  const say = useSay();
  const clock = useClockText();
  const name = say('playground.step', { number: at + 1 });
  const summary = [
    step.page.path,
    ...Object.entries(step.props).map(([prop, value]) => `${prop} ${typedText(value)}`),
  ];
  return (
    <Box
      tag="li"
      background={selected ? 'primary100' : 'neutral0'}
      borderColor={selected ? 'primary600' : 'neutral200'}
      hasRadius
      padding={4}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <TextButton
            aria-pressed={selected}
            aria-label={say('playground.look', { number: at + 1, type: step.type })}
            onClick={onSelect}
          >
            {`${at + 1}. ${step.type}`}
          </TextButton>
          <Typography variant="pi" textColor="neutral600">
            {at === 0 ? say('playground.first') : say('playground.since', { time: clock(sinceStart) })}
            {summary.some(Boolean) && ` · ${summary.filter(Boolean).join(', ')}`}
          </Typography>
        </Flex>
        <Flex gap={1}>
          <IconButton
            label={say('playground.edit', { name })}
            aria-expanded={editing}
            onClick={() => onEdit(!editing)}
          >
            <Pencil />
          </IconButton>
          <IconButton
            label={say('playground.duplicate', { name })}
            onClick={() => change({ do: 'duplicate', id: step.id })}
          >
            <Duplicate />
          </IconButton>
          <MoveButtons
            name={name}
            at={at}
            count={count}
            onMove={(to) => change({ do: 'move', id: step.id, to })}
            onRemove={() => change({ do: 'remove', id: step.id })}
          />
        </Flex>
      </Flex>
      {editing && (
        <StepForm
          step={step}
          isFirst={at === 0}
          onChange={(next) => change({ do: 'edit', id: step.id, step: next })}
        />
      )}
      <StepChanges stage={stage} count={at + 1} />
    </Box>
  );
}
