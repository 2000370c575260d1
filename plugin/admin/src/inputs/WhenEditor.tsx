import { ConditionField } from '../builder/ConditionField';
import { useSay } from '../text/text';

interface Props {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

/** A variant's own condition, within its targeting. */
export function WhenEditor({ value, onChange, disabled }: Props) {
  const say = useSay();
  return (
    <ConditionField
      label={say('targeting.when')}
      hint={say('targeting.when.hint')}
      about="visitor"
      value={value}
      onChange={onChange}
      disabled={disabled}
    />
  );
}
