import type { Limits, Skipped } from '@tessera/esi-fragments';
import type { Store } from './cache/store.js';
import type { Fetch } from './upstream.js';

/** What an edge keeps apart: many pages don't push out fragments. */
export type Kept = 'pages' | 'fragments';

export type EdgeOptions = {
  /** Where the pages come from: `http(s)://host[:port]`. */
  origin: URL;
  /** The fragment server. Without it the edge only caches and stitches the origin's own includes. */
  fragments?: URL;
  /** Bearer token of `PURGE`. Without it purging is refused. */
  purgeToken?: string;
  /** Never follows redirects. Default: the runtime's own. */
  fetch?: Fetch;
  /** Whether `fetch` can send the visitor's `Host`. Default: no, as in browsers; `X-Forwarded-Host` says it anyway. */
  sendsHost?: boolean;
  /** ms since 1970; for tests. */
  now?: () => number;
  /** Where what is kept lives. Default: in memory, within the bytes that `cache` allows. */
  store?: (what: Kept) => Store;
  cache?: Partial<CacheOptions>;
  timeouts?: Partial<Timeouts>;
  /** Limits on stitching one page. */
  limits?: Partial<Limits>;
  /**
   * Request headers that cacheable pages may depend on. They are sent to the origin, and only requests that
   * agree in all of them share one fetch. Everything else a visitor sends stays out of shared pages.
   */
  sharedHeaders?: readonly string[];
  /**
   * Says which requests to the origin carry the visitor's cookies and authorization (except Tessera's own
   * cookies); they are never cached. Default: none.
   */
  isPrivate?: (url: URL, method: string) => boolean;
  /** Gives new visitors their id with their first stitched page. Default: yes, if there are fragments. */
  visitorIds?: boolean;
  /** Domain of that cookie, the same as the fragment server's `TESSERA_COOKIE_DOMAIN`. Default: the page's host. */
  cookieDomain?: string;
  /** Told of every include that left nothing in its page. */
  onSkip?: (skipped: Skipped, page: URL) => void;
  /** Told of bugs in work that nobody waits for. Default: `console.error`. */
  onError?: (error: unknown) => void;
};

export type CacheOptions = {
  /** Bytes of pages and of the origin's other files kept in memory. */
  pageBytes: number;
  /** Bytes of fragments kept in memory; apart, so that many pages don't push out fragments. */
  fragmentBytes: number;
  /** Largest single object that is kept. */
  objectBytes: number;
  /** How long an expired object may be shown while it is refreshed, where the origin doesn't say, in s. */
  staleWhileRevalidateS: number;
  /** How long it may be shown while the origin fails, where the origin doesn't say, in s. */
  staleIfErrorS: number;
};

export type Timeouts = {
  /** Until an origin's answer begins, in ms. */
  headMs: number;
  /** Until a cacheable answer has come in completely, in ms; a slower one is passed on but not kept. */
  bodyMs: number;
  /** How long a visitor waits for a refresh when there is a stale object to show instead, in ms. */
  patienceMs: number;
  /** After a failed refresh, how long the stale object is shown without asking again, in ms. */
  retryMs: number;
};

export const DEFAULT_CACHE: CacheOptions = {
  pageBytes: 64 * 1024 * 1024,
  fragmentBytes: 32 * 1024 * 1024,
  objectBytes: 4 * 1024 * 1024,
  staleWhileRevalidateS: 10,
  staleIfErrorS: 86_400,
};

export const DEFAULT_TIMEOUTS: Timeouts = {
  headMs: 10_000,
  bodyMs: 30_000,
  patienceMs: 2_000,
  retryMs: 2_000,
};

export const DEFAULT_SHARED_HEADERS = ['accept', 'accept-language'];
