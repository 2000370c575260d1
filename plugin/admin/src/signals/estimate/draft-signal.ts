import type { Refusal } from '@tessera/model';
import { isMissing, refusalsOfEntry } from '../../../../contracts/check-entry';
import { readJsonText } from '../../../../contracts/json-text';
import { signalEntry } from '../../../../contracts/signal-entry';
import type { SignalForm } from '../form-values';

/** A signal as it stands in the form, in its catalog form. */
export type DraftSignal =
  | { readonly kind: 'right'; readonly signal: Readonly<Record<string, unknown>> }
  | { readonly kind: 'incomplete'; readonly fields: readonly string[] }
  | { readonly kind: 'wrong'; readonly refusals: readonly Refusal[] };

/** A value does not depend on what it is called: a draft without a key can be worked out as well. */
const SOME_KEY = 'draft';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const json = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const read = readJsonText(value);
  return read.kind === 'value' ? read.value : read.kind === 'empty' ? null : value;
};

/** What a form's values mean, judged before anybody is asked. */
export function draftSignal(form: SignalForm): DraftSignal {
  const signal = signalEntry({
    ...form,
    where: json(form.where),
    weights: json(form.weights),
    key: SOME_KEY,
    name: null,
    kind: text(form.kind),
  });
  const refusals = refusalsOfEntry('signal', signal);
  const wrong = refusals.filter((refusal) => !isMissing(refusal));
  if (wrong.length > 0) return { kind: 'wrong', refusals: wrong };
  if (refusals.length > 0) {
    return {
      kind: 'incomplete',
      fields: [...new Set(refusals.map(({ place }) => place.replace(/[.[].*$/, '')))],
    };
  }
  return { kind: 'right', signal };
}
