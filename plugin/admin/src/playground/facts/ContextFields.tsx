import { Field, Grid, NumberInput, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { CONTEXT_FIELDS } from '@tessera/model';
import { useSay } from '../../text/text';
import { type ContextField, inputOf } from '../core/context-fields';
import { valueAt, withValueAt } from '../core/nested';

type Context = Readonly<Record<string, unknown>>;
interface Props {
  readonly context: Context;
  readonly onChange: (context: Context) => void;
}

/** All fields of a context; an empty one is not known. */
export function ContextFields({ context, onChange }: Props) {
  return (
    <Grid.Root gap={3}>
      {CONTEXT_FIELDS.map((field) => (
        <Grid.Item key={field} col={4} s={6} xs={12} direction="column" alignItems="stretch">
          <Field.Root>
            <Field.Label>{field}</Field.Label>
            <Box
              field={field}
              value={valueAt(context, field)}
              onValue={(value) => onChange(withValueAt(context, field, value))}
            />
          </Field.Root>
        </Grid.Item>
      ))}
    </Grid.Root>
  );
}

interface BoxProps {
  readonly field: ContextField;
  readonly value: unknown;
  readonly onValue: (value: string | number | boolean | undefined) => void;
}

function Box({ field, value, onValue }: BoxProps) {
  const say = useSay();
  const input = inputOf(field);
  if (input.kind === 'text')
    return (
      <TextInput
        size="S"
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onValue(event.target.value || undefined)}
      />
    );
  if (input.kind === 'number')
    return (
      <NumberInput size="S" value={typeof value === 'number' ? value : undefined} onValueChange={onValue} />
    );
  const choices =
    input.kind === 'flag'
      ? [
          { value: 'true', words: say('playground.yes') },
          { value: 'false', words: say('playground.no') },
        ]
      : input.values.map((one) => ({ value: one, words: one }));
  const chosen = (one: string) => (input.kind === 'flag' ? one === 'true' : one);
  return (
    <SingleSelect
      size="S"
      value={value === undefined ? null : String(value)}
      placeholder={say('playground.unknown')}
      clearLabel={say('playground.clear')}
      onClear={() => onValue(undefined)}
      onChange={(one) => onValue(chosen(String(one)))}
    >
      {choices.map(({ value: one, words }) => (
        <SingleSelectOption key={one} value={one}>
          {words}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}
