/** A property or trait that is one value: what a form can edit. */
export type Plain = string | number | boolean;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/**
 * What somebody typed into a box for a property: a number or true or false if it reads as one, else the text.
 * In quotes it is a text whatever it reads as.
 */
export function readTyped(typed: string): Plain {
  if (typed === 'true' || typed === 'false') return typed === 'true';
  if (isNumber(typed)) return Number(typed);
  if (/^".*"$/s.test(typed)) {
    try {
      const text: unknown = JSON.parse(typed);
      if (typeof text === 'string') return text;
    } catch {
      // Not one text in quotes, but a text that begins and ends with one.
    }
  }
  return typed;
}

/** The other way round: `readTyped(typedText(value))` is the value. */
export function typedText(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? '' : JSON.stringify(value);
  return readTyped(value) === value ? value : JSON.stringify(value);
}

/** As JSON writes numbers, so that they come back as they were typed. */
const isNumber = (typed: string): boolean =>
  typed !== '' && String(Number(typed)) === typed && Number.isFinite(Number(typed));
