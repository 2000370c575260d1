import { Field, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useSay } from '../../text/text';
import { useInstantText } from './words';
import { meantBy, type Turn, toZonedText } from './zoned';

/** The browser draws its calendar sign in black, which vanishes in the dark theme. */
const Input = styled(Field.Input)`
  &::-webkit-calendar-picker-indicator,
  & ::-webkit-calendar-picker-indicator {
    filter: invert(0.5);
  }
`;

interface Props {
  readonly label: string;
  /** As it is stored: an ISO date and time, in UTC or with an offset. */
  readonly value: unknown;
  readonly zone: string;
  readonly onChange: (instant: string | null) => void;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly error?: string | undefined;
  /** Shown while there is no instant. */
  readonly hint?: string | undefined;
}

/** One instant, typed on the clocks of a zone and stored in UTC. */
export function InstantField({ label, value, zone, onChange, disabled, required, error, hint }: Props) {
  const say = useSay();
  const instantText = useInstantText();
  const [unfinished, setUnfinished] = useState(false);
  // What the clocks of that day leave out, as it was typed.
  const [skipped, setSkipped] = useState<{ readonly text: string; readonly instant: string } | null>(null);
  const shown = toZonedText(value, zone);
  const meant = meantBy(shown?.text ?? '', zone, shown?.turn);
  const unreadable = !shown && value !== null && value !== undefined && value !== '';

  const take = (text: string, broken: boolean) => {
    setUnfinished(broken);
    if (broken) return;
    const next = meantBy(text, zone);
    setSkipped(next.kind === 'gap' ? { text: text.slice(11), instant: next.instant } : null);
    onChange(next.kind === 'none' ? null : next.instant);
  };
  const choose = (turn: Turn) => {
    if (meant.kind === 'twice') onChange(meant[turn]);
  };
  const utc = shown && typeof value === 'string' ? instantText(value, 'UTC') : undefined;
  return (
    <Field.Root
      hint={utc ?? hint}
      required={required}
      error={error ?? (unreadable ? say('variants.instant.unreadable', { value: String(value) }) : undefined)}
    >
      <Field.Label>{label}</Field.Label>
      <Input
        type="datetime-local"
        value={unfinished ? '' : (shown?.text ?? '')}
        onChange={(event) => take(event.target.value, event.target.validity.badInput)}
        disabled={disabled}
      />
      {unfinished && <Told>{say('variants.instant.unfinished')}</Told>}
      {skipped && skipped.instant === value && (
        <Told>{say('variants.instant.gap', { time: skipped.text })}</Told>
      )}
      {meant.kind === 'twice' && (
        <SingleSelect
          size="S"
          aria-label={say('variants.instant.turn', { label })}
          value={shown?.turn ?? 'first'}
          onChange={(turn) => choose(turn === 'second' ? 'second' : 'first')}
          disabled={disabled}
        >
          {(['first', 'second'] as const).map((turn) => (
            <SingleSelectOption key={turn} value={turn}>
              {say(`variants.instant.${turn}`, { utc: instantText(meant[turn], 'UTC') })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      )}
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
}

function Told({ children }: { children: string }) {
  return (
    <Typography variant="pi" textColor="neutral800" role="status">
      {children}
    </Typography>
  );
}
