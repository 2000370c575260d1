import { Flex, NumberInput, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import { useSay } from '../../text/text';
import { isUnit, readDuration, UNITS, type Unit, writeDuration } from './duration-parts';

interface Props {
  /** A duration such as `30s`, or nothing. */
  readonly value: string | null;
  /** Null: emptied. */
  readonly onChange: (value: string | null) => void;
  /** What it is the length of: names both controls. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly hasError?: boolean;
}

/** A duration as a whole number and a unit. */
export function DurationBox({ value, onChange, label, disabled, hasError }: Props) {
  const say = useSay();
  const parts = readDuration(value);
  // While there is no amount, the unit is only remembered here: a duration has both or neither.
  const [unitBefore, setUnitBefore] = useState<Unit>('m');
  const unit = parts?.unit ?? unitBefore;
  const chooseUnit = (chosen: string | number) => {
    if (!isUnit(chosen)) return;
    setUnitBefore(chosen);
    if (parts) onChange(writeDuration({ ...parts, unit: chosen }));
  };
  return (
    <Flex gap={2} alignItems="stretch">
      <Flex flex="1 1 8rem" direction="column" alignItems="stretch">
        <NumberInput
          aria-label={say('signals.duration.amount', { label })}
          value={parts?.amount}
          onValueChange={(amount) => {
            setUnitBefore(unit);
            onChange(amount === undefined ? null : writeDuration({ amount, unit }));
          }}
          disabled={disabled}
          hasError={hasError}
        />
      </Flex>
      <Flex flex="1 1 10rem" direction="column" alignItems="stretch">
        <SingleSelect
          aria-label={say('signals.duration.unit', { label })}
          value={unit}
          onChange={chooseUnit}
          disabled={disabled}
        >
          {UNITS.map((each) => (
            <SingleSelectOption key={each} value={each}>
              {say(`signals.unit.${each}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Flex>
    </Flex>
  );
}
