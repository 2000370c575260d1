/** A CDN. What it can do is said by the types below; an adapter has those that its vendor's API has. */
export interface Cdn {
  /** For logs and status, e.g. `varnish:http://127.0.0.1:8080`. */
  readonly name: string;
}

/**
 * Every method resolves when the CDN has taken the order and rejects if it did not say so, with a `PurgeFailed`
 * if what it said tells when to try again. `reference` is another for each order, and the same when an order is
 * given once more because nobody knows whether it arrived.
 */
export interface TagPurger extends Cdn {
  /** How many tags one call may name. */
  readonly mostTags: number;
  /** How long tags are gathered for one call, ms. */
  readonly joinMs: number;
  /**
   * When to purge once more, ms after the first time: what a cache was fetching meanwhile, or had from a cache
   * behind it that was purged later, is the old fragment.
   */
  readonly againMs: number;
  purgeTags(tags: readonly string[], reference: string): Promise<void>;
}

/** Drops what is cached for exactly these addresses, query included. */
export interface UrlPurger extends Cdn {
  purgeUrls(urls: readonly URL[], reference: string): Promise<void>;
}

/** Drops what is cached for every address that begins like one of these. */
export interface PrefixPurger extends Cdn {
  purgePrefixes(prefixes: readonly URL[], reference: string): Promise<void>;
}

/** Drops all that the CDN keeps for the site, also what is not ours. */
export interface EverythingPurger extends Cdn {
  purgeEverything(reference: string): Promise<void>;
}

/** The tag that every fragment carries. */
export const ALL_OF_TESSERA = 'tessera';
