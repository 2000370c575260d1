import type { Kind } from '../../../contracts/ids';
import { useDefinitions } from './definitions';
import { FieldFrame } from './FieldFrame';
import { KeyPicker } from './KeyPicker';
import type { CustomFieldProps } from './props';

/** A field that holds the key of one definition. */
export function OneKeyInput({ field, kind }: { field: CustomFieldProps<string>; kind: Kind }) {
  const definitions = useDefinitions(kind);
  return (
    <FieldFrame {...field}>
      <KeyPicker
        definitions={definitions}
        value={field.value || null}
        onChange={(key) => field.onChange(field.name, key)}
        disabled={field.disabled}
        hasError={Boolean(field.error)}
        label={typeof field.label === 'string' ? field.label : field.name}
      />
    </FieldFrame>
  );
}
