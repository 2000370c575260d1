import { Field } from '@strapi/design-system';
import { useSay } from '../text/text';
import { judgeCondition } from './ConditionInput';
import { JsonEditor } from './JsonEditor';
import { NOTHING_WRONG, useJsonText } from './json-value';
import { hasProblems, Problems } from './Problems';

interface Props {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

/** A variant's own condition, within its targeting. */
export function WhenEditor({ value, onChange, disabled }: Props) {
  const say = useSay();
  const { text, json, onText } = useJsonText(value, onChange);
  const judgement = json.kind === 'value' ? judgeCondition(json.value, 'visitor') : NOTHING_WRONG;
  const bad = hasProblems(json, judgement);
  return (
    <Field.Root hint={say('targeting.when.hint')}>
      <Field.Label>{say('targeting.when')}</Field.Label>
      <JsonEditor
        text={text}
        onText={onText}
        disabled={disabled}
        hasError={bad}
        label={say('targeting.when')}
        minHeight={6}
      />
      {bad && <Problems json={json} judgement={judgement} />}
      <Field.Hint />
    </Field.Root>
  );
}
