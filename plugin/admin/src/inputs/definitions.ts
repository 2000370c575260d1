import type { DefinitionOption } from '../../../contracts/answers';
import type { Kind } from '../../../contracts/ids';
import { reasonOf, useTesseraDefinitionsQuery } from '../api';

export interface Definitions {
  readonly options: readonly DefinitionOption[];
  /** `failed` carries the reason. */
  readonly state: { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; reason: string };
}

/** Everything of one kind that can be named, drafts included. */
export function useDefinitions(kind: Kind): Definitions {
  const { data, error, isLoading } = useTesseraDefinitionsQuery();
  if (data) return { options: data[kind], state: { kind: 'ready' } };
  if (isLoading) return { options: [], state: { kind: 'loading' } };
  return { options: [], state: { kind: 'failed', reason: reasonOf(error) } };
}

/** What is chosen but cannot have an effect yet. Empty while the list is not known. */
export function doubtful(chosen: readonly string[], { options, state }: Definitions) {
  const find = (key: string) => options.find((option) => option.key === key);
  const ready = state.kind === 'ready';
  return {
    drafts: ready
      ? chosen.flatMap((key) => (find(key)?.status === 'draft' ? [find(key)?.name ?? key] : []))
      : [],
    unknown: ready ? chosen.filter((key) => !find(key)) : [],
  };
}
