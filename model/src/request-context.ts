import Bowser from 'bowser';
import { type CONTEXT_FIELDS, type Context, readContext } from './context.js';
import type { Json, JsonObject } from './json.js';

/**
 * The fields of a context that a request tells by itself, before any script has run: what a visitor without a
 * cookie is decided by. Each has few values (a campaign's are the site's own), so that what depends on them can
 * still be cached.
 */
export const REQUEST_FIELDS = [
  'device.type',
  'device.os',
  'device.browser',
  'network.type',
  'network.save_data',
  'locale',
  'geo.country',
  'geo.region',
  'campaign.source',
  'campaign.medium',
  'campaign.name',
  'campaign.term',
  'campaign.content',
] as const satisfies readonly (typeof CONTEXT_FIELDS)[number][];

export type RequestField = (typeof REQUEST_FIELDS)[number];

/** A request as far as it tells of a context. */
export type TellingRequest = {
  header(name: string): string | null | undefined;
  /** The page that is asked for. */
  page?: URL | undefined;
  /** Where the visitor is, as a CDN found out; two letters each. */
  geo?: { country?: string | undefined; region?: string | undefined } | undefined;
};

const campaign =
  (parameter: string) =>
  ({ page }: TellingRequest): string | undefined =>
    page?.searchParams.get(parameter) || undefined;

/** https://wicg.github.io/netinfo/#networkinformation-interface and https://wicg.github.io/savedata/ */
const TELLS: Readonly<Record<RequestField, (request: TellingRequest) => string | undefined>> = {
  'device.type': (request) => deviceOf(request).type,
  'device.os': (request) => deviceOf(request).os,
  'device.browser': (request) => deviceOf(request).browser,
  'network.type': ({ header }) => header('ect') ?? undefined,
  'network.save_data': ({ header }) => (header('save-data')?.toLowerCase() === 'on' ? 'true' : undefined),
  locale: ({ header }) => header('accept-language')?.split(/[,;]/, 1)[0]?.trim() || undefined,
  'geo.country': ({ geo }) => geo?.country || undefined,
  'geo.region': ({ geo }) => geo?.region || undefined,
  'campaign.source': campaign('utm_source'),
  'campaign.medium': campaign('utm_medium'),
  'campaign.name': campaign('utm_campaign'),
  'campaign.term': campaign('utm_term'),
  'campaign.content': campaign('utm_content'),
};

/** One field of the context that a request tells, as text; undefined if it doesn't. */
export const requestField = (request: TellingRequest, field: RequestField): string | undefined =>
  TELLS[field](request);

/** A context made of fields given as text. What can't be understood is left out. */
export function contextOfFields(fields: Iterable<readonly [RequestField, string | undefined]>): Context {
  const context: Record<string, Json> = {};
  for (const [field, text] of fields) {
    if (text === undefined) continue;
    const value = field === 'network.save_data' ? text === 'true' : text;
    const [group = '', name] = field.split('.');
    if (name === undefined) context[group] = value;
    else context[group] = { ...(context[group] as JsonObject | undefined), [name]: value };
  }
  return readContext(context);
}

type Device = { type?: string | undefined; os?: string | undefined; browser?: string | undefined };

/** Browsers send the same few headers all day: what was made of the latest is remembered. */
const known = new Map<string, Device>();
const MOST_KNOWN = 500;
const LONGEST = 1000;

function deviceOf({ header }: TellingRequest): Device {
  const agent = header('user-agent') ?? '';
  const mobile = header('sec-ch-ua-mobile');
  const platform = header('sec-ch-ua-platform')?.replaceAll('"', '');
  const key = `${mobile}/${platform}/${agent}`;
  if (key.length > LONGEST) return {};
  let device = known.get(key);
  if (!device) {
    device = readDevice(agent, mobile, platform);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, device);
  }
  return device;
}

function readDevice(agent: string, mobile: string | null | undefined, platform: string | undefined): Device {
  const { platform: hardware, os, browser } = agent === '' ? NOTHING : Bowser.parse(agent);
  const told = ['mobile', 'tablet', 'desktop'].includes(hardware.type ?? '') ? hardware.type : undefined;
  return {
    // The hint says "mobile" of telephones only, "not mobile" of tablets and desktops alike.
    type: mobile === '?1' ? 'mobile' : (told ?? (mobile === '?0' ? 'desktop' : undefined)),
    os: platform || os.name || undefined,
    browser: browser.name || undefined,
  };
}

const NOTHING: ReturnType<typeof Bowser.parse> = { platform: {}, os: {}, browser: {}, engine: {} };
