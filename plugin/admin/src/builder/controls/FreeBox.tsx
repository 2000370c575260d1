import { Box, Field } from '@strapi/design-system';
import { useState } from 'react';
import { SuggestBox } from '../../shared/SuggestBox';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import type { FieldInfo } from '../fields/describe';
import { readFree, showFree } from '../fields/free-value';
import { useSuggestions } from './use-suggestions';
import type { ValueProps } from './ValueBox';

/** A text, or a value whose type only its looks tell; with what recent visitors brought. */
export function FreeBox({ label, value, onChange, info }: ValueProps<unknown> & { info: FieldInfo }) {
  const say = useSay();
  const { disabled } = useAround();
  const { suggestions, want } = useSuggestions(info);
  // A stored value of another type is shown as what it is.
  const asText = info.type === 'text' && (value === null || typeof value === 'string');
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const shown = scalar ? (asText ? String(value) : showFree(value)) : '';
  // `"1` on the way to `"1"` is a text like any other, and must not turn into `"\"1"` under one's fingers.
  const [typed, setTyped] = useState({ text: shown, value });
  const text = typed.value === value ? typed.text : shown;
  const type = (next: string) => {
    const meant = next === '' ? null : asText ? next : readFree(next);
    setTyped({ text: next, value: meant });
    onChange(meant);
  };
  return (
    <Box onFocus={want}>
      <Field.Root
        hint={asText || !scalar || typeof value === 'string' ? undefined : say('builder.value.free')}
      >
        <SuggestBox
          label={label}
          value={text}
          onChange={type}
          suggestions={suggestions}
          placeholder={say('builder.value.type')}
          disabled={disabled}
        />
        <Field.Hint />
      </Field.Root>
    </Box>
  );
}
