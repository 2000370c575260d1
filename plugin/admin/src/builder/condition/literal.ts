const SPECIAL = /[\\^$.*+?()[\]{}|]/;

/** A pattern that is found where `text` stands. */
export const patternOf = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The text that `pattern` finds and nothing else, if patternOf would write exactly this pattern for it. */
export function literalOf(pattern: string): string | null {
  let text = '';
  for (let i = 0; i < pattern.length; i++) {
    const escaped = pattern.charAt(i) === '\\';
    if (escaped) i += 1;
    const letter = pattern.charAt(i);
    if (letter === '' || SPECIAL.test(letter) !== escaped) return null;
    text += letter;
  }
  return text === '' ? null : text;
}
