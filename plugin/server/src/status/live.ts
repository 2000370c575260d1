import type { Refusal } from '@tessera/model';
import type { LiveAlert, LiveSegment, LiveServer, LiveStage } from '../../../contracts/answers';
import { list, number, object, text } from '../loose-json';

/**
 * Reads what `GET {server}/admin/status` answered. The server may be older or newer than this plugin:
 * parts it does not say are null or empty. Null if it is no fragment server's status at all.
 */
export function readLive(json: unknown): LiveServer | null {
  const status = object(json);
  const catalog = object(status?.catalog);
  const visitors = object(status?.visitors);
  if (!status || !catalog || !visitors) return null;
  return {
    serverVersion: text(status.version),
    uptimeSeconds: number(status.uptime_s),
    catalog: {
      version: text(catalog.version),
      loadedAt: instant(catalog.loadedAt),
      error: catalogError(catalog.error),
    },
    visitors: { known: number(visitors.known) ?? 0, active: number(visitors.active) ?? 0 },
    segments: list(status.segments).flatMap(segment),
    eventsAccepted: number(object(status.events)?.accepted),
    stages: list(status.stages).flatMap(stage),
    refresh: refresh(status.refresh),
    alerts: list(status.alerts).flatMap(alert),
  };
}

/** ISO text from ISO text or epoch milliseconds. */
function instant(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : number(value);
  return time === null || Number.isNaN(time) ? null : new Date(time).toISOString();
}

function catalogError(value: unknown): LiveServer['catalog']['error'] {
  const error = object(value);
  if (!error) return null;
  return {
    detail: text(error.detail) ?? text(error.code) ?? 'unknown error',
    refusals: list(error.refusals).flatMap(refusal),
  };
}

function refusal(value: unknown): Refusal[] {
  const { place, value: found, message } = object(value) ?? {};
  return text(message) === null
    ? []
    : [{ place: text(place) ?? '', value: text(found) ?? '', message: String(message) }];
}

function segment(value: unknown): LiveSegment[] {
  const one = object(value);
  const key = text(one?.key);
  if (!one || key === null) return [];
  return [
    {
      key,
      name: text(one.name) ?? key,
      parent: text(one.parent),
      closed: text(one.closed),
      active: number(one.active) ?? 0,
      share: Math.min(1, Math.max(0, number(one.share) ?? 0)),
      min: number(one.min),
      enforce: one.enforce === true,
      size: one.size === 'enough' || one.size === 'small' ? one.size : 'unknown',
      leftOut: one.leftOut === true,
      staleShare: number(one.staleShare),
      stale: one.stale === true,
      meanWeight: number(one.meanWeight),
    },
  ];
}

function stage(value: unknown): LiveStage[] {
  const one = object(value);
  const name = text(one?.stage);
  const budgetMs = number(one?.budgetMs);
  if (!one || name === null || budgetMs === null) return [];
  const within = typeof one.within === 'boolean' ? one.within : null;
  return [{ stage: name, count: number(one.count) ?? 0, p95Ms: number(one.p95Ms), budgetMs, within }];
}

function refresh(value: unknown): LiveServer['refresh'] {
  const one = object(value);
  const limitMs = number(one?.limitMs);
  return one && limitMs !== null ? { meanMs: number(one.meanMs), limitMs } : null;
}

function alert(value: unknown): LiveAlert[] {
  const one = object(value);
  const code = text(one?.code);
  if (!one || code === null) return [];
  return [
    {
      code,
      about: text(one.segment) ?? text(one.stage) ?? text(one.cause) ?? text(one.target),
      message: text(one.message) ?? code,
      value: number(one.value),
      limit: number(one.limit),
    },
  ];
}
