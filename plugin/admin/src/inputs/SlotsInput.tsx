import { useDefinitions } from './definitions';
import { FieldFrame } from './FieldFrame';
import { KeysPicker } from './KeyPicker';
import type { CustomFieldProps } from './props';

/** `tessera.slots`: the keys of the slots something may fill. */
export default function SlotsInput(field: CustomFieldProps<string[]>) {
  const definitions = useDefinitions('slot');
  return (
    <FieldFrame {...field}>
      <KeysPicker
        definitions={definitions}
        value={Array.isArray(field.value) ? field.value : []}
        onChange={(keys) => field.onChange(field.name, keys)}
        disabled={field.disabled}
        hasError={Boolean(field.error)}
        label={typeof field.label === 'string' ? field.label : field.name}
      />
    </FieldFrame>
  );
}
