/*
 * Settings of the fragment servers: what the settings page and Strapi's server say to each other.
 * A token goes in, and never comes out again.
 */

/** Bounds on what is stored. */
export const LIMITS = { servers: 20, url: 2_000, token: 1_000 } as const;

/**
 * The base address of a fragment server in its one form, without a slash at the end; null if the text is none.
 * No user: that would be a second secret; no query or #: paths are put behind it.
 */
export function serverUrl(text: string): string | null {
  if (!URL.canParse(text) || text.length > LIMITS.url) return null;
  const { protocol, username, password, search, hash, href } = new URL(text);
  const plain = /^https?:$/.test(protocol) && !username && !password && !search && !hash;
  return plain ? href.replace(/\/+$/, '') : null;
}

/** A token is sent in a header: no spaces, no control characters. */
export const isToken = (text: string): boolean => /^[\x21-\x7e]*$/.test(text) && text.length <= LIMITS.token;

/** `lost`: a token is stored, but Strapi's secrets have changed since, so it must be entered again. */
export type TokenState = 'set' | 'none' | 'lost';

export interface ServerSetting {
  readonly url: string;
  readonly token: TokenState;
}

/** `GET /tessera/settings`. */
export interface SettingsAnswer {
  /** Where the servers in force come from: the settings page, `config/plugins`, the environment, or nowhere. */
  readonly source: 'stored' | 'config' | 'environment' | 'none';
  readonly servers: readonly ServerSetting[];
  /** Whether Strapi has a secret to seal tokens with. */
  readonly canSeal: boolean;
}

/** One server as the settings page gives it. Without `token` the stored one stays; null or '' takes it away. */
export interface GivenServer {
  readonly url: string;
  readonly token?: string | null;
}

/** `PUT /tessera/settings`. An empty list leaves it to `config/plugins` and the environment again. */
export interface GivenSettings {
  readonly servers: readonly GivenServer[];
}

/** `POST /tessera/settings/test` with a GivenServer; without a token it is the one in force for that address. */
export type TestAnswer =
  | {
      readonly kind: 'ok';
      readonly serverVersion: string | null;
      readonly catalogVersion: string | null;
      readonly latencyMs: number;
    }
  | { readonly kind: 'unreachable' | 'unauthorized' | 'unexpected'; readonly detail: string };

/** One CDN that a fragment server purges. Times are ISO texts. */
export interface PurgeTarget {
  readonly target: string;
  readonly waiting: number;
  readonly lastPurgeAt: string | null;
  readonly lastError: string | null;
  readonly nextTryAt: string | null;
  readonly done: number;
  readonly failed: number;
}

/** `GET /tessera/settings/purges`: of each server in force. */
export interface PurgesAnswer {
  readonly servers: readonly (
    | { readonly kind: 'ok'; readonly server: string; readonly targets: readonly PurgeTarget[] }
    | {
        readonly kind: 'unreachable' | 'unauthorized' | 'unexpected';
        readonly server: string;
        readonly detail: string;
      }
  )[];
}
