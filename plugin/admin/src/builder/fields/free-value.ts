/** A value that an editor types where its type is not known: numbers, true and false are what they look like. */
export function readFree(typed: string): string | number | boolean {
  if (typed === 'true' || typed === 'false') return typed === 'true';
  const number = Number(typed);
  if (Number.isFinite(number) && String(number) === typed) return number;
  return quoted(typed) ?? typed;
}

/** How a value is typed. A text that looks like something else stands in quotes: `"100"`. */
export function showFree(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return readFree(value) === value ? value : JSON.stringify(value);
}

function quoted(typed: string): string | null {
  if (!typed.startsWith('"')) return null;
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
