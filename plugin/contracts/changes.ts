import type { Kind } from './ids';

/**
 * `saved`: the draft is newer than what is published, if anything is. What is gone cannot be seen from the
 * entries, so `unpublished` and `deleted` are kept apart, the latest of them.
 */
export type ChangeAction = 'saved' | 'published' | 'unpublished' | 'deleted';

export interface Change {
  readonly kind: Kind;
  readonly action: ChangeAction;
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string;
  /** Null where the kind has no locales, and for all of them. */
  readonly locale: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** First and last name of an administrator; null: a program, or somebody who is no longer known. */
  readonly by: string | null;
}

/** `GET /tessera/changes`: the latest first. */
export interface ChangesAnswer {
  readonly changes: readonly Change[];
}

export const MOST_CHANGES = 50;
