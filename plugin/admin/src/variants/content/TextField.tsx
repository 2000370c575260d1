import { Field, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useSay } from '../../text/text';
import { type Path, storedText, valueAt, withPart } from './edit';
import { type ContentForm, useProblemAt } from './form';

interface Props {
  readonly form: ContentForm;
  readonly path: Path;
  readonly label: string;
  readonly required?: boolean;
  /** Several lines: this many at first. */
  readonly lines?: number;
  readonly code?: boolean;
  readonly placeholder?: string;
}

/** A text of the content. What may be left out is, when it is empty; so is the part it is the last of. */
export function TextField({ form, path, label, required = false, lines, code, placeholder }: Props) {
  const { error, needed } = useProblemAt(form, path);
  const value = valueAt(form.content, path) ?? '';
  if (typeof value !== 'string') return <Unreadable label={label} value={value} />;
  const name = String(path.at(-1));
  const change = (text: string) =>
    form.change(withPart(form.content, path.slice(0, -1), name, storedText(text, required)));
  return (
    <Field.Root error={error} hint={error ? undefined : needed} required={required}>
      <Field.Label>{label}</Field.Label>
      {lines ? (
        <Textarea
          value={value}
          rows={lines}
          resizable
          spellCheck={!code}
          style={code ? { fontFamily: 'monospace' } : undefined}
          onChange={(event) => change(event.currentTarget.value)}
          disabled={form.disabled}
          placeholder={placeholder}
        />
      ) : (
        <TextInput
          value={value}
          onChange={(event) => change(event.target.value)}
          disabled={form.disabled}
          placeholder={placeholder}
        />
      )}
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
}

/** A part that is none of what the form can show: it stays as it is. */
export function Unreadable({ label, value }: { label: string; value: unknown }) {
  const say = useSay();
  return (
    <Field.Root>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
      </Typography>
      <Typography variant="pi" textColor="neutral800" role="status">
        {say('variants.content.unreadable', { value: JSON.stringify(value).slice(0, 200) })}
      </Typography>
    </Field.Root>
  );
}
