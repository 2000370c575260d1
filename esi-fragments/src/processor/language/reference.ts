import type { Value, Variables } from './variables.js';

/** `$(NAME)`, `$(NAME{key})`, `$(NAME|default)`, `$(NAME{key}|'default')`; a key may stand in quotes, as at Akamai. */
export type Reference = { name: string; key: string | undefined; otherwise: string | undefined };

/** Longest reference in bytes; what is longer is ordinary text. */
export const MAX_REFERENCE_BYTES = 1_024;

const REFERENCE = /\$\(([A-Za-z_]\w*)(?:\{('?)([^{}()|']*)\2\})?(?:\|(?:'([^']*)'|([^()'|]*)))?\)/y;

/** The reference that stands at `at`, and where it ends; undefined if none does. */
export function referenceAt(text: string, at: number): { reference: Reference; end: number } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  if (!match) return undefined;
  const [whole, name = '', , key, quoted, bare] = match;
  return { reference: { name, key: key?.trim(), otherwise: quoted ?? bare?.trim() }, end: at + whole.length };
}

/** Its value; what is empty or missing has the default's. */
export function valueFor({ name, key, otherwise }: Reference, variables: Variables): Value {
  const value = variables.get(name, key);
  return value === undefined || value === '' ? otherwise : value;
}

/** Its value as text: nothing, if there is none. */
export const textOf = (reference: Reference, variables: Variables): string =>
  String(valueFor(reference, variables) ?? '');

/** Text with every reference in it replaced by what `written` makes of it. */
export function replaceReferences(text: string, written: (reference: Reference) => string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf('$('); at >= 0; at = text.indexOf('$(', at)) {
    const found = referenceAt(text, at);
    if (found) {
      result += text.slice(done, at) + written(found.reference);
      done = found.end;
    }
    at = found?.end ?? at + 2;
  }
  return result + text.slice(done);
}
