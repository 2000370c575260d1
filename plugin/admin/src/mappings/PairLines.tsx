import { Box, Button, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { MAPPING_LIMITS } from '@tessera/model';
import { useId, useState } from 'react';
import { rowNumbers } from '../signals/weights/weight-rows';
import { type TextId, useSay } from '../text/text';
import { isDouble, type PairRow } from './pair-rows';

interface Props {
  readonly rows: readonly PairRow[];
  readonly onChange: (rows: readonly PairRow[]) => void;
  /** What these properties are, for whoever cannot see where they stand. */
  readonly label: string;
  readonly valueHead: TextId;
  readonly disabled?: boolean;
}

/** A line per property: our name, what stands beside it, and a button that takes the line away. */
export function PairLines({ rows, onChange, label, valueHead, disabled }: Props) {
  const say = useSay();
  const id = useId();
  const [numbersBefore, setNumbers] = useState<readonly number[]>([]);
  const numbers = rowNumbers(numbersBefore, rows.length);
  const changed = (index: number, change: Partial<PairRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  const remove = (index: number) => {
    setNumbers(numbers.filter((_, at) => at !== index));
    onChange(rows.filter((_, at) => at !== index));
    document.getElementById(`${id}-add`)?.focus();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-label={label}>
      {rows.map(({ name, text }, index) => (
        <Box key={numbers[index]}>
          <Flex gap={2} alignItems="flex-start">
            <Box flex="1 1 35%">
              <TextInput
                size="S"
                aria-label={say('mappings.ours.row', { number: index + 1 })}
                placeholder={say('mappings.ours')}
                value={name}
                maxLength={64}
                disabled={disabled}
                hasError={isDouble(rows, index)}
                onChange={(event) => changed(index, { name: event.target.value.trim() })}
              />
            </Box>
            <Box flex="1 1 65%">
              <TextInput
                size="S"
                aria-label={`${say(valueHead)}: ${name || index + 1}`}
                placeholder={say(valueHead)}
                value={text}
                disabled={disabled}
                onChange={(event) => changed(index, { text: event.target.value })}
              />
            </Box>
            <IconButton
              label={say('mappings.remove', { name: name || index + 1 })}
              disabled={disabled}
              onClick={() => remove(index)}
            >
              <Trash />
            </IconButton>
          </Flex>
          {isDouble(rows, index) && (
            <Typography variant="pi" textColor="danger600" role="alert">
              {say('mappings.double', { name })}
            </Typography>
          )}
        </Box>
      ))}
      <Box>
        <Button
          id={`${id}-add`}
          variant="tertiary"
          size="S"
          startIcon={<Plus />}
          disabled={disabled || rows.length >= MAPPING_LIMITS.props}
          onClick={() => onChange([...rows, { name: '', text: '' }])}
        >
          {say('mappings.add')}
        </Button>
      </Box>
    </Flex>
  );
}
