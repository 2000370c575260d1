import { Field } from '@strapi/design-system';
import { useEffect, useMemo, useState } from 'react';
import { SuggestBox } from '../../shared/SuggestBox';
import { useSay } from '../../text/text';
import { zones } from './zoned';

interface Props {
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}

/** The time zone in whose clocks dates are typed and shown. Nothing of it is stored. */
export function ZonePicker({ zone, onChange }: Props) {
  const say = useSay();
  const known = useMemo(() => new Set(zones()), []);
  const suggestions = useMemo(() => [...known].map((value) => ({ value })), [known]);
  const [text, setText] = useState(zone);
  useEffect(() => setText(zone), [zone]);
  const wrong = !known.has(text);
  return (
    <Field.Root
      hint={say('variants.zone.hint')}
      error={wrong ? say('variants.zone.unknown', { zone }) : undefined}
    >
      <Field.Label>{say('variants.zone')}</Field.Label>
      <SuggestBox
        label={say('variants.zone')}
        value={text}
        suggestions={suggestions}
        hasError={wrong}
        onChange={(next) => {
          setText(next);
          if (known.has(next)) onChange(next);
        }}
      />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
}
