import type { Kind } from './ids';

/** The fields of definitions that name other definitions. */
export type UseField =
  | 'parent'
  | 'when'
  | 'segments.any'
  | 'segments.all'
  | 'segments.none'
  | 'slots'
  | 'fallback';

/** A definition that names another one, and where it does. */
export interface KeyUse {
  readonly kind: Kind;
  readonly documentId: string;
  /** Null: a draft that has none yet. */
  readonly key: string | null;
  readonly name: string;
  readonly field: UseField;
  /** Whether its draft names it, and whether its published form does. */
  readonly draft: boolean;
  readonly published: boolean;
}

/** `GET /tessera/usage`: by kind and key of what is named, who names it. Keys nobody names are not there. */
export type UsageAnswer = { readonly [K in Kind]: Readonly<Record<string, readonly KeyUse[]>> };

/** What takes an entry away from those who name it. */
export const LOSING_ACTIONS = ['delete', 'unpublish'] as const;
export type LosingAction = (typeof LOSING_ACTIONS)[number];

/** `POST /tessera/usage/told`: what would be lost, to whom. */
export interface ToldQuestion {
  readonly kind: Kind;
  readonly action: LosingAction;
  readonly documentIds: readonly string[];
  /** As the Content Manager sends it: a locale, `*` for all, null for the default one. */
  readonly locale: string | null;
}

/** A definition that would be lost to one that names it. */
export interface LostUse {
  readonly lost: { readonly key: string; readonly name: string };
  readonly by: KeyUse;
}

export interface ToldAnswer {
  readonly uses: readonly LostUse[];
  /** Stands for exactly this list: a request that carries it has been told. */
  readonly told: string;
}

/** The query parameter by which a request to delete or unpublish says what it was told. */
export const TOLD_PARAM = 'tesseraTold';

/** How many documents one question may be about: as many as the Content Manager's longest page of entries. */
export const MOST_DOCUMENTS = 1_000;
