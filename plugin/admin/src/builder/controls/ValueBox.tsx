import { Flex, NumberInput, TextInput, Typography } from '@strapi/design-system';
import type { Json } from '@tessera/model';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { operandOf } from '../condition/operators';
import type { Rule } from '../condition/types';
import { ChoiceBox } from './ChoiceBox';
import { FreeBox } from './FreeBox';
import { ListBox } from './ListBox';

interface Props {
  readonly rule: Rule;
  readonly name: string;
  readonly onChange: (rule: Rule) => void;
}

/** What every editor of a value gets. */
export interface ValueProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Json) => void;
}

/** What a rule compares with: the editor that suits its field and operator, and the value that is there. */
export function ValueBox({ rule, name, onChange }: Props) {
  const say = useSay();
  const { words, disabled } = useAround();
  const { value } = rule;
  const info = words.describe(rule.field);
  const operand = operandOf(rule.operator);
  const unit = info.unit ? say(`builder.unit.${info.unit}`) : null;
  const label = say('builder.value', { rule: name });
  const change = (next: Json) => onChange({ ...rule, value: next });

  if (operand === 'list') {
    const listed = Array.isArray(value) ? (value as readonly (string | number)[]) : [];
    return <ListBox label={label} value={listed} onChange={change} info={info} />;
  }
  if (operand === 'text' || operand === 'version') {
    return (
      <TextInput
        aria-label={label}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
        onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
        placeholder={say('builder.value.type')}
        disabled={disabled}
      />
    );
  }
  const isChoice = info.type === 'choice' || info.type === 'weekday' || info.type === 'yesno';
  if (isChoice && operand === 'one') {
    return <ChoiceBox label={label} value={value} onChange={change} info={info} />;
  }
  if (info.type === 'number' && (value === null || typeof value === 'number')) {
    return (
      <Flex gap={2}>
        <NumberInput
          aria-label={unit ? `${label} (${unit})` : label}
          value={value ?? undefined}
          onValueChange={(next) => change(next ?? null)}
          placeholder={say('builder.value.type')}
          disabled={disabled}
        />
        {unit && <Typography textColor="neutral600">{unit}</Typography>}
      </Flex>
    );
  }
  return <FreeBox label={label} value={value} onChange={change} info={info} />;
}
