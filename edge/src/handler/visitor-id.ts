import { nanoid } from 'nanoid';
import { hasVisitorId, VISITOR_COOKIE } from './cookies.js';
import type { EdgeRequest } from './exchange.js';

/** As long as browsers keep any cookie. */
const MAX_AGE_S = 400 * 86_400;

/**
 * The cookie that names a visitor from the first page on, so that all their first beacons speak of one and the same;
 * undefined for who has one, for who asks not to be tracked (Global Privacy Control), and for what is no page view.
 */
export function newVisitorCookie(
  { method, url, headers }: EdgeRequest,
  domain: string | undefined,
): string | undefined {
  if (method !== 'GET' || hasVisitorId(headers) || headers.get('sec-gpc') === '1') return undefined;
  // Browsers that say what a request is for: only a page that is going to be looked at, not one that is prefetched.
  if (!/^(?:document|iframe)?$/.test(headers.get('sec-fetch-dest') ?? '')) return undefined;
  if (/prefetch|prerender/.test(headers.get('sec-purpose') ?? '')) return undefined;
  const attributes = [
    `${VISITOR_COOKIE}=${nanoid()}`,
    `Max-Age=${MAX_AGE_S}`,
    'Path=/',
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    'HttpOnly',
    ...(url.startsWith('https:') ? ['Secure'] : []),
    'SameSite=Lax',
  ];
  return attributes.join('; ');
}
