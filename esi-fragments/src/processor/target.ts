export type Target = { ok: true; url: URL } | { ok: false; reason: 'bad-address' | 'origin-not-allowed' };

/**
 * Where an include leads. Only the page's own origin and those listed are allowed: a page that reflects
 * what a visitor sent must not become a way to make the edge fetch something else.
 */
export function resolveTarget(address: string, base: URL, allowed: ReadonlySet<string>): Target {
  const trimmed = address.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return { ok: false, reason: 'bad-address' };
  const url = new URL(trimmed, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, reason: 'bad-address' };
  // An address with a log-in in it has no place in a page, and fetch refuses it by throwing.
  if (url.username || url.password) return { ok: false, reason: 'bad-address' };
  if (!allowed.has(url.origin)) return { ok: false, reason: 'origin-not-allowed' };
  url.hash = '';
  return { ok: true, url };
}
