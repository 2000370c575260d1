/*
 * Preview as: the real page, stitched with what somebody is shown by the drafts. `POST /tessera/preview` takes a
 * PreviewBody and answers Answered<PreviewLink>.
 */

export const DEVICES = ['mobile', 'tablet', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

/** As whom; what is left out is as for somebody of whom nothing is known, now. */
export interface PreviewAs {
  /** In exactly these and their parents. */
  readonly segments?: readonly string[];
  /** Nested as in the model: `{ "device": { "type": "mobile" } }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Epoch ms. */
  readonly at?: number;
  /** Id of a visitor the fragment server knows. */
  readonly visitor?: string;
  /** Fragments are shown in this language, whatever the page asks for. */
  readonly locale?: string;
  /** `drafts` if left out. */
  readonly catalog?: 'drafts' | 'published';
}

export interface PreviewBody {
  /** Path and query of a page of the site. */
  readonly page: string;
  readonly as: PreviewAs;
}

export interface PreviewLink {
  readonly url: string;
  /** When the link ends, epoch ms. */
  readonly until: number;
  /** By which catalog; `published` where drafts were asked for: the server reads a file, which has none. */
  readonly from: 'drafts' | 'published';
}
