import { refusalsOfEntry } from '../../../contracts/check-entry';
import { judge } from '../inputs/json-value';
import type { CustomFieldProps } from '../inputs/props';
import { PairsInput } from './PairsInput';
import { CONSTANT_FORM } from './pair-rows';

/** Checks constants as part of a mapping that is right in all else. */
const judgeSet = (set: unknown) =>
  judge(refusalsOfEntry('mapping', { key: 'a', event: 'A', type: 'click', set }));

/** `tessera.constants`: properties that are always the same. */
export default function ConstantsInput(field: CustomFieldProps) {
  return <PairsInput field={field} form={CONSTANT_FORM} valueHead="mappings.constant" check={judgeSet} />;
}
