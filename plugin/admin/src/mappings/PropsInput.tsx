import { refusalsOfEntry } from '../../../contracts/check-entry';
import { judge } from '../inputs/json-value';
import type { CustomFieldProps } from '../inputs/props';
import { PairsInput } from './PairsInput';
import { NAMES_FORM } from './pair-rows';

/** Checks names of properties as part of a mapping that is right in all else. */
const judgeProps = (props: unknown) =>
  judge(refusalsOfEntry('mapping', { key: 'a', event: 'A', type: 'click', props }));

/** `tessera.props`: which of their properties is which of ours. */
export default function PropsInput(field: CustomFieldProps) {
  return <PairsInput field={field} form={NAMES_FORM} valueHead="mappings.theirs" check={judgeProps} />;
}
