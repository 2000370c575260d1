import type { Json } from '@tessera/model';
import { useEffect, useRef, useState } from 'react';
import { readForm } from './condition/to-form';
import { writeValue } from './condition/to-json';
import type { Group } from './condition/types';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const read = (value: unknown): Group => readForm((value ?? null) as Json);

/**
 * The form of a stored condition. It is read again only when the value was changed by somebody else: another
 * locale, discarded changes, a reload.
 */
export function useConditionForm(value: unknown, onValue: (value: unknown) => void) {
  const [form, setForm] = useState(() => read(value));
  const handedOn = useRef(value);

  useEffect(() => {
    if (same(value, handedOn.current)) return;
    handedOn.current = value;
    setForm(read(value));
  }, [value]);

  const change = (next: Group) => {
    // Whoever removed the last rule wants no condition, not an empty object.
    const { spelling, ...bare } = next;
    const changed: Group = spelling !== undefined && next.rules.length > 0 ? next : bare;
    setForm(changed);
    const meant = writeValue(changed);
    if (same(meant, handedOn.current)) return;
    handedOn.current = meant;
    onValue(meant);
  };
  return { form, change };
}
