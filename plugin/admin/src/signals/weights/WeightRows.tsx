import { Box, Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useEffect, useId, useState } from 'react';
import { useSay } from '../../text/text';
import { useEventSuggestions } from '../event/use-event-suggestions';
import { WeightLine } from './WeightLine';
import { addItem, changeItem, MOST_WEIGHTS, moveItem, removeItem, rowNumbers } from './weight-rows';

interface Props {
  readonly items: readonly unknown[];
  readonly onChange: (items: readonly unknown[]) => void;
  readonly disabled?: boolean;
}

/** Weights as rows. After a move the focus stays on the row that was moved, and its new place is said. */
export function WeightRows({ items, onChange, disabled }: Props) {
  const say = useSay();
  const id = useId();
  const suggestions = useEventSuggestions();
  const [numbersBefore, setNumbers] = useState<readonly number[]>([]);
  const numbers = rowNumbers(numbersBefore, items.length);
  const [movedTo, setMovedTo] = useState<number | null>(null);
  const [focus, setFocus] = useState<string | null>(null);

  useEffect(() => {
    if (focus === null) return;
    document.getElementById(focus)?.focus();
    setFocus(null);
  }, [focus]);

  const move = (from: number, to: number) => {
    onChange(moveItem(items, from, to));
    setNumbers(moveItem(numbers, from, to));
    setMovedTo(to);
    setFocus(`${id}-${to < from ? 'up' : 'down'}-${to}`);
  };
  const remove = (index: number) => {
    onChange(removeItem(items, index));
    setNumbers(removeItem(numbers, index));
    setMovedTo(null);
    setFocus(`${id}-add`);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {items.length === 0 && <Typography textColor="neutral600">{say('signals.weights.none')}</Typography>}
      {items.length > 0 && (
        <Flex
          tag="ol"
          direction="column"
          alignItems="stretch"
          gap={2}
          aria-label={say('signals.weights.list')}
        >
          {items.map((item, index) => (
            <WeightLine
              key={numbers[index]}
              id={id}
              item={item}
              index={index}
              count={items.length}
              suggestions={suggestions}
              disabled={disabled}
              onChange={(change) => onChange(changeItem(items, index, change))}
              onMove={(to) => move(index, to)}
              onRemove={() => remove(index)}
            />
          ))}
        </Flex>
      )}
      <Box>
        <Button
          id={`${id}-add`}
          variant="secondary"
          size="S"
          startIcon={<Plus />}
          disabled={disabled || items.length >= MOST_WEIGHTS}
          onClick={() => onChange(addItem(items))}
        >
          {say('signals.weights.add')}
        </Button>
      </Box>
      {items.length >= MOST_WEIGHTS && (
        <Typography variant="pi" textColor="neutral600">
          {say('signals.weights.most', { most: MOST_WEIGHTS })}
        </Typography>
      )}
      <VisuallyHidden role="status">
        {movedTo === null ? '' : say('signals.weights.moved', { number: movedTo + 1 })}
      </VisuallyHidden>
    </Flex>
  );
}
