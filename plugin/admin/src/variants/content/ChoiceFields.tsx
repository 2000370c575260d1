import { Checkbox, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useSay } from '../../text/text';
import { type Path, valueAt, withValue } from './edit';
import { type ContentForm, useProblemAt } from './form';
import { DIRECTIVES, TONES } from './forms';
import { Unreadable } from './TextField';

interface Props {
  readonly form: ContentForm;
  readonly path: Path;
}

/** The colours of a fragment. */
export function ToneField({ form, path }: Props) {
  const say = useSay();
  const { error } = useProblemAt(form, path);
  const label = say('variants.field.tone');
  const value = valueAt(form.content, path) ?? null;
  if (value !== null && !TONES.some((tone) => tone === value))
    return <Unreadable label={label} value={value} />;
  return (
    <Field.Root error={error}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value === null ? null : String(value)}
        placeholder={say('variants.tone.none')}
        onChange={(tone) => form.change(withValue(form.content, path, String(tone)))}
        onClear={() => form.change(withValue(form.content, path, undefined))}
        clearLabel={say('pick.clear')}
        disabled={form.disabled}
      >
        {TONES.map((tone) => (
          <SingleSelectOption key={tone} value={tone}>
            {say(`variants.tone.${tone}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
    </Field.Root>
  );
}

/** Hints for the whole page, each on or off; others in the list stay. */
export function DirectivesField({ form, path }: Props) {
  const say = useSay();
  const { error, needed } = useProblemAt(form, path);
  const label = say('variants.field.directives');
  const value = valueAt(form.content, path) ?? [];
  if (!Array.isArray(value)) return <Unreadable label={label} value={value} />;
  const list: readonly unknown[] = value;
  const turn = (directive: string, on: boolean) => {
    const others = list.filter((one) => one !== directive);
    form.change(withValue(form.content, path, on ? [...others, directive] : others));
  };
  return (
    <Field.Root error={error} hint={error ? undefined : needed} required>
      <Field.Label>{label}</Field.Label>
      <Flex direction="column" alignItems="flex-start" gap={2} role="group" aria-label={label}>
        {DIRECTIVES.map((directive) => (
          <Checkbox
            key={directive}
            checked={list.includes(directive)}
            onCheckedChange={(checked) => turn(directive, checked === true)}
            disabled={form.disabled}
          >
            {say(`variants.directive.${directive}`)}
          </Checkbox>
        ))}
      </Flex>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
}
