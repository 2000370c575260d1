import { DEFAULT_VARIANT, KEY, PARAM_VALUE, VARIANT_KEY } from '@tessera/model';

/** Who answers an address, and how. */
export type Route =
  /** For operators: never passed through. */
  | { kind: 'refused' }
  /** The fragment for whoever asks: the decision cookie names the variant. */
  | { kind: 'slot'; slot: string; query: string }
  /** One variant's fragment, the same for everybody. */
  | { kind: 'fragment'; path: string; query: string }
  /** A file of the fragment server, the same for everybody. */
  | { kind: 'asset'; path: string }
  /** About one visitor: passed to the fragment server with Tessera's cookies, never cached. */
  | { kind: 'visitor' }
  | { kind: 'page' };

/** A slot's parameters (at most 8) and the locale. */
const MAX_PAIRS = 9;

const OPERATORS = /^\/+(?:admin|metrics|healthz|readyz)(?:\/|$)/i;
const SLOT = /^\/tessera\/slots\/([^/]+)$/;
const FRAGMENT = /^\/tessera\/fragments\/([^/]+)\/([^/]+)$/;
const ASSET = /^\/tessera\/[\w./-]+\.(?:js|css|map)$/;
const VISITOR = /^\/(?:tessera|collect)\/|^\/api\/personalize$/;

export function routeOf(url: URL, method: string, hasFragments: boolean): Route {
  if (OPERATORS.test(plainPath(url.pathname))) return { kind: 'refused' };
  if (!hasFragments || !VISITOR.test(url.pathname)) return { kind: 'page' };
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'visitor' };
  const slot = SLOT.exec(url.pathname)?.[1];
  if (slot !== undefined) {
    return KEY.test(slot) ? { kind: 'slot', slot, query: fragmentQuery(url) } : { kind: 'refused' };
  }
  const [, fragmentSlot, variant = ''] = FRAGMENT.exec(url.pathname) ?? [];
  if (fragmentSlot !== undefined) {
    if (!KEY.test(fragmentSlot)) return { kind: 'refused' };
    return { kind: 'fragment', path: fragmentPath(fragmentSlot, variant), query: fragmentQuery(url) };
  }
  return ASSET.test(url.pathname) ? { kind: 'asset', path: url.pathname } : { kind: 'visitor' };
}

/** A variant that can't be one is the default: made-up names would fill the cache and reach the server. */
export const fragmentPath = (slot: string, variant: string): string =>
  `/tessera/fragments/${slot}/${VARIANT_KEY.test(variant) ? variant : DEFAULT_VARIANT}`;

/** The part of a query that a fragment may depend on, always in the same order; with `?` if not empty. */
export function fragmentQuery({ searchParams }: URL): string {
  const kept = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (!kept.has(name) && KEY.test(name) && PARAM_VALUE.test(value)) kept.set(name, value);
  }
  const pairs = [...kept].map(([name, value]) => `${name}=${value}`).sort();
  return pairs.length > 0 ? `?${pairs.slice(0, MAX_PAIRS).join('&')}` : '';
}

/** `/%61dmin` and `//admin` are `/admin` to some servers. */
function plainPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
