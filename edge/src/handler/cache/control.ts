/**
 * A cache control field as a dictionary. Names are case-insensitive; of a repeated name the first counts.
 * https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 */
export type Directives = ReadonlyMap<string, string | true>;

const DIRECTIVE = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]*)))?/g;

export function parseDirectives(field: string): Directives {
  const directives = new Map<string, string | true>();
  for (const [, name = '', quoted, bare] of field.matchAll(DIRECTIVE)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted ?? bare ?? true);
  }
  return directives;
}

/** A directive's seconds; undefined when it is absent or not a number. */
export function seconds(directives: Directives, name: string): number | undefined {
  const value = directives.get(name);
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}

/**
 * The directives that are meant for an edge: `CDN-Cache-Control` (RFC 9213), else `Surrogate-Control` when it
 * speaks of caching at all, else `Cache-Control`.
 */
export function edgeDirectives(headers: Headers): Directives {
  const cdn = headers.get('cdn-cache-control');
  if (cdn !== null) return parseDirectives(cdn);
  const surrogate = headers.get('surrogate-control');
  if (surrogate !== null) {
    // `max-age=600+60`: fresh for 600 s and usable for 60 more (Edge Architecture note, 2.2.2).
    const plain = surrogate.replace(/max-age\s*=\s*(\d+)\+(\d+)/i, 'max-age=$1, stale-while-revalidate=$2');
    const directives = parseDirectives(plain);
    if (directives.has('max-age') || directives.has('no-store')) return directives;
  }
  return parseDirectives(headers.get('cache-control') ?? '');
}

const PERSONAL = ['private', 'no-store', 'no-store-remote'];

/** True when any of the fields forbids keeping: an origin that contradicts itself is not kept. */
export function forbidsStoring(headers: Headers): boolean {
  return ['cache-control', 'cdn-cache-control', 'surrogate-control'].some((name) => {
    const directives = parseDirectives(headers.get(name) ?? '');
    return PERSONAL.some((word) => directives.has(word));
  });
}
