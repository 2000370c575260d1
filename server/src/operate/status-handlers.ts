import { type Handler, send, sendJson } from '../http/exchange.js';
import type { Personaliser } from '../personaliser.js';
import type { ServerParts } from '../server-parts.js';

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
  const { personaliser, keeper, store, stream, purges, version } = parts;
  return (_req, res) => {
    sendJson(res, 200, {
      version,
      uptime_s: Math.round(process.uptime()),
      catalog: keeper.status,
      visitors: { known: personaliser.visitors.known, active: personaliser.visitors.audience.active },
      segments: segmentShares(personaliser),
      store: store.name,
      stream: stream.name,
      purge: purges.map(({ state }) => state),
    });
  };
}

function segmentShares({ current, visitors: { audience } }: Personaliser): unknown[] {
  const names = new Map(current.catalog.segments.map(({ key, name }) => [key, name]));
  return current.engine.segments.map(({ key, parent, closed }) => ({
    key,
    name: names.get(key) ?? key,
    parent,
    closed,
    active: audience.in(key),
    share: audience.active === 0 ? 0 : audience.in(key) / audience.active,
  }));
}
