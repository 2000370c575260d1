import type { Json } from '@tessera/model';

/** Longer ones are cut: a difference is looked at here, not read to the end. */
const MOST = 1_500;
const SHORT = 80;

/** A value of a definition as people read it: texts as they are, short things in one line. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return cut(value);
  const line = JSON.stringify(value);
  return cut(line.length <= SHORT ? line : JSON.stringify(value, null, 2));
}

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);
