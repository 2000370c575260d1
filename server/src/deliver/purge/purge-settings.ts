import type { AkamaiSetting } from './akamai-purger.js';
import type { CloudflareSetting } from './cloudflare-purger.js';
import type { CloudFrontSetting } from './cloudfront-purger.js';
import type { EdgeSetting } from './edge-purger.js';
import type { FastlySetting } from './fastly-purger.js';

/** A CDN to purge, with all that its API asks for. */
export type PurgeSetting =
  | EdgeSetting
  | FastlySetting
  | CloudflareSetting
  | AkamaiSetting
  | CloudFrontSetting;

/** Every variable that tells whom to purge, and what it means. */
export const PURGE_VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  [
    'TESSERA_PURGE',
    'CDNs to purge, separated by commas: edge:URL, varnish:URL, fastly:SERVICE, cloudflare:ZONE, akamai:NETWORK, cloudfront:DISTRIBUTION',
  ],
  ['TESSERA_PURGE_TOKEN', 'bearer token that edge and varnish ask for'],
  ['FASTLY_API_TOKEN', 'with fastly: API token that may purge the service'],
  ['CLOUDFLARE_API_TOKEN', 'with cloudflare: API token with "Cache Purge" for the zone'],
  ['AKAMAI_HOST', 'with akamai: host of the API client, as the three below'],
  ['AKAMAI_CLIENT_TOKEN', 'with akamai: its client token'],
  ['AKAMAI_CLIENT_SECRET', 'with akamai: its client secret'],
  ['AKAMAI_ACCESS_TOKEN', 'with akamai: its access token'],
  ['AWS_ACCESS_KEY_ID', 'with cloudfront: access key that may do cloudfront:CreateInvalidation'],
  ['AWS_SECRET_ACCESS_KEY', 'with cloudfront: its secret'],
  ['AWS_SESSION_TOKEN', 'with cloudfront: its session token, if it is a temporary key'],
];

export const PURGE_FORMS =
  'targets separated by commas, each one of edge:URL, varnish:URL, fastly:SERVICE_ID, fastly:SERVICE_ID/soft, cloudflare:ZONE_ID, akamai:production, akamai:staging (or with /invalidate), cloudfront:DISTRIBUTION_ID, cloudfront:DISTRIBUTION_ID/tags';

export interface Variables {
  /** The variable's value, or null. */
  text(name: string): string | null;
  /** Stops the start; `shown` stands for a value that may not be shown. */
  wrong(name: string, allowed: string, shown?: string): never;
}

/** Reads one item of TESSERA_PURGE and what it needs from other variables. */
export function readPurgeTarget(target: string, { text, wrong }: Variables): PurgeSetting {
  const secret = (name: string, what: string): string => {
    const allowed = `${what}, because TESSERA_PURGE names ${target}`;
    const value = text(name) ?? wrong(name, allowed);
    // Anything else would be refused by the header it goes into, in an error that repeats it.
    return /^[\x21-\x7e]+$/.test(value)
      ? value
      : wrong(name, `${allowed}, of visible ASCII characters without spaces`, '(not shown)');
  };
  const [, kind = '', rest = ''] = /^([a-z]+):(.+)$/.exec(target) ?? [];
  const [id = '', how = null, ...more] = rest.split('/');
  const isOne = (form: RegExp, ...ways: readonly string[]): boolean =>
    form.test(id) && more.length === 0 && (how === null || ways.includes(how));

  if ((kind === 'edge' || kind === 'varnish') && /^https?:\/\/./.test(rest) && URL.canParse(rest)) {
    if (rest.includes('@'))
      wrong('TESSERA_PURGE', `${PURGE_FORMS}; a URL can't hold a name and password`, '(not shown)');
    const token =
      text('TESSERA_PURGE_TOKEN') === null ? null : secret('TESSERA_PURGE_TOKEN', 'a bearer token');
    return { kind, url: new URL(rest), token };
  }
  if (kind === 'fastly' && isOne(/^[A-Za-z0-9]{4,40}$/, 'soft')) {
    const token = secret('FASTLY_API_TOKEN', 'an API token of Fastly');
    return { kind, service: id, soft: how === 'soft', token };
  }
  if (kind === 'cloudflare' && isOne(/^[0-9a-f]{32}$/)) {
    return { kind, zone: id, token: secret('CLOUDFLARE_API_TOKEN', 'an API token of Cloudflare') };
  }
  if (kind === 'akamai' && isOne(/^(production|staging)$/, 'invalidate', 'delete')) {
    return {
      kind,
      network: id as AkamaiSetting['network'],
      method: how === 'invalidate' ? how : 'delete',
      host: akamaiHost({ text, wrong }, target),
      clientToken: secret('AKAMAI_CLIENT_TOKEN', 'the client token of an API client of Akamai'),
      clientSecret: secret('AKAMAI_CLIENT_SECRET', 'the client secret of an API client of Akamai'),
      accessToken: secret('AKAMAI_ACCESS_TOKEN', 'the access token of an API client of Akamai'),
    };
  }
  if (kind === 'cloudfront' && isOne(/^[A-Z0-9]{8,20}$/, 'tags', 'paths')) {
    const sessionToken = text('AWS_SESSION_TOKEN');
    return {
      kind,
      distribution: id,
      by: how === 'tags' ? how : 'paths',
      accessKeyId: secret('AWS_ACCESS_KEY_ID', 'an access key of AWS'),
      secretAccessKey: secret('AWS_SECRET_ACCESS_KEY', 'the secret of an access key of AWS'),
      sessionToken:
        sessionToken && secret('AWS_SESSION_TOKEN', 'the session token of a temporary key of AWS'),
    };
  }
  return wrong('TESSERA_PURGE', PURGE_FORMS);
}

function akamaiHost({ text, wrong }: Variables, target: string): string {
  const host = text('AKAMAI_HOST');
  return host !== null && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host)
    ? host
    : wrong(
        'AKAMAI_HOST',
        `a host such as akab-xxxx.luna.akamaiapis.net, because TESSERA_PURGE names ${target}`,
      );
}
