import { DEFAULT_VARIANT } from '@tessera/model';
import type { Kind } from '../../../contracts/ids';
import { useTesseraDefinitionsQuery } from '../api';
import { useSay } from '../text/text';

/** Names of definitions by their keys; the key itself where there is none. */
export function useNames(): (kind: Kind, key: string) => string {
  const say = useSay();
  const { data } = useTesseraDefinitionsQuery();
  return (kind, key) => {
    if (kind === 'variant' && key === DEFAULT_VARIANT) return say('playground.fallback');
    return data?.[kind].find((option) => option.key === key)?.name ?? key;
  };
}
