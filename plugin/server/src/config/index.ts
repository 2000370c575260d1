import type { Core } from '@strapi/strapi';

/** One fragment server that is told about changes and asked for its status. */
export interface ServerTarget {
  /** Base address without a slash at the end, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Its TESSERA_ADMIN_TOKEN; empty if none is configured. Never sent to a browser. */
  readonly token: string;
}

export interface Settings {
  readonly servers: readonly ServerTarget[];
  /** IANA time zone in which conditions read `time.hour` and `time.weekday`. */
  readonly timezone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const refuse = (field: string, value: unknown, allowed: string): never => {
  throw new Error(`${field} is ${JSON.stringify(value) ?? 'missing'}; it must be ${allowed}`);
};

function baseUrl(field: string, value: unknown): string {
  const allowed = 'an http or https address such as http://127.0.0.1:4000, without user, query or #';
  const text = typeof value === 'string' ? value : refuse(field, value, allowed);
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain =
    url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  return plain ? url.href.replace(/\/+$/, '') : refuse(field, value, allowed);
}

function tokenOf(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && /^[\x21-\x7e]*$/.test(value)) return value;
  // The value itself is a secret: only its type is shown.
  return refuse(field, `(${typeof value})`, 'a text without spaces or control characters');
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
 * Throws an Error that names the field, its value and what is allowed.
 */
export function readSettings(config: unknown, env: Environment): Settings {
  const { servers, timezone, ...unknown } = (config ?? {}) as Record<string, unknown>;
  const [stranger] = Object.keys(unknown);
  if (stranger) refuse(stranger, unknown[stranger], 'left out; allowed are servers and timezone');
  return { servers: serversOf(servers, env), timezone: timezoneOf(timezone) };
}

function serversOf(servers: unknown, env: Environment): ServerTarget[] {
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
