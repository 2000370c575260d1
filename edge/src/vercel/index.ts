import { Edge } from '../handler/edge.js';
import type { EdgeContext } from '../handler/exchange.js';
import type { EdgeOptions } from '../handler/options.js';
import { misconfigured } from '../handler/problem-page.js';
import { type SiteSettings, siteOf } from '../handler/site.js';

/** What Vercel gives beside the request. */
export type VercelContext = { waitUntil?: (work: Promise<unknown>) => void };

export type VercelHandler = (request: Request, context?: VercelContext) => Promise<Response>;

/**
 * The edge as Vercel's routing middleware: `export default createMiddleware(process.env)` in `middleware.ts`.
 * `settings`: `TESSERA_ORIGIN`, `TESSERA_FRAGMENTS`, `TESSERA_PURGE_TOKEN`; `options` go before them.
 */
export function createMiddleware(settings: SiteSettings, options: Partial<EdgeOptions> = {}): VercelHandler {
  let edge: Edge | undefined;
  return async (request, context = {}) => {
    try {
      edge ??= new Edge({ ...siteOf(settings), ...options });
    } catch (error) {
      return misconfigured(error);
    }
    return edge.fetch(request, contextOf(request, context));
  };
}

function contextOf({ headers }: Request, context: VercelContext): EdgeContext {
  // Vercel writes these headers itself, over whatever a visitor sent.
  const clientAddress = headers.get('x-real-ip');
  return {
    waitUntil: (work) => context.waitUntil?.(work),
    geo: {
      country: headers.get('x-vercel-ip-country') ?? undefined,
      region: headers.get('x-vercel-ip-country-region') ?? undefined,
    },
    ...(clientAddress === null ? {} : { clientAddress }),
  };
}
