/** What one page may cost. Every limit that is hit is reported as a `Skipped`, never as a broken page. */
export type Limits = {
  /** Longest ESI tag in bytes; what is longer is ordinary text. */
  tagBytes: number;
  /** Includes in one page, those of its fragments counted too. */
  includes: number;
  /** How deep fragments may include fragments; the page's own includes are at depth 1. */
  depth: number;
  /** Includes being fetched at the same time for one page. */
  parallel: number;
  /** Redirects followed for one include. */
  redirects: number;
  /** Longest a single request for an include may take, in ms; a redirect or `alt` is a new request. */
  includeMs: number;
  /** Largest single fragment, in bytes. */
  includeBytes: number;
  /** All fragments of one page together, in bytes. */
  totalBytes: number;
  /** How many bytes of a page that is still coming in `choose` or `try` may hold back until they end. */
  heldBytes: number;
  /** How many bytes of the page are read ahead, behind an include that is still on its way. */
  aheadBytes: number;
};

export const DEFAULT_LIMITS: Limits = {
  tagBytes: 16 * 1024,
  includes: 200,
  depth: 5,
  parallel: 16,
  redirects: 3,
  includeMs: 5_000,
  includeBytes: 1024 * 1024,
  totalBytes: 8 * 1024 * 1024,
  heldBytes: 4 * 1024 * 1024,
  aheadBytes: 256 * 1024,
};
