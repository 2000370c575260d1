import { useState } from 'react';
import { readyEntry } from '../../../../contracts/ready-signals';
import { reasonOf, useTesseraDefinitionsQuery } from '../../api';
import { useTesseraCreateSignalMutation } from '../api';
import type { Choice } from './choices';

/** How adding one of them went. */
export type Added = { readonly kind: 'added' } | { readonly kind: 'failed'; readonly reason: string };

export interface Adding {
  readonly results: Readonly<Record<string, Added>>;
  /** While it goes on: how many are through, of how many. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  add(choices: readonly Choice[]): Promise<void>;
}

/** Makes drafts one after the other; what is refused does not stop the others. */
export function useAdding(): Adding {
  const [create] = useTesseraCreateSignalMutation();
  const { refetch } = useTesseraDefinitionsQuery();
  const [results, setResults] = useState<Adding['results']>({});
  const [progress, setProgress] = useState<Adding['progress']>(null);

  return {
    results,
    progress,
    async add(choices) {
      for (const [done, { signal, name }] of choices.entries()) {
        setProgress({ done, total: choices.length });
        const answer = await create({ data: readyEntry(signal, name), last: done === choices.length - 1 });
        const result: Added =
          'error' in answer ? { kind: 'failed', reason: reasonOf(answer.error) } : { kind: 'added' };
        setResults((before) => ({ ...before, [signal.key]: result }));
      }
      setProgress(null);
      await refetch();
    },
  };
}
