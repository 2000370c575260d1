import type { Suggestion } from '../../shared/fitting';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import type { Rule } from '../condition/types';
import { freeFields, listedFields, OFFERED } from '../fields/describe';
import { fieldLabel, fieldOption } from '../fields/labels';
import { PickBox } from './PickBox';

interface Props {
  readonly rule: Rule;
  readonly name: string;
  readonly onChange: (rule: Rule) => void;
}

/** Which field a rule reads: one of those that are known, or a free name of a trait or property. */
export function FieldBox({ rule, name, onChange }: Props) {
  const say = useSay();
  const around = useAround();
  const { about, words } = around;
  const asOption = (path: string): Suggestion => ({ value: path, words: fieldOption(path, words) });
  const options = (typed: string) => [
    ...listedFields(about, around).map(asOption),
    ...freeFields(about, typed).map(asOption),
  ];
  const pick = (field: string) => {
    if (field === rule.field) return;
    const [before, after] = [words.describe(rule.field).type, words.describe(field).type];
    // What was compared with another kind of thing makes no sense here.
    if (rule.field !== '' && before === after) onChange({ ...rule, field });
    else onChange({ id: rule.id, field, operator: OFFERED[after][0] ?? 'is', value: null });
  };
  return (
    <PickBox
      label={say('builder.field', { rule: name })}
      text={rule.field === '' ? '' : fieldLabel(rule.field, words)}
      options={options}
      onPick={pick}
      placeholder={say('builder.field.choose')}
      noOptions={say('builder.field.none')}
      disabled={around.disabled}
    />
  );
}
