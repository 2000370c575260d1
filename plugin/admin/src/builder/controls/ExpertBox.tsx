import { Typography } from '@strapi/design-system';
import type { Json } from '@tessera/model';
import { useState } from 'react';
import { readJsonText } from '../../../../contracts/json-text';
import { JsonEditor } from '../../inputs/JsonEditor';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import type { Rule } from '../condition/types';

interface Props {
  readonly rule: Rule;
  readonly name: string;
  readonly onChange: (rule: Rule) => void;
}

/** A part of a condition that the form has no words for, as JSON. */
export function ExpertBox({ rule, name, onChange }: Props) {
  const say = useSay();
  const { disabled } = useAround();
  const [text, setText] = useState(() => rule.broken ?? JSON.stringify(rule.value, null, 2));
  const json = readJsonText(text);
  const type = (next: string) => {
    if (next === text) return;
    setText(next);
    const read = readJsonText(next);
    const { broken: _, ...whole } = rule;
    onChange(read.kind === 'value' ? { ...whole, value: read.value as Json } : { ...rule, broken: next });
  };
  return (
    <>
      <JsonEditor
        text={text}
        onText={type}
        label={say('builder.expert', { rule: name })}
        disabled={disabled}
        hasError={json.kind !== 'value'}
        minHeight={4}
      />
      <Typography
        variant="pi"
        tag="p"
        textColor={json.kind === 'value' ? 'neutral600' : 'danger600'}
        role="status"
      >
        {json.kind === 'broken'
          ? say('builder.expert.broken', { line: json.line, problem: json.problem })
          : say('builder.expert.hint')}
      </Typography>
    </>
  );
}
