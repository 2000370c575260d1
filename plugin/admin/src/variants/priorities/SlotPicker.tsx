import { Box, Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { PrioritySlot } from '../../../../contracts/priorities';
import { useSay } from '../../text/text';

interface Props {
  readonly slots: readonly PrioritySlot[];
  readonly chosen: PrioritySlot;
  readonly onChoose: (key: string) => void;
}

export function SlotPicker({ slots, chosen, onChoose }: Props) {
  const say = useSay();
  return (
    <Box maxWidth="40rem">
      <Field.Root>
        <Field.Label>{say('variants.priorities.slot')}</Field.Label>
        <SingleSelect value={chosen.key} onChange={(key) => onChoose(String(key))}>
          {slots.map(({ key, name, order }) => (
            <SingleSelectOption key={key} value={key}>
              {say('variants.priorities.slotWithCount', { name, count: order.length })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Box>
  );
}
