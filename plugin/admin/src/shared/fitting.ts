/** Something to choose: the value, and how it is shown (left out: as it is). */
export interface Suggestion {
  readonly value: string;
  readonly words?: string;
}

/** Lists longer than this help nobody. */
const MOST = 50;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The suggestions that hold what was typed, in value or words, whatever its case and accents. Each value once. */
export function fitting(
  suggestions: readonly Suggestion[],
  typed: string,
  most = MOST,
): readonly Suggestion[] {
  const wanted = plain(typed.trim());
  const seen = new Set<string>();
  return suggestions
    .filter(({ value, words = '' }) => {
      if (seen.has(value)) return false;
      seen.add(value);
      return plain(`${value} ${words}`).includes(wanted);
    })
    .slice(0, most);
}
