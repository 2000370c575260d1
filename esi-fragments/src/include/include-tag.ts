import { DEFAULT_VARIANT, KEY, LOCALE, PARAM_VALUE } from '@tessera/model';

export interface IncludeOptions {
  readonly locale?: string | undefined;
  /** The slot's parameters, by name; each value `[\w-]{1,40}`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

/**
 * The include that a page writes where a slot is, the same for every CDN that can turn it into a variant's
 * address by cookie: `<esi:include src="/tessera/slots/home_hero?locale=en" onerror="continue"/>`.
 *
 * Throws a RangeError that names the field, the value and what is allowed: nothing that could end the
 * attribute or the tag gets into it. `&` stays as it is: Varnish, nodesi, esi and our own processor take it
 * so, while not all of them read `&amp;` (and with nothing but words around, HTML allows it).
 */
export function includeTag(slot: string, options: IncludeOptions = {}): string {
  return tag(`/tessera/slots/${checkedSlot(slot)}`, queryOf(options));
}

/**
 * The include for CDNs that can only expand ESI variables (Akamai, Apache Traffic Server): the decision
 * cookie is in the address itself. Throws as `includeTag` does.
 */
export function includeTagForEsiVariables(slot: string, options: IncludeOptions = {}): string {
  const variant = `$(HTTP_COOKIE{tsr_${checkedSlot(slot)}}|'${DEFAULT_VARIANT}')`;
  return tag(`/tessera/fragments/${slot}/${variant}`, queryOf(options));
}

const tag = (path: string, query: string): string =>
  `<esi:include src="${path}${query && '?'}${query}" onerror="continue"/>`;

/** Sorted, as edges sort it, so that a page's order of parameters makes no second cached object. */
function queryOf({ locale, params = {} }: IncludeOptions): string {
  const pairs = Object.entries(params).map(([name, value]) => {
    if (name === 'locale' || !KEY.test(name))
      throw refused('params', name, `a name of form ${KEY}, but not locale`);
    if (!PARAM_VALUE.test(value)) throw refused(`params.${name}`, value, PARAM_VALUE);
    return `${name}=${value}`;
  });
  if (locale !== undefined) {
    if (!LOCALE.test(locale)) throw refused('locale', locale, `a language tag such as en or pt-BR`);
    pairs.push(`locale=${locale}`);
  }
  return pairs.sort().join('&');
}

function checkedSlot(slot: string): string {
  if (!KEY.test(slot)) throw refused('slot', slot, KEY);
  return slot;
}

const refused = (field: string, value: string, allowed: RegExp | string): RangeError =>
  new RangeError(`${field} of an include is ${JSON.stringify(value)}; allowed: ${allowed}`);
