import { type Handler, send, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { viewOf } from './watch.js';

/** GET /healthz: the process answers. */
export const healthHandler: Handler = (_req, res) => sendJson(res, 200, { status: 'ok' });

/** GET /readyz: 200 if visitors can be served, else 503 with the reasons. */
export function readyHandler({ keeper, state }: ServerParts): Handler {
  return (_req, res) => {
    const reasons = [
      ...(state.stopping ? ['the server is stopping'] : []),
      ...(keeper.ready ? [] : ['no catalog has been loaded yet']),
    ];
    sendJson(res, reasons.length === 0 ? 200 : 503, {
      status: reasons.length === 0 ? 'ready' : 'not_ready',
      reasons,
    });
  };
}

/** GET /metrics, in Prometheus' text form. */
export function metricsHandler({ metrics: { registry } }: ServerParts): Handler {
  return async (_req, res) => {
    send(res, 200, await registry.metrics(), {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
    });
  };
}

/** GET /admin/status: everything the plugin's first page shows. */
export function statusHandler(parts: ServerParts): Handler {
  const { personaliser, keeper, store, stream, purges, version, metrics } = parts;
  const { visitors } = personaliser;
  return (_req, res) => {
    const view = viewOf(parts);
    sendJson(res, 200, {
      version,
      uptime_s: Math.round(process.uptime()),
      catalog: keeper.status,
      visitors: { known: visitors.known, active: visitors.audience.active },
      segments: view.segments,
      store: store.name,
      stream: stream.name,
      purge: purges.map(({ state }) => state),
      events: metrics.figures.events,
      stages: view.stages,
      refresh: view.refresh,
      freshness: view.freshness,
      swap: personaliser.following,
      memory: { profileBytes: visitors.bytes },
      letGo: visitors.letGo,
      storage: view.store,
      alerts: view.alerts,
    });
  };
}
