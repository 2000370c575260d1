import type { Refusal } from '@tessera/model';
import type { Kind } from './ids';

/** One line of a picker: a definition an editor may name. */
export interface DefinitionOption {
  readonly key: string;
  readonly name: string;
  /** `draft`: never published, so whatever names it is shown to nobody yet. */
  readonly status: 'draft' | 'published';
}

/** `GET /tessera/definitions`: everything that can be named, drafts included, by name. */
export type DefinitionsAnswer = { readonly [K in Kind]: readonly DefinitionOption[] };

/** A published entry that the catalog does not hold, and why. */
export interface LeftOut {
  readonly kind: Kind;
  readonly key: string;
  readonly name: string;
  /** The locale that is left out; null if the whole entry is. */
  readonly locale: string | null;
  readonly refusals: readonly Refusal[];
}

/** Something published that names what is not: allowed, but shown to nobody. */
export interface EntryWarning {
  readonly kind: Kind;
  readonly key: string;
  readonly name: string;
  readonly message: string;
}

/** What Strapi publishes right now. */
export interface PublishedCatalog {
  readonly version: string;
  readonly counts: { readonly [K in Kind]: number };
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly EntryWarning[];
}

/** How telling one server about a change went. */
export type PushResult =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'waiting';
      readonly since: string;
      readonly attempt: number;
      readonly detail: string | null;
    }
  | { readonly kind: 'done'; readonly at: string; readonly version: string | null }
  | { readonly kind: 'failed'; readonly at: string; readonly attempts: number; readonly detail: string };

/** A segment's live share, as the fragment server counts it. */
export interface LiveSegment {
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  /** Why nobody can be in it (it names something unpublished …), or null. */
  readonly closed: string | null;
  /** Visitors of the last 30 minutes who are in it now. */
  readonly active: number;
  /** The same as a part of all active visitors, 0 to 1. */
  readonly share: number;
}

/** What a reachable fragment server says of itself; a part it does not say is null. */
export interface LiveServer {
  readonly serverVersion: string | null;
  readonly uptimeSeconds: number | null;
  readonly catalog: {
    readonly version: string | null;
    /** ISO date and time. */
    readonly loadedAt: string | null;
    /** Why the server refused the newest catalog and goes on with an older one. */
    readonly error: { readonly detail: string; readonly refusals: readonly Refusal[] } | null;
  };
  readonly visitors: { readonly known: number; readonly active: number };
  readonly segments: readonly LiveSegment[];
}

/** How asking a server for its status went. */
export type ServerReach =
  | { readonly kind: 'ok'; readonly live: LiveServer }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The server refused our token, or we have none. */
  | { readonly kind: 'unauthorized'; readonly detail: string }
  /** It answered, but not as a fragment server does. */
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface ServerStatus {
  readonly url: string;
  readonly reach: ServerReach;
  readonly push: PushResult;
}

/** `GET /tessera/status`. */
export interface StatusAnswer {
  readonly published: PublishedCatalog;
  /** Empty if none is configured. */
  readonly servers: readonly ServerStatus[];
}
