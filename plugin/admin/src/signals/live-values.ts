import type { Values } from '../../../contracts/live';
import { useAsk } from '../app/ask';
import { useRight } from '../app/rights';

/** What recent visitors brought for a field, the most frequent first; empty while it isn't known. */
export function useLiveValues(field: string, type?: string): readonly string[] {
  const may = useRight('editSegments');
  const told = useAsk<Values>('values', {
    query: { field, ...(type ? { type } : {}) },
    // Without a field there is nothing to ask.
    skip: !may || field === '',
  });
  return told.kind === 'ok' ? told.answer.values.map(({ value }) => String(value)) : [];
}
