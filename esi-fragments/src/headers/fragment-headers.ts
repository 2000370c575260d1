import { defaultTag, fragmentTags } from './fragment-tags.js';

/** How long a CDN may show a fragment while it asks for the next one, in seconds. */
export const STALE_WHILE_REVALIDATE_S = 60;
/** How long a CDN may show a fragment while the server can't be reached, in seconds: a day. */
export const STALE_IF_ERROR_S = 86_400;

export type FragmentHeaders = Record<string, string>;

export interface SharedFragment {
  readonly slot: string;
  /** The variant shown, null if the fragment is empty. */
  readonly variant: string | null;
  readonly catalogVersion: string;
  readonly etag: string;
  /** Seconds a CDN may serve it without asking. */
  readonly ttl: number;
  /** Given for what visitors without a decision cookie are shown. */
  readonly byDefault?: {
    /** The fields of the request's context (`device.type`) that it depends on. */
    readonly fields: readonly string[];
    /** For how many seconds it is right. Default: as long as nothing is published. */
    readonly seconds?: number;
  };
}

/**
 * Headers of a fragment that is the same for everybody. Browsers always ask again (`max-age=0`): they
 * can't be purged.
 *
 * `Surrogate-Control` knows no `s-maxage` (https://www.w3.org/TR/edge-arch/): its `max-age` is the CDN's.
 * `Cache-Tag` (Cloudflare, CloudFront) and `Edge-Cache-Tag` (Akamai) are separated by commas, `Surrogate-Key` (Fastly)
 * and `xkey` (Varnish) by spaces.
 */
export function sharedFragmentHeaders({
  slot,
  variant,
  catalogVersion,
  etag,
  ttl,
  byDefault,
}: SharedFragment): FragmentHeaders {
  const right = Math.max(1, Math.floor(byDefault?.seconds ?? Infinity));
  const lifetime = Math.min(ttl, right);
  // What is soon wrong is not to be shown for longer.
  const whileRevalidate = Math.min(STALE_WHILE_REVALIDATE_S, right - lifetime);
  const stale = `stale-while-revalidate=${whileRevalidate}, stale-if-error=${STALE_IF_ERROR_S}`;
  const shared = `public, max-age=0, s-maxage=${lifetime}, ${stale}`;
  const tags = [...fragmentTags(slot, variant, catalogVersion), ...(byDefault ? [defaultTag(slot)] : [])];
  return {
    ...(byDefault?.fields.length ? { 'Tessera-Depends': byDefault.fields.join(', ') } : {}),
    'Cache-Control': shared,
    'CDN-Cache-Control': shared,
    'Surrogate-Control': `max-age=${lifetime}, ${stale}`,
    'Surrogate-Key': tags.join(' '),
    xkey: tags.join(' '),
    'Cache-Tag': tags.join(','),
    'Edge-Cache-Tag': tags.join(','),
    ETag: etag,
  };
}

/** Headers of a fragment for one visitor: nobody may keep it. */
export const personalFragmentHeaders = (): FragmentHeaders => cacheControl('private, no-store');

/** Headers of an answer that is right now only: the fallback in place of an unknown variant, errors. */
export const noStoreFragmentHeaders = (): FragmentHeaders => cacheControl('no-store');

const cacheControl = (value: string): FragmentHeaders => ({
  'Cache-Control': value,
  'CDN-Cache-Control': value,
  'Surrogate-Control': value,
});
