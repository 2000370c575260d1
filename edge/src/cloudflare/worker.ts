import { Edge } from '../handler/edge.js';
import type { EdgeContext } from '../handler/exchange.js';
import type { EdgeOptions } from '../handler/options.js';
import { misconfigured } from '../handler/problem-page.js';
import { type SiteSettings, siteOf } from '../handler/site.js';
import type { Fetch } from '../handler/upstream.js';
import { CacheStore } from './cache-store.js';

/** As much of Cloudflare's types as is needed. */
type WorkerContext = { waitUntil(work: Promise<unknown>): void };
type WorkerRequest = Request & { cf?: { country?: string; regionCode?: string } };

export type Worker = {
  fetch(request: WorkerRequest, env: SiteSettings, context: WorkerContext): Promise<Response>;
};

/**
 * The edge as a Cloudflare Worker, told of its site by the variables `TESSERA_ORIGIN`, `TESSERA_FRAGMENTS` and
 * `TESSERA_PURGE_TOKEN`. `options` go before them.
 */
export function createWorker(options: Partial<EdgeOptions> = {}): Worker {
  let edge: Promise<Edge> | undefined;
  return {
    async fetch(request, env, context) {
      edge ??= makeEdge(new URL(request.url).origin, env, options);
      try {
        return (await edge).fetch(request, contextOf(request, context));
      } catch (error) {
        edge = undefined;
        return misconfigured(error);
      }
    },
  };
}

async function makeEdge(origin: string, env: SiteSettings, options: Partial<EdgeOptions>): Promise<Edge> {
  const cache = await caches.open('tessera');
  return new Edge({
    fetch: unkeptFetch,
    store: (what) => new CacheStore(cache, `${origin}/tessera-cache/${what}/`),
    ...siteOf(env),
    ...options,
  });
}

/** Cloudflare's own cache would keep what a purge has removed from ours. */
const unkeptFetch: Fetch = (url, init) => fetch(url, { ...init, cache: 'no-store' } as RequestInit);

function contextOf({ headers, cf }: WorkerRequest, context: WorkerContext): EdgeContext {
  const clientAddress = headers.get('cf-connecting-ip');
  return {
    waitUntil: (work) => context.waitUntil(work),
    geo: { country: cf?.country, region: cf?.regionCode },
    ...(clientAddress === null ? {} : { clientAddress }),
  };
}

export default createWorker();
