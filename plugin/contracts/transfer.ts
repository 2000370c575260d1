import type { Json, Refusal } from '@tessera/model';
import type { Kind } from './ids';

/** `GET /tessera/transfer/export`. */
export interface ExportAnswer {
  /** What to call the file. */
  readonly name: string;
  readonly text: string;
  readonly counts: { readonly [K in Kind]: number };
  /** Drafts that cannot be in a file, because they have no key yet. */
  readonly keyless: readonly { readonly kind: Kind; readonly name: string }[];
}

/** One field that would be different. Null: not there. */
export interface Difference {
  /** E.g. `published.when`, `draft.locales.en.content`. */
  readonly place: string;
  readonly before: Json;
  readonly after: Json;
}

/** `refused`: wrong in itself, or builds on one that is; it stays as it is. */
export type PlannedAction = 'create' | 'update' | 'delete' | 'unchanged' | 'refused';

export interface PlannedEntry {
  readonly kind: Kind;
  readonly key: string;
  readonly name: string;
  readonly action: PlannedAction;
  readonly differences: readonly Difference[];
  /** Why it is refused, each with its place in the file. */
  readonly refusals: readonly Refusal[];
}

/** `POST /tessera/transfer/plan` (a form with `files`: the file, and `remove`: `true` to delete what it lacks). */
export type PlanAnswer =
  /** The file as a whole cannot be read. */
  | { readonly kind: 'unreadable'; readonly refusals: readonly Refusal[] }
  | {
      readonly kind: 'plan';
      /** Of the file, of what is there now and of `remove`: what is applied must be what was looked at. */
      readonly hash: string;
      readonly counts: Readonly<Record<PlannedAction, number>>;
      /** Without those that stay as they are. */
      readonly entries: readonly PlannedEntry[];
    };

export type ImportOutcome = 'done' | 'failed' | 'skipped';

export interface ImportedEntry {
  readonly kind: Kind;
  readonly key: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly outcome: ImportOutcome;
  /** Why it failed or was skipped. */
  readonly detail: string | null;
}

/**
 * `POST /tessera/transfer/apply` (the form of a plan, and `hash`) and `GET /tessera/transfer/apply`: the import that
 * runs, or ran last. `broken`: Strapi was stopped in the middle; what was not reached is as before.
 */
export type ImportState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running' | 'finished' | 'broken';
      readonly id: string;
      readonly startedAt: number;
      readonly total: number;
      readonly done: number;
      /** Who started it. */
      readonly by: string;
      readonly counts: Readonly<Record<ImportOutcome, number>>;
      /** What went wrong, and where; what went well is only counted. */
      readonly troubles: readonly ImportedEntry[];
    };
