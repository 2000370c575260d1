import type { ReactNode } from 'react';
import { FieldFrame } from './FieldFrame';
import { JsonEditor } from './JsonEditor';
import { type Judgement, NOTHING_WRONG, useJsonText } from './json-value';
import { hasProblems, Problems } from './Problems';
import type { CustomFieldProps } from './props';

interface Props {
  readonly field: CustomFieldProps;
  /** Judges a text that is JSON. */
  readonly check: (value: unknown) => Judgement;
  readonly action?: ReactNode;
  readonly minHeight?: number;
}

/** A JSON field of the edit view: the text, and under it at once what is wrong with it. */
export function JsonField({ field, check, action, minHeight }: Props) {
  const { text, json, onText } = useJsonText(field.value, (value) => field.onChange(field.name, value));
  const judgement = json.kind === 'value' ? check(json.value) : NOTHING_WRONG;
  const bad = json.kind === 'broken' || judgement.wrong.length > 0;
  const problems = hasProblems(json, judgement) ? (
    <Problems json={json} judgement={judgement} text={text} />
  ) : undefined;
  return (
    <FieldFrame {...field} action={action} problems={problems}>
      <JsonEditor
        text={text}
        onText={onText}
        disabled={field.disabled}
        hasError={bad || Boolean(field.error)}
        label={typeof field.label === 'string' ? field.label : field.name}
        minHeight={minHeight}
      />
    </FieldFrame>
  );
}
