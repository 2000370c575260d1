import CachePolicy from 'http-cache-semantics';
import { type Directives, edgeDirectives, forbidsStoring, seconds } from './control.js';

/** How long a stored answer may be used; all in ms. */
export type Freshness = {
  /** When it came in, and how old it was then. */
  storedAt: number;
  ageMs: number;
  lifetimeMs: number;
  /** After the lifetime: usable while it is being refreshed; usable while its origin fails. */
  whileRevalidateMs: number;
  ifErrorMs: number;
};

export type Verdict =
  | { store: true; freshness: Freshness }
  | { store: false; reason: 'forbidden' | 'set-cookie' | 'vary' | 'status' | 'no-lifetime' };

export type StaleDefaults = { staleWhileRevalidateS: number; staleIfErrorS: number };

/**
 * Whether an answer to a GET without cookies and authorization may be kept, and how long it may be used.
 *
 * http-cache-semantics knows what RFC 9111 says of statuses, lifetime and age; it is given the directives
 * that are meant for an edge, in lower case, because it compares names exactly. When an answer may be
 * served is decided here: the library never reuses `must-revalidate`, not even while it is fresh.
 * Nothing is kept on a guess: an origin that says nothing of caching is asked each time.
 */
export function judge(status: number, headers: Headers, now: number, defaults: StaleDefaults): Verdict {
  if (headers.has('set-cookie')) return { store: false, reason: 'set-cookie' };
  if (forbidsStoring(headers)) return { store: false, reason: 'forbidden' };
  if (headers.get('vary')?.includes('*')) return { store: false, reason: 'vary' };
  const directives = edgeDirectives(headers);
  const policy = new CachePolicy(
    { method: 'GET', headers: {} },
    { status, headers: policyHeaders(headers, directives) },
    { cacheHeuristic: 0 },
  );
  if (!policy.storable()) return { store: false, reason: 'status' };
  const lifetimeMs = policy.maxAge() * 1000;
  const explicit = directives.size > 0 || headers.has('expires');
  const canBeAsked = headers.has('etag') || headers.has('last-modified');
  if (lifetimeMs <= 0 && !(explicit && canBeAsked)) return { store: false, reason: 'no-lifetime' };
  const stale = staleWindows(directives, lifetimeMs > 0, defaults);
  return { store: true, freshness: { storedAt: now, ageMs: policy.age() * 1000, lifetimeMs, ...stale } };
}

function policyHeaders(headers: Headers, directives: Directives): Record<string, string> {
  const plain: Record<string, string> = {
    'cache-control': [...directives]
      .map(([name, value]) => (value === true ? name : `${name}=${value}`))
      .join(', '),
  };
  for (const name of ['expires', 'date', 'age']) {
    const value = headers.get(name);
    if (value !== null) plain[name] = value;
  }
  return plain;
}

function staleWindows(
  directives: Directives,
  hasLifetime: boolean,
  { staleWhileRevalidateS, staleIfErrorS }: StaleDefaults,
): Pick<Freshness, 'whileRevalidateMs' | 'ifErrorMs'> {
  if (['no-cache', 'must-revalidate', 'proxy-revalidate'].some((name) => directives.has(name))) {
    return { whileRevalidateMs: 0, ifErrorMs: 0 };
  }
  const whileRevalidate =
    seconds(directives, 'stale-while-revalidate') ?? (hasLifetime ? staleWhileRevalidateS : 0);
  const ifError = seconds(directives, 'stale-if-error') ?? staleIfErrorS;
  return { whileRevalidateMs: whileRevalidate * 1000, ifErrorMs: ifError * 1000 };
}

export const ageOf = ({ storedAt, ageMs }: Freshness, now: number): number =>
  Math.max(0, now - storedAt) + ageMs;

export type Use = 'fresh' | 'while-revalidate' | 'if-error' | 'none';

/** What a stored answer is good for at `now`. */
export function useOf(freshness: Freshness, now: number): Use {
  const over = ageOf(freshness, now) - freshness.lifetimeMs;
  if (over < 0) return 'fresh';
  if (over < freshness.whileRevalidateMs) return 'while-revalidate';
  return over < freshness.ifErrorMs ? 'if-error' : 'none';
}
