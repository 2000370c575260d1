import { Combobox, ComboboxOption } from '@strapi/design-system';
import { type KeyboardEvent, useState } from 'react';
import { fitting, type Suggestion } from '../../shared/fitting';

interface Props {
  readonly label: string;
  /** What is chosen, in words. */
  readonly text: string;
  /** For what is typed, or for nothing typed yet. */
  readonly options: (typed: string) => readonly Suggestion[];
  readonly onPick: (value: string) => void;
  readonly placeholder: string;
  readonly noOptions: string;
  readonly disabled?: boolean;
}

/** Most signals and fields a list shows at once; typing narrows it. */
const MOST = 80;

/**
 * A list to choose from that can be searched. Nothing but a choice changes the value: what was typed and not
 * chosen is forgotten.
 */
export function PickBox({ label, text, options, onPick, placeholder, noOptions, disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = fitting(options(typed ?? ''), typed ?? '', MOST);
  const turn = (next: boolean) => {
    setOpen(next);
    if (!next) setTyped(null);
  };
  const pick = (value: string | undefined) => {
    if (value === undefined || !shown.some((option) => option.value === value)) return;
    turn(false);
    onPick(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Combobox holds the tabulator back while its list is open.
    if (event.key === 'Tab') turn(false);
  };
  return (
    <Combobox
      aria-label={label}
      value=""
      textValue={typed ?? text}
      autocomplete="none"
      isPrintableCharacter={() => false}
      open={open}
      onOpenChange={turn}
      onKeyDown={onKeyDown}
      onInputChange={(event) => {
        setOpen(true);
        setTyped(event.target.value);
      }}
      onChange={pick}
      placeholder={placeholder}
      noOptionsMessage={() => noOptions}
      disabled={disabled}
    >
      {shown.map(({ value, words }) => (
        <ComboboxOption key={value} value={value}>
          {words ?? value}
        </ComboboxOption>
      ))}
    </Combobox>
  );
}
