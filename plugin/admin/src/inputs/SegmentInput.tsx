import { OneKeyInput } from './OneKeyInput';
import type { CustomFieldProps } from './props';

/** `tessera.segment`: one segment, e.g. a segment's parent. */
export default function SegmentInput(field: CustomFieldProps<string>) {
  return <OneKeyInput field={field} kind="segment" />;
}
