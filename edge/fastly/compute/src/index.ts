/// <reference types="@fastly/js-compute" />

import { CacheOverride } from 'fastly:cache-override';
import { ConfigStore } from 'fastly:config-store';
import { Edge, type EdgeContext, type EdgeOptions, type Fetch } from '@tessera/edge';
import { canParse } from './missing.js';

/** Names of the service's two backends (fastly.toml). */
const PAGE = 'tessera_page';
const FRAGMENTS = 'tessera_fragments';

/**
 * Fastly's own cache stands behind `fetch` and knows lifetimes, stale-if-error and surrogate keys; the memory of an
 * instance ends with its request. So the edge keeps nothing itself.
 */
const KEEPS_NOTHING: NonNullable<EdgeOptions['store']> = () => ({
  get: () => undefined,
  set: () => {},
  purge: () => undefined,
});

let edge: Edge | undefined;

// At the first request: a configuration store can't be read while the program is built.
function siteEdge(): Edge {
  const settings = new ConfigStore('tessera');
  const origin = addressOf(settings, 'TESSERA_ORIGIN');
  const fragments = addressOf(settings, 'TESSERA_FRAGMENTS');
  const cookieDomain = settings.get('TESSERA_COOKIE_DOMAIN');
  return new Edge({
    origin,
    fragments,
    fetch: fetchVia(fragments),
    store: KEEPS_NOTHING,
    ...(cookieDomain ? { cookieDomain } : {}),
  });
}

function addressOf(settings: ConfigStore, name: string): URL {
  const value = settings.get(name) ?? '';
  if (canParse(value)) return new URL(value);
  throw new RangeError(
    `${name} is ${JSON.stringify(value)}; allowed: an address such as https://shop.example`,
  );
}

/** Fastly's fetch: to a named backend, never following redirects; what is about one visitor passes the cache. */
function fetchVia(fragments: URL): Fetch {
  return (url, { method, headers, body }) => {
    const backend = url.origin === fragments.origin ? FRAGMENTS : PAGE;
    const own = ['cookie', 'authorization', 'x-forwarded-for'].some((name) => headers.has(name));
    const shared =
      (method === 'GET' || method === 'HEAD') && !own && !url.pathname.startsWith('/tessera/slots/');
    return fetch(url.href, {
      method,
      headers,
      ...(body ? { body } : {}),
      backend,
      cacheOverride: shared
        ? new CacheOverride({ afterSend: keepOnlyWhatSaysSo })
        : new CacheOverride('pass'),
    });
  };
}

/** Fastly would keep an answer that says nothing of its lifetime for some minutes, and one that sets cookies. */
function keepOnlyWhatSaysSo({ headers }: Response): { cache: false } | undefined {
  const said = `${headers.get('surrogate-control')},${headers.get('cache-control')}`;
  const lives = /max-?age\s*=/i.test(said) || headers.has('expires');
  const own = headers.has('set-cookie') || /private|no-store|no-cache/i.test(said);
  return lives && !own ? undefined : { cache: false };
}

function contextOf(event: FetchEvent): EdgeContext {
  const { address, geo } = event.client;
  return {
    clientAddress: address,
    geo: { country: geo?.country_code ?? undefined, region: geo?.region ?? undefined },
    waitUntil: (work) => event.waitUntil(work),
  };
}

addEventListener('fetch', (event) => {
  edge ??= siteEdge();
  event.respondWith(edge.fetch(event.request, contextOf(event)));
});
