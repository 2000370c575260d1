/** A CDN that can drop cached objects by tag. Other capabilities (by URL, everything) come as types of their own. */
export interface TagPurger {
  /** For logs and status, e.g. `varnish:http://127.0.0.1:8080`. */
  readonly name: string;
  /** Resolves when the CDN no longer serves objects with any of these tags; rejects if it did not answer so. */
  purgeTags(tags: readonly string[]): Promise<void>;
}
