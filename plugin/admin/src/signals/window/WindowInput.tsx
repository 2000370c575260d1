import { Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { FieldFrame } from '../../inputs/FieldFrame';
import type { CustomFieldProps } from '../../inputs/props';
import { useSay } from '../../text/text';
import { DurationBox } from '../duration/DurationBox';
import { chooseWindow, FIRST_SLIDING, NAMED_WINDOWS, readWindow } from './window-parts';

const CHOICES = [...NAMED_WINDOWS, 'sliding'] as const;

/** `tessera.window`: how far back a signal looks. */
export default function WindowInput(field: CustomFieldProps<string>) {
  const say = useSay();
  const window = readWindow(field.value);
  const label = typeof field.label === 'string' ? field.label : field.name;
  const choose = (chosen: string | number) => {
    const choice = CHOICES.find((each) => each === chosen);
    if (choice) field.onChange(field.name, chooseWindow(field.value, choice));
  };
  return (
    <FieldFrame {...field}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <SingleSelect
          aria-label={label}
          value={window}
          onChange={choose}
          disabled={field.disabled}
          hasError={window === 'wrong' || Boolean(field.error)}
        >
          {CHOICES.map((choice) => (
            <SingleSelectOption key={choice} value={choice}>
              {say(`signals.window.${choice}`)}
            </SingleSelectOption>
          ))}
          {window === 'wrong' && <SingleSelectOption value="wrong">{String(field.value)}</SingleSelectOption>}
        </SingleSelect>
        {window === 'sliding' && (
          <DurationBox
            label={label}
            value={field.value ?? null}
            // An emptied amount would be no window at all, and the box would vanish under the fingers.
            onChange={(value) => field.onChange(field.name, value ?? FIRST_SLIDING)}
            disabled={field.disabled}
          />
        )}
        {window === 'wrong' && (
          <Typography variant="pi" textColor="danger600" role="status">
            {say('signals.window.wrong', { value: String(field.value) })}
          </Typography>
        )}
      </Flex>
    </FieldFrame>
  );
}
