import { Field } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import { FieldFrame } from './FieldFrame';
import type { CustomFieldProps } from './props';

const joined = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** `tessera.params`: words with commas between, stored as a list. */
export default function ParamsInput(field: CustomFieldProps<string[]>) {
  const [text, setText] = useState(() => joined(field.value));
  const handedOn = useRef<unknown>(field.value);
  useEffect(() => {
    if (field.value === handedOn.current) return;
    handedOn.current = field.value;
    setText(joined(field.value));
  }, [field.value]);

  const change = (next: string) => {
    setText(next);
    const list = words(next);
    handedOn.current = list;
    field.onChange(field.name, list);
  };
  return (
    <FieldFrame {...field}>
      <Field.Input
        value={text}
        placeholder={field.placeholder}
        disabled={field.disabled}
        onChange={(event) => change(event.target.value)}
      />
    </FieldFrame>
  );
}
