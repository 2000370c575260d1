import {
  checkMapping,
  checkSegment,
  checkSignal,
  checkSlot,
  checkVariant,
  type Refusal,
} from '@tessera/model';
import type { Kind } from './ids';

const CHECKS = {
  signal: checkSignal,
  segment: checkSegment,
  slot: checkSlot,
  variant: checkVariant,
  mapping: checkMapping,
};

/** Everything that is wrong with one entry in its catalog form. */
export function refusalsOfEntry(kind: Kind, json: Readonly<Record<string, unknown>>): readonly Refusal[] {
  const checked = CHECKS[kind](json);
  return checked.ok ? [] : checked.refusals;
}

/** True for what is not there yet: a draft may be incomplete, but not wrong. */
export const isMissing = ({ value }: Refusal): boolean => ['nothing', 'null', '""', '[]'].includes(value);
