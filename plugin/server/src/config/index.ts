import type { Core } from '@strapi/strapi';
import { isToken, LIMITS, serverUrl } from '../../../contracts/settings';

/** One fragment server that is told about changes and asked for its status. */
export interface ServerTarget {
  /** Base address without a slash at the end, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Its TESSERA_ADMIN_TOKEN; empty if none is configured. Never sent to a browser. */
  readonly token: string;
}

export interface Settings {
  readonly servers: readonly ServerTarget[];
  /** Where the servers were found. */
  readonly source: 'config' | 'environment' | 'none';
  /** IANA time zone in which conditions read `time.hour` and `time.weekday`. */
  readonly timezone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names the field, what stands there and what is allowed. */
export class WrongSetting extends Error {
  constructor(
    readonly field: string,
    value: unknown,
    allowed: string,
  ) {
    super(`${field} is ${JSON.stringify(value) ?? 'missing'}; it must be ${allowed}`);
  }
}

export const refuse = (field: string, value: unknown, allowed: string): never => {
  throw new WrongSetting(field, value, allowed);
};

export function baseUrl(field: string, value: unknown): string {
  const allowed = 'an http or https address such as http://127.0.0.1:4000, without user, query or #';
  const url = typeof value === 'string' ? serverUrl(value) : null;
  return url ?? refuse(field, shortened(value), allowed);
}

const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LIMITS.url ? `(${value.length} characters)` : value;

export function tokenOf(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && isToken(value)) return value;
  // The value itself is a secret: only its type is shown.
  const allowed = `a text without spaces or control characters, at most ${LIMITS.token} long`;
  return refuse(field, `(${typeof value})`, allowed);
}

function timezoneOf(value: unknown): string {
  const zone = value ?? 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(zone) }).resolvedOptions().timeZone;
  } catch {
    return refuse('timezone', zone, 'an IANA time zone such as Europe/Madrid');
  }
}

/**
 * The plugin's settings from `config/plugins` and, where that names no servers, from TESSERA_SERVER_URL
 * and TESSERA_ADMIN_TOKEN. The two are never mixed, so that a token cannot reach a server it is not for.
 * Throws a WrongSetting.
 */
export function readSettings(config: unknown, env: Environment): Settings {
  const { servers, timezone, ...unknown } = (config ?? {}) as Record<string, unknown>;
  const [stranger] = Object.keys(unknown);
  if (stranger) refuse(stranger, unknown[stranger], 'left out; allowed are servers and timezone');
  const found = serversIn(servers, env);
  const named = servers === undefined || servers === null ? 'environment' : 'config';
  return {
    servers: found,
    source: found.length > 0 ? named : 'none',
    timezone: timezoneOf(timezone),
  };
}

function serversIn(servers: unknown, env: Environment): ServerTarget[] {
  if (servers === undefined || servers === null) {
    const url = env.TESSERA_SERVER_URL;
    if (!url) return [];
    return [
      {
        url: baseUrl('TESSERA_SERVER_URL', url),
        token: tokenOf('TESSERA_ADMIN_TOKEN', env.TESSERA_ADMIN_TOKEN),
      },
    ];
  }
  if (!Array.isArray(servers)) return refuse('servers', servers, 'a list such as [{ url, token }]');
  return servers.map((server: unknown, index) => {
    if (server === null || typeof server !== 'object' || Array.isArray(server)) {
      return refuse(`servers[${index}]`, `(${typeof server})`, 'an object such as { url, token }');
    }
    const { url, token, ...unknown } = server as Record<string, unknown>;
    const [stranger] = Object.keys(unknown);
    if (stranger) refuse(`servers[${index}].${stranger}`, '(…)', 'left out; allowed are url and token');
    return { url: baseUrl(`servers[${index}].url`, url), token: tokenOf(`servers[${index}].token`, token) };
  });
}

/** The settings of a running Strapi; its start has already checked them. */
export const settingsOf = (strapi: Core.Strapi): Settings =>
  readSettings(strapi.config.get('plugin::tessera'), process.env);

export const config = {
  default: {},
  validator: (given: unknown): void => {
    readSettings(given, process.env);
  },
};
