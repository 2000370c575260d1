import { OneKeyInput } from './OneKeyInput';
import type { CustomFieldProps } from './props';

/** `tessera.variant`: one variant, e.g. a slot's fallback. */
export default function VariantInput(field: CustomFieldProps<string>) {
  return <OneKeyInput field={field} kind="variant" />;
}
