import { useIntl } from 'react-intl';
import { useSay } from '../text/text';
import type { Definitions } from './definitions';
import type { Parts } from './targeting-parts';

/** Who sees the variant, in one sentence: "Seen by visitors who are in A or B, in C and D, and not in E." */
export function useSummary({ segments, when }: Parts, { options }: Definitions): string {
  const say = useSay();
  const { formatList } = useIntl();
  const names = (keys: readonly string[], type: 'conjunction' | 'disjunction') =>
    formatList(
      keys.map((key) => options.find((option) => option.key === key)?.name ?? key),
      { type },
    );
  const parts = [
    segments.any.length > 0 && say('targeting.some.any', { names: names(segments.any, 'disjunction') }),
    segments.all.length > 0 && say('targeting.some.all', { names: names(segments.all, 'conjunction') }),
    segments.none.length > 0 && say('targeting.some.none', { names: names(segments.none, 'disjunction') }),
    when !== null && say('targeting.some.when'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return say('targeting.everybody');
  return say('targeting.some', { parts: formatList(parts, { type: 'conjunction' }) });
}
