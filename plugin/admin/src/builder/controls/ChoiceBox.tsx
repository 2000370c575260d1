import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { Json } from '@tessera/model';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import type { FieldInfo } from '../fields/describe';
import { choiceLabel, WEEKDAYS } from '../fields/labels';
import type { ValueProps } from './ValueBox';

/** Everything that can be chosen for a field of few values. */
export const choicesOf = ({ type, choices }: FieldInfo): readonly (string | number)[] =>
  type === 'weekday' ? WEEKDAYS : choices;

/** One of few values. A stored one that is none of them stays to choose from. */
export function ChoiceBox({ label, value, onChange, info }: ValueProps<Json> & { info: FieldInfo }) {
  const say = useSay();
  const { words, disabled } = useAround();
  const yesNo = [true, false].map((one) => ({ one, text: say(one ? 'builder.yes' : 'builder.no') }));
  const known: { one: Json; text: string }[] =
    info.type === 'yesno'
      ? yesNo
      : choicesOf(info).map((one) => ({ one, text: choiceLabel(one, info, words) }));
  const isKnown = value === null || known.some(({ one }) => one === value);
  const options = isKnown ? known : [...known, { one: value, text: JSON.stringify(value) }];
  return (
    <SingleSelect
      key={info.path}
      aria-label={label}
      value={value === null ? null : JSON.stringify(value)}
      onChange={(chosen) => onChange(JSON.parse(String(chosen)) as Json)}
      placeholder={say('builder.value.choose')}
      disabled={disabled}
    >
      {options.map(({ one, text }) => (
        <SingleSelectOption key={JSON.stringify(one)} value={JSON.stringify(one)}>
          {text}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}
