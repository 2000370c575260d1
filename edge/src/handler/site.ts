import type { EdgeOptions } from './options.js';

/** What an edge has to be told of its site, as runtimes hand it over: environment variables, bindings, secrets. */
export type SiteSettings = Readonly<Record<string, unknown>>;

/** Reads a site's settings; throws an error that names the variable, the value and what is allowed. */
export function siteOf(
  settings: SiteSettings,
): Pick<EdgeOptions, 'origin' | 'fragments' | 'purgeToken' | 'cookieDomain' | 'visitorIds'> {
  const ids = settings.TESSERA_VISITOR_IDS;
  const domain = settings.TESSERA_COOKIE_DOMAIN;
  const fragments = settings.TESSERA_FRAGMENTS;
  const token = settings.TESSERA_PURGE_TOKEN;
  return {
    origin: addressOf('TESSERA_ORIGIN', settings.TESSERA_ORIGIN),
    ...(isGiven(fragments) ? { fragments: addressOf('TESSERA_FRAGMENTS', fragments) } : {}),
    ...(isGiven(token) ? { purgeToken: String(token) } : {}),
    ...(isGiven(domain) ? { cookieDomain: domainOf('TESSERA_COOKIE_DOMAIN', domain) } : {}),
    ...(isGiven(ids) ? { visitorIds: onOrOff('TESSERA_VISITOR_IDS', ids) } : {}),
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

export const DOMAIN = /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

function domainOf(name: string, value: unknown): string {
  if (DOMAIN.test(String(value))) return String(value);
  throw new RangeError(`${name} is ${JSON.stringify(value)}; allowed: a domain such as shop.example`);
}

function onOrOff(name: string, value: unknown): boolean {
  if (value === 'on' || value === 'off') return value === 'on';
  throw new RangeError(`${name} is ${JSON.stringify(value)}; allowed: on, off`);
}

/** The address of an origin; throws an error that names what is wrong with it. */
export function addressOf(name: string, value: unknown): URL {
  if (isGiven(value) && URL.canParse(String(value))) {
    const url = new URL(String(value));
    const web = url.protocol === 'http:' || url.protocol === 'https:';
    const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
    if (web && bare) return url;
  }
  const found = isGiven(value) ? JSON.stringify(value) : 'missing';
  throw new RangeError(`${name} is ${found}; allowed: an address such as https://shop.example, without path`);
}
