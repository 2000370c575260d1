import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { ask, type ReasonIn } from './ask.js';
import { pathsOf, tagItemsOf } from './cloudfront-paths.js';
import { inCalls } from './in-calls.js';
import type { EverythingPurger, PrefixPurger, TagPurger, UrlPurger } from './purge-target.js';

export interface CloudFrontSetting {
  readonly kind: 'cloudfront';
  readonly distribution: string;
  /** `tags` needs a distribution with `CacheTagConfig`: any other ignores the tags of answers. */
  readonly by: 'paths' | 'tags';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

const API = 'https://cloudfront.amazonaws.com';
const XMLNS = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
/** Of paths with a wildcard, 15 may be under way. */
const MOST_PREFIXES = 7;
const MOST_URLS = 1_000;

/** A CloudFront distribution: invalidations by path, or by tag. */
export function cloudFrontPurger(
  { distribution, by, accessKeyId, secretAccessKey, sessionToken }: CloudFrontSetting,
  api = API,
): TagPurger & UrlPurger & PrefixPurger & EverythingPurger {
  const aws = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === null ? {} : { sessionToken }),
    service: 'cloudfront',
    region: 'us-east-1',
  });
  const invalidate = async (items: readonly string[], reference: string): Promise<void> => {
    const request = await aws.sign(`${api}/2020-05-31/distribution/${distribution}/invalidation`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/xml' },
      body: batchOf(items, reference),
    });
    await ask(request, reasonIn);
  };
  const inGroups = async (all: readonly string[], most: number, reference: string): Promise<void> => {
    for (const items of inCalls(all, most)) await invalidate(items, reference);
  };
  return {
    name: `cloudfront:${distribution}`,
    mostTags: 100,
    joinMs: 1_000,
    // Invalidations take seconds to minutes; nothing tells when a cache fetched what another still had.
    againMs: 60_000,
    purgeTags: (tags, reference) => invalidate(by === 'tags' ? tagItemsOf(tags) : pathsOf(tags), reference),
    purgeUrls: (urls, reference) => inGroups(urls.map(pathOf), MOST_URLS, reference),
    purgePrefixes: (urls, reference) =>
      inGroups(
        urls.map((url) => `${pathOf(url)}*`),
        MOST_PREFIXES,
        reference,
      ),
    purgeEverything: (reference) => invalidate(['/*'], reference),
  };
}

const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;

/** With a reference it knows, CloudFront starts nothing new, and refuses if the paths are others. */
function batchOf(items: readonly string[], reference: string): string {
  const digest = createHash('sha256').update(items.join('\n')).digest('hex').slice(0, 16);
  const paths = items.map((item) => `<Path>${escapeXml(item)}</Path>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><InvalidationBatch xmlns="${XMLNS}"><CallerReference>${reference}-${digest}</CallerReference><Paths><Items>${paths}</Items><Quantity>${items.length}</Quantity></Paths></InvalidationBatch>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (found) => ENTITIES[found] ?? found);

/** The code only: the message of a wrong signature repeats the headers, session token included. */
const reasonIn: ReasonIn = (body) => {
  const reason = /<Code>(\w+)<\/Code>/.exec(body)?.[1];
  return reason !== undefined && /^(TooMany|Throttl|RequestLimit)/.test(reason)
    ? { reason, passing: true }
    : { reason };
};
