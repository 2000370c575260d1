import { useState } from 'react';
import type { Values } from '../../../../contracts/live';
import { useAsk } from '../../app/ask';
import { useRight } from '../../app/rights';
import type { Suggestion } from '../../shared/fitting';
import { useAround } from '../around';
import type { FieldInfo } from '../fields/describe';
import { showFree } from '../fields/free-value';

/** What recent visitors brought for a field; asked for once somebody is about to fill it in. */
export function useSuggestions({ ask, type }: FieldInfo) {
  const { eventType } = useAround();
  const may = useRight('editSegments');
  const [wanted, setWanted] = useState(false);
  const told = useAsk<Values>('values', {
    query: { ...(ask ? { field: ask } : {}), ...(eventType ? { type: eventType } : {}) },
    skip: !may || !wanted || ask === null,
  });
  const values = told.kind === 'ok' && ask !== null ? told.answer.values : [];
  const suggestions: Suggestion[] = values.map(({ value }) => ({
    value: type === 'any' ? showFree(value) : String(value),
  }));
  return { suggestions, want: () => setWanted(true) };
}
