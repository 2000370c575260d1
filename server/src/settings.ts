import { resolve } from 'node:path';
import { DURATION, durationMs, shown } from '@tessera/model';
import { type CollectKeys, keysIn } from './collect/dialects/keys.js';
import { PURGE_VARIABLES, type PurgeSetting, readPurgeTarget } from './deliver/purge/purge-settings.js';

/** How the server is told what to do. Each field comes from one environment variable. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Address of the catalog endpoint, or path of a catalog file. */
  readonly catalog: URL | string;
  readonly catalogToken: string | null;
  /** Seconds between two looks at the catalog, as a safety net beside being told. */
  readonly catalogPollS: number;
  readonly adminToken: string | null;
  /** Directory of the embedded store. */
  readonly storeDirectory: string;
  /** How long a visitor is kept after being seen last, ms. */
  readonly retentionMs: number;
  /** How many visitors are kept; beyond, those seen longest ago go first. */
  readonly mostVisitors: number;
  /** Time between two refreshes of shares and freshness, ms. */
  readonly refreshMs: number;
  /** A signal older than this counts as stale, ms. */
  readonly freshMs: number;
  /** From how many active visitors on a segment's share says something. */
  readonly audienceFrom: number;
  readonly origins: readonly string[];
  readonly purge: readonly PurgeSetting[];
  /** Base address of the site's pages as they are before any edge, for previews. */
  readonly pages: URL | null;
  readonly cookieDomain: string | null;
  /** Whether a visitor who was not asked yet may be kept. */
  readonly consent: (typeof CONSENT_RULES)[number];
  /** Events a minute of one visitor, and of one address; null: any number. */
  readonly visitorRate: number | null;
  readonly addressRate: number | null;
  /** In lower case; null: the connection's other end. */
  readonly addressHeader: string | null;
  /** In lower case; null: nobody tells. */
  readonly countryHeader: string | null;
  readonly regionHeader: string | null;
  readonly collectKeys: CollectKeys;
  /** Signs users' ids; null: a page is believed about who is signed in. */
  readonly identitySecret: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const CONSENT_RULES = ['assumed', 'required'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** A wrong value: one line that names the variable, the value and what is allowed. */
export class SettingError extends Error {
  /** `instead` is shown instead of a value that may not be shown. */
  constructor(variable: string, value: string | undefined, allowed: string, instead?: string) {
    const found = value === undefined || value === '' ? 'not set' : (instead ?? shown(value));
    super(`${variable} is ${found}; it must be ${allowed}`);
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** Every variable, what it means and its default: the source of `--help` and of the README's table. */
export const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['TESSERA_CATALOG', 'URL of Strapi, or path of a catalog file (required)'],
  ['TESSERA_CATALOG_TOKEN', 'Strapi API token that may read the catalog'],
  ['TESSERA_CATALOG_POLL', 'seconds between two looks at the catalog (30)'],
  ['TESSERA_ADMIN_TOKEN', 'bearer token of /admin and /metrics; unset keeps them closed'],
  ['TESSERA_PORT', 'port to listen on (4000)'],
  ['TESSERA_HOST', 'address to listen on (127.0.0.1)'],
  ['TESSERA_STORE', 'where profiles are kept: embedded:DIR (embedded:.tessera)'],
  ['TESSERA_RETENTION', 'how long a visitor is kept after being seen last (30d)'],
  ['TESSERA_MAX_VISITORS', 'how many visitors are kept; those seen longest ago go first (2000000)'],
  ['TESSERA_REFRESH', 'time between two refreshes of shares and freshness, best 2m to 5m (3m)'],
  ['TESSERA_FRESH', 'a signal without an event for longer counts as stale (5m)'],
  ['TESSERA_AUDIENCE_FROM', 'active visitors from which on the least audience of segments counts (100)'],
  ['TESSERA_STREAM', 'where events go: direct (direct)'],
  ['TESSERA_ORIGINS', 'origins of pages on other hosts that may send beacons, separated by commas'],
  ['TESSERA_PAGES', 'origin of the pages that editors preview, before any edge; unset: no previews'],
  ...PURGE_VARIABLES,
  [
    'TESSERA_IDENTITY_SECRET',
    'users’ ids in identify events must be signed with it; unset, pages are believed',
  ],
  [
    'TESSERA_COLLECT_KEYS',
    'keys of other tags that may send events, separated by commas; server:KEY for a site’s own servers',
  ],
  ['TESSERA_CONSENT', 'whether visitors are kept before they were asked: assumed or required (assumed)'],
  ['TESSERA_VISITOR_RATE', 'events a minute of one visitor; beyond, 429 (1200; 0: any number)'],
  ['TESSERA_ADDRESS_RATE', 'events a minute of one address (0: any number)'],
  ['TESSERA_ADDRESS_HEADER', 'header in which the CDN tells the visitor’s address; unset, the connection’s'],
  ['TESSERA_COUNTRY_HEADER', 'header in which the CDN tells the visitor’s country, e.g. cf-ipcountry'],
  ['TESSERA_REGION_HEADER', 'header in which the CDN tells the visitor’s region'],
  ['TESSERA_COOKIE_DOMAIN', 'domain of the cookies, for sites with several hosts'],
  ['TESSERA_LOG', `least level that is logged: ${LOG_LEVELS.join(', ')} (info)`],
];

/** Reads the settings; throws a SettingError for the first value that is wrong. */
export function readSettings(env: Env): Settings {
  const text = (name: string): string | null => env[name]?.trim() || null;
  const wrong = (name: string, allowed: string, instead?: string): never => {
    throw new SettingError(name, env[name], allowed, instead);
  };
  const whole = (name: string, byDefault: number, least: number, most: number): number => {
    const value = Number(text(name) ?? byDefault);
    return Number.isInteger(value) && value >= least && value <= most
      ? value
      : wrong(name, `a whole number from ${least} to ${most}`);
  };
  const list = (name: string): string[] =>
    (text(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);

  const duration = (name: string, byDefault: string): number => {
    const value = text(name) ?? byDefault;
    return DURATION.test(value) ? durationMs(value) : wrong(name, 'a duration such as 30s, 5m, 12h or 30d');
  };

  const headerIn = (name: string, example: string): string | null => {
    const value = text(name);
    return value === null || /^[a-z][a-z0-9-]{0,63}$/i.test(value)
      ? (value?.toLowerCase() ?? null)
      : wrong(name, `the name of a header such as ${example}`);
  };

  const store = text('TESSERA_STORE') ?? 'embedded:.tessera';
  if (!/^embedded:.+/.test(store)) wrong('TESSERA_STORE', 'embedded:DIR');
  if ((text('TESSERA_STREAM') ?? 'direct') !== 'direct') wrong('TESSERA_STREAM', 'direct');
  const logLevel = LOG_LEVELS.find((level) => level === (text('TESSERA_LOG') ?? 'info'));
  return {
    port: whole('TESSERA_PORT', 4000, 0, 65_535),
    host: text('TESSERA_HOST') ?? '127.0.0.1',
    catalog:
      catalogOf(text('TESSERA_CATALOG')) ??
      wrong('TESSERA_CATALOG', 'the URL of Strapi or the path of a catalog file'),
    catalogToken: text('TESSERA_CATALOG_TOKEN'),
    catalogPollS: whole('TESSERA_CATALOG_POLL', 30, 1, 86_400),
    adminToken: text('TESSERA_ADMIN_TOKEN'),
    storeDirectory: resolve(store.slice('embedded:'.length)),
    retentionMs: duration('TESSERA_RETENTION', '30d'),
    mostVisitors: whole('TESSERA_MAX_VISITORS', 2_000_000, 1, 100_000_000),
    refreshMs: duration('TESSERA_REFRESH', '3m'),
    freshMs: duration('TESSERA_FRESH', '5m'),
    audienceFrom: whole('TESSERA_AUDIENCE_FROM', 100, 1, 1_000_000_000),
    origins: list('TESSERA_ORIGINS').map((origin) => {
      if (!URL.canParse(origin) || new URL(origin).origin !== origin)
        wrong('TESSERA_ORIGINS', 'origins such as https://shop.example');
      return origin;
    }),
    pages: pagesOf(text('TESSERA_PAGES'), () =>
      wrong('TESSERA_PAGES', 'an origin such as http://shop.internal:8080'),
    ),
    purge: list('TESSERA_PURGE').map((target) => readPurgeTarget(target, { text, wrong })),
    cookieDomain: isDomain(text('TESSERA_COOKIE_DOMAIN'))
      ? text('TESSERA_COOKIE_DOMAIN')
      : wrong('TESSERA_COOKIE_DOMAIN', 'a domain such as shop.example'),
    consent:
      CONSENT_RULES.find((rule) => rule === (text('TESSERA_CONSENT') ?? 'assumed')) ??
      wrong('TESSERA_CONSENT', `one of ${CONSENT_RULES.join(', ')}`),
    visitorRate: whole('TESSERA_VISITOR_RATE', 1_200, 0, 1_000_000) || null,
    addressRate: whole('TESSERA_ADDRESS_RATE', 0, 0, 100_000_000) || null,
    addressHeader: headerIn('TESSERA_ADDRESS_HEADER', 'x-forwarded-for'),
    countryHeader: headerIn('TESSERA_COUNTRY_HEADER', 'cf-ipcountry'),
    regionHeader: headerIn('TESSERA_REGION_HEADER', 'cloudfront-viewer-country-region'),
    collectKeys:
      keysIn(list('TESSERA_COLLECT_KEYS')) ??
      wrong(
        'TESSERA_COLLECT_KEYS',
        'keys of letters, digits, _, . and -; those of servers server:KEY with at least 16',
        'something else',
      ),
    identitySecret: secretOf(text('TESSERA_IDENTITY_SECRET'), () =>
      wrong('TESSERA_IDENTITY_SECRET', 'at least 32 characters', 'shorter'),
    ),
    logLevel: logLevel ?? wrong('TESSERA_LOG', `one of ${LOG_LEVELS.join(', ')}`),
  };
}

/** A short secret could be guessed by trying. */
const secretOf = (value: string | null, wrong: () => never): string | null =>
  value !== null && value.length < 32 ? wrong() : value;

/** A bare Strapi address stands for its catalog endpoint. */
function catalogOf(value: string | null): URL | string | null {
  if (value === null || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
    return value === null ? null : resolve(value);
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.pathname === '/') url.pathname = '/api/tessera/catalog';
  return url;
}

function pagesOf(value: string | null, wrong: () => never): URL | null {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : wrong();
  return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url : wrong();
}

const isDomain = (value: string | null): boolean =>
  value === null || /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(value);
