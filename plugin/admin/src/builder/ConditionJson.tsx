import { JsonEditor } from '../inputs/JsonEditor';
import { NOTHING_WRONG, useJsonText } from '../inputs/json-value';
import { hasProblems, Problems } from '../inputs/Problems';
import type { ConditionProps } from './ConditionEditor';
import { judgeCondition } from './judge-condition';

/** The expert's view: the condition as JSON, with the line of everything that is wrong. */
export function ConditionJson({ label, value, onChange, about, disabled }: ConditionProps) {
  const { text, json, onText } = useJsonText(value, onChange);
  const judgement = json.kind === 'value' ? judgeCondition(json.value, about) : NOTHING_WRONG;
  return (
    <>
      <JsonEditor
        text={text}
        onText={onText}
        disabled={disabled}
        hasError={hasProblems(json, judgement)}
        label={label}
      />
      <Problems json={json} judgement={judgement} text={text} />
    </>
  );
}
