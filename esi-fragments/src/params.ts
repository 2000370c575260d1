import { PARAM_VALUE, type Slot } from '@tessera/model';

/** A slot's parameters of one request, by name. */
export type Params = Readonly<Record<string, string>>;

/**
 * The parameters of a request that content may show: declared by the slot and of form `[\w-]{1,40}`. Of a
 * name given more than once the first well-formed value counts. Everything else is left out.
 */
export function validParams(
  slot: Pick<Slot, 'params'>,
  query: Iterable<readonly [string, string]>,
): Record<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of query) {
    if (slot.params.includes(name) && !given.has(name) && PARAM_VALUE.test(value)) given.set(name, value);
  }
  return Object.fromEntries(given);
}
