import type { Segment } from '../segment.js';
import type { Signal } from '../signal.js';
import type { Slot } from '../slot.js';
import type { Variant } from '../variant.js';
import type { Subject } from './types.js';

export const segmentSubject = ({ key, name }: Segment): Subject => ({ type: 'segment', key, name });
export const variantSubject = ({ key, name }: Variant): Subject => ({ type: 'variant', key, name });
export const slotSubject = ({ key, name }: Slot): Subject => ({ type: 'slot', key, name });
export const signalSubject = ({ key, name }: Signal): Subject => ({
  type: 'signal',
  key,
  name: name ?? key,
});

/** `"A", "B" or "C"`. */
export function namesOf(subjects: readonly { readonly name: string }[], joiner: 'and' | 'or'): string {
  const names = subjects.map(({ name }) => `"${name}"`);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joiner} ${last}`;
}
