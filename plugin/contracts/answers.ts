import type { Refusal } from '@tessera/model';
import type { Kind } from './ids';

/** One line of a picker: a definition an editor may name. */
export interface DefinitionOption {
  readonly key: string;
  readonly name: string;
  /** Of the entry in Strapi, for links to it. */
  readonly documentId: string;
  /** `draft`: never published, so whatever names it is shown to nobody yet. */
  readonly status: 'draft' | 'published';
}

/** A signal, with what tells the type and unit of its value. */
export interface SignalOption extends DefinitionOption {
  readonly kind: string | null;
  readonly event: string | null;
  readonly value: string | null;
  readonly scale: number | null;
}

/** `GET /tessera/definitions`: everything that can be named, drafts included, by name. */
export type DefinitionsAnswer = {
  readonly [K in Kind]: readonly (K extends 'signal' ? SignalOption : DefinitionOption)[];
};

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
  /** The least share worth a segment; null if the server does not say. */
  readonly min?: number | null;
  /** Whether a smaller one is left out of decisions. */
  readonly enforce?: boolean;
  /** Below its least share or not; `unknown` while too few visitors are here to tell. */
  readonly size?: 'unknown' | 'enough' | 'small';
  /** Whether nothing is decided by being in it, because it is too small. */
  readonly leftOut?: boolean;
  /** Share of its members' signal weight that is old, 0 to 1; null while unknown. */
  readonly staleShare?: number | null;
  /** Whether that is so much that it is flagged. */
  readonly stale?: boolean;
  /** Mean weight of its members' signals, 0 to 1; null while unknown. */
  readonly meanWeight?: number | null;
}

/** Something the server wants to be looked at: a value beyond its limit. */
export interface LiveAlert {
  /** What kind of trouble; newer servers may know more than this plugin has words for. */
  readonly code: string;
  /** What it is about, if anything in particular: a segment's key, a stage, a cause or a purge target. */
  readonly about: string | null;
  /** A sentence in English, with value and limit. */
  readonly message: string;
  /** Shares and weights 0 to 1, times in ms; null: none. */
  readonly value: number | null;
  readonly limit: number | null;
}

/** How long beacons of the latest minutes took to the end of one stage, from when their youngest event happened. */
export interface LiveStage {
  /** `collect`, `segments`, `delivery`, `end_to_end`; newer servers may know others. */
  readonly stage: string;
  readonly count: number;
  /** ms; null if there were none. */
  readonly p95Ms: number | null;
  readonly budgetMs: number;
  /** Whether 95 of 100 kept the budget; null: too few to tell. */
  readonly within: boolean | null;
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
  /** Events taken since it started. */
  readonly eventsAccepted: number | null;
  /** Empty from a server that does not tell. */
  readonly stages: readonly LiveStage[];
  /** How late segments follow on average, ms. */
  readonly refresh: { readonly meanMs: number | null; readonly limitMs: number } | null;
  /** Empty from a server that does not tell. */
  readonly alerts: readonly LiveAlert[];
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
