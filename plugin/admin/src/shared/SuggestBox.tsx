import { Combobox, ComboboxOption } from '@strapi/design-system';
import { type KeyboardEvent, useState } from 'react';
import { useSay } from '../text/text';
import { fitting, type Suggestion } from './fitting';

interface Props {
  /** What is typed, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly Suggestion[];
  /** Accessible name, if no label of a field belongs to it. */
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly hasError?: boolean;
  readonly size?: 'S' | 'M';
}

/**
 * A text box that suggests: whatever is typed is the value, nothing has to be chosen. All suggestions show
 * when it is opened; typing narrows them. (The Combobox's own filters compare with the value, so that a
 * filled box would suggest only what it holds, and its own completion would put words into one's mouth.)
 */
export function SuggestBox({ value, onChange, suggestions, label, placeholder, ...box }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const turn = (next: boolean) => {
    setOpen(next);
    setTyped('');
  };
  // The Combobox holds the tabulator back while its list is open.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') turn(false);
  };
  return (
    <Combobox
      {...box}
      {...(label ? { 'aria-label': label } : {})}
      value={value}
      textValue={value}
      autocomplete="none"
      allowCustomValue
      isPrintableCharacter={() => false}
      open={open}
      onOpenChange={turn}
      onKeyDown={onKeyDown}
      onInputChange={(event) => {
        setOpen(true);
        setTyped(event.target.value);
        onChange(event.target.value);
      }}
      onChange={(chosen) => {
        if (chosen !== undefined && chosen !== value) onChange(chosen);
      }}
      onClear={() => onChange('')}
      clearLabel={say('suggest.clear')}
      placeholder={placeholder ?? ''}
      noOptionsMessage={() => say('suggest.none')}
    >
      {fitting(suggestions, typed).map((suggestion) => (
        <ComboboxOption key={suggestion.value} value={suggestion.value}>
          {suggestion.words ?? suggestion.value}
        </ComboboxOption>
      ))}
    </Combobox>
  );
}
