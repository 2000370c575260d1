import { beaconHandler } from './collect/beacon-handler.js';
import type { Dialect } from './collect/dialects/dialect.js';
import { dialectHandler, dialectPreflight } from './collect/dialects/dialect-handler.js';
import { mixpanel } from './collect/dialects/mixpanel/mixpanel.js';
import { segment } from './collect/dialects/segment/segment.js';
import { snowplow } from './collect/dialects/snowplow/snowplow.js';
import { assetHandler } from './deliver/assets.js';
import { fragmentHandler, slotHandler } from './deliver/fragment-handlers.js';
import { personalizeHandler } from './deliver/personalize-handler.js';
import { segmentsHandler } from './deliver/segments-handler.js';
import type { Handler } from './http/exchange.js';
import { sendPreflight } from './http/origins.js';
import { audienceHandler } from './operate/audience-handler.js';
import { catalogHandler, reloadHandler } from './operate/catalog-handlers.js';
import { checkHandler } from './operate/check-handler.js';
import { estimateHandler } from './operate/estimate-handler.js';
import { historyHandler } from './operate/history-handler.js';
import { liveVariantsHandler } from './operate/live-variants-handler.js';
import { sampleMemberships } from './operate/memberships.js';
import { otherTagsHandler } from './operate/other-tags-handler.js';
import { recentVisitorsHandler } from './operate/recent-visitors-handler.js';
import { signalEstimateHandler } from './operate/signal-estimate/signal-estimate-handler.js';
import { simulateHandler } from './operate/simulate-handler.js';
import { healthHandler, metricsHandler, readyHandler, statusHandler } from './operate/status-handlers.js';
import { valuesHandler } from './operate/values/values-handler.js';
import { visitorHandler } from './operate/visitor-handler.js';
import { linkHandler } from './preview/link-handler.js';
import { previewHandler } from './preview/page-handler.js';
import { consentHandler } from './privacy/consent-handler.js';
import {
  eraseUserHandler,
  eraseVisitorHandler,
  exportHandler,
  exportUserHandler,
  forgetHandler,
} from './privacy/visitor-handlers.js';
import type { ServerParts } from './server-parts.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS';
  /** Express's pattern; also the name in metrics. */
  readonly pattern: string;
  readonly handler: Handler;
}

export const FRAGMENT_PATTERN = '/tessera/fragments/:slot/:variant';
export const BEACON_PATTERN = '/tessera/beacon';

/** Tags of others whose wire formats are understood. */
const DIALECTS: readonly Dialect[] = [segment, mixpanel, snowplow];

const dialectRoutes = (parts: ServerParts, dialect: Dialect): readonly Route[] =>
  dialect.routes.flatMap((route) => {
    const pattern = `/collect/${dialect.name}${route.path}`;
    return [
      { method: route.method, pattern, handler: dialectHandler(parts, dialect, route) },
      { method: 'OPTIONS', pattern, handler: dialectPreflight(parts) },
    ];
  });

/** Every address of the server, in the order of http.md. */
export function routesOf(parts: ServerParts): readonly Route[] {
  const get = (pattern: string, handler: Handler): Route => ({ method: 'GET', pattern, handler });
  const post = (pattern: string, handler: Handler): Route => ({ method: 'POST', pattern, handler });
  const del = (pattern: string, handler: Handler): Route => ({ method: 'DELETE', pattern, handler });
  const preflight = (pattern: string): Route => ({
    method: 'OPTIONS',
    pattern,
    handler: (req, res) => {
      parts.checkOrigin(req, res);
      sendPreflight(res);
    },
  });
  const guarded =
    (handler: Handler): Handler =>
    (req, res, target) => {
      parts.checkBearer(req);
      return handler(req, res, target);
    };
  const { personaliser } = parts;
  const personalize = personalizeHandler(parts);
  const check = checkHandler({
    catalog: () => personaliser.current,
    memberships: (limit) => sampleMemberships(personaliser, limit),
    clock: personaliser.clock,
  });
  return [
    ...parts.assets.map((asset) => get(asset.path, assetHandler(asset))),
    post(BEACON_PATTERN, beaconHandler(parts)),
    preflight(BEACON_PATTERN),
    get('/tessera/slots/:slot', slotHandler(personaliser)),
    get(FRAGMENT_PATTERN, fragmentHandler(personaliser)),
    get('/tessera/segments', segmentsHandler(personaliser, parts.checkOrigin)),
    preflight('/tessera/segments'),
    post('/tessera/personalize', personalize),
    preflight('/tessera/personalize'),
    post('/api/personalize', personalize),
    preflight('/api/personalize'),
    get('/tessera/preview/:sealed{/*path}', previewHandler(parts)),
    ...DIALECTS.flatMap((dialect) => dialectRoutes(parts, dialect)),
    post('/tessera/consent', consentHandler(parts)),
    preflight('/tessera/consent'),
    get('/tessera/visitor', exportHandler(parts)),
    del('/tessera/visitor', forgetHandler(parts)),
    preflight('/tessera/visitor'),
    // Probes of load balancers can't carry a token, and these two tell nothing worth one.
    get('/healthz', healthHandler),
    get('/readyz', readyHandler(parts)),
    get('/metrics', guarded(metricsHandler(parts))),
    get('/admin/status', guarded(statusHandler(parts))),
    get('/admin/audience', guarded(audienceHandler(parts))),
    get('/admin/catalog', guarded(catalogHandler(parts))),
    post('/admin/catalog', guarded(reloadHandler(parts))),
    get('/admin/check', guarded(check)),
    post('/admin/estimate', guarded(estimateHandler(parts))),
    post('/admin/preview', guarded(linkHandler(parts))),
    post('/admin/simulate', guarded(simulateHandler(parts))),
    get('/admin/history', guarded(historyHandler(parts))),
    get('/admin/values', guarded(valuesHandler(parts))),
    get('/admin/variants', guarded(liveVariantsHandler(parts))),
    get('/admin/other-tags', guarded(otherTagsHandler(parts))),
    post('/admin/signal-estimate', guarded(signalEstimateHandler(parts))),
    get('/admin/visitors', guarded(recentVisitorsHandler(parts))),
    get('/admin/visitors/:id', guarded(visitorHandler(parts))),
    del('/admin/visitors/:id', guarded(eraseVisitorHandler(parts))),
    get('/admin/users/:user', guarded(exportUserHandler(parts))),
    del('/admin/users/:user', guarded(eraseUserHandler(parts))),
  ];
}
