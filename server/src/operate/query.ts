import { wrongShape } from '../http/problems.js';

/** How long a value in a query may be. */
const MOST_TEXT = 300;

/** The query of an admin request, of which only these names are known. Throws a Problem for anything else. */
export function queryOf<K extends string>(
  query: string,
  names: readonly K[],
): Readonly<Partial<Record<K, string>>> {
  const found: Partial<Record<K, string>> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const known = names.find((one) => one === name);
    if (known === undefined)
      throw wrongShape(name, value, `left out; taken: ${names.join(', ') || 'nothing'}`);
    if (value.length > MOST_TEXT) throw wrongShape(name, value, `at most ${MOST_TEXT} characters`);
    if (found[known] !== undefined) throw wrongShape(name, value, 'given once');
    found[known] = value;
  }
  return found;
}
