import { Box, Button, Flex, IconButton, NumberInput, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Trash } from '@strapi/icons';
import { useState } from 'react';
import { ConditionField } from '../../builder/ConditionField';
import type { Suggestion } from '../../shared/fitting';
import { SuggestBox } from '../../shared/SuggestBox';
import { useSay } from '../../text/text';
import { readRow, type WeightChange } from './weight-rows';

interface Props {
  /** Before the ids of the row's buttons. */
  readonly id: string;
  readonly item: unknown;
  readonly index: number;
  readonly count: number;
  readonly suggestions: readonly Suggestion[];
  readonly disabled?: boolean;
  readonly onChange: (change: WeightChange) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One weight: which event, which of them, how many points. */
export function WeightLine({ id, item, index, count, disabled = false, onMove, onRemove, ...line }: Props) {
  const say = useSay();
  const number = index + 1;
  const steps = [
    { name: 'up', to: index - 1, Icon: ArrowUp },
    { name: 'down', to: index + 1, Icon: ArrowDown },
  ] as const;
  return (
    <Box
      tag="li"
      aria-label={say('signals.weights.row', { number })}
      padding={3}
      background="neutral100"
      borderColor="neutral200"
      hasRadius
    >
      <Flex gap={2} alignItems="flex-start" wrap="wrap">
        <Fields {...line} item={item} number={number} disabled={disabled} />
        <Flex gap={1}>
          {steps.map(({ name, to, Icon }) => (
            <IconButton
              key={name}
              id={`${id}-${name}-${index}`}
              label={say(`signals.weights.${name}`, { number })}
              // Not `disabled` at the ends: the focus stays on the button while a row is moved there.
              aria-disabled={to < 0 || to >= count}
              disabled={disabled}
              onClick={() => to >= 0 && to < count && onMove(to)}
            >
              <Icon />
            </IconButton>
          ))}
          <IconButton
            label={say('signals.weights.remove', { number })}
            disabled={disabled}
            onClick={onRemove}
          >
            <Trash />
          </IconButton>
        </Flex>
      </Flex>
    </Box>
  );
}

type FieldsProps = Pick<Props, 'item' | 'suggestions' | 'disabled' | 'onChange'> & {
  readonly number: number;
};

function Fields({ item, suggestions, disabled, onChange, number }: FieldsProps) {
  const say = useSay();
  const row = readRow(item);
  const [opened, setOpened] = useState(false);
  if (row.kind === 'strange') {
    return (
      <Box flex="1 1 20rem">
        <Typography textColor="neutral600">
          {say('signals.weights.strangeRow', { json: JSON.stringify(item) })}
        </Typography>
      </Box>
    );
  }
  const label = say('signals.weights.where', { number });
  const shown = opened || row.where !== null;
  return (
    <>
      <Box flex="2 1 20rem">
        <SuggestBox
          label={say('signals.weights.event', { number })}
          value={row.event}
          onChange={(event) => onChange({ event })}
          suggestions={suggestions}
          disabled={disabled}
        />
      </Box>
      <Box flex="1 1 8rem">
        <NumberInput
          aria-label={say('signals.weights.weight', { number })}
          value={row.weight ?? undefined}
          onValueChange={(weight) => onChange({ weight: weight ?? null })}
          disabled={disabled}
        />
      </Box>
      <Box flex="1 0 100%" order={1}>
        {shown && (
          <ConditionField
            label={label}
            about="event"
            eventType={row.event}
            value={row.where}
            onChange={(where) => onChange({ where })}
            disabled={disabled}
          />
        )}
        <Button
          variant="ghost"
          size="S"
          disabled={disabled}
          onClick={() => {
            setOpened(!shown);
            if (shown) onChange({ where: null });
          }}
        >
          {say(shown ? 'signals.weights.where.drop' : 'signals.weights.where.add')}
        </Button>
      </Box>
    </>
  );
}
