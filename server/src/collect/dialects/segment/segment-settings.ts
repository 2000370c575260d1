import type { DialectRoute } from '../dialect.js';
import { jsonReply } from '../dialect.js';

/**
 * `GET /v1/projects/{key}/settings`: what `@segment/analytics-next` asks its CDN before it begins. It is told to send
 * its events to where it found this, and that there is nothing else to load.
 */
export const segmentSettings: DialectRoute = {
  method: 'GET',
  path: '/v1/projects/:key/settings',
  read: async ({ target }) => ({ key: target.params.key ?? null, told: [], rejected: [], leftOut: [] }),
  reply: (_taken, { target, origin }) =>
    jsonReply(200, {
      integrations: {
        'Segment.io': {
          apiKey: target.params.key,
          apiHost: `${new URL(origin).host}/collect/segment/v1`,
          protocol: new URL(origin).protocol.replace(':', ''),
        },
      },
      plan: { track: { __default: { enabled: true, integrations: {} } } },
      edgeFunction: {},
      analyticsNextEnabled: true,
      middlewareSettings: {},
      enabledMiddleware: {},
      remotePlugins: [],
      legacyVideoPluginsEnabled: false,
    }),
};
