import { shown } from '@tessera/model';

/**
 * Every error the server answers, in one place: a stable `code`, its status and what it means.
 * Sent as application/problem+json (RFC 9457).
 */
export const PROBLEMS = {
  not_json: { status: 400, title: 'The body is not JSON' },
  wrong_shape: { status: 400, title: 'The body does not have the expected shape' },
  unauthorized: { status: 401, title: 'A bearer token is needed, and this is not it' },
  admin_disabled: { status: 403, title: 'No admin token is configured, so the admin interface is closed' },
  collect_disabled: { status: 403, title: 'No keys are configured, so other tags are not listened to' },
  unknown_key: { status: 401, title: 'A key is needed that is configured here, and this is not one' },
  origin_not_allowed: { status: 403, title: 'Pages of this origin may not use this server' },
  not_found: { status: 404, title: 'There is nothing here' },
  unknown_slot: { status: 404, title: 'No slot of this name is published' },
  unknown_visitor: { status: 404, title: 'No visitor of this id is known' },
  unknown_user: { status: 404, title: 'No user of this id is known' },
  method_not_allowed: { status: 405, title: 'This address does not take this method' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has a content type that is not taken here' },
  no_pages: { status: 409, title: 'Previews need the address of the site’s pages' },
  catalog_refused: { status: 422, title: 'The catalog was refused; the last good one stays in force' },
  drafts_refused: { status: 422, title: 'The drafts do not make a catalog' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  catalog_unreachable: {
    status: 502,
    title: 'The catalog could not be fetched; the last good one stays in force',
  },
  drafts_unreachable: { status: 502, title: 'The drafts could not be fetched' },
  not_ready: { status: 503, title: 'The server cannot take this now' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** An expected refusal of a request. `detail` says what was found and what is allowed. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extra: { readonly retryAfterS?: number; readonly refusals?: readonly unknown[] } = {},
  ) {
    super(`${code}: ${detail}`);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** A field of a body that is not what it must be; `allowed` completes "must be …". */
export const wrongShape = (field: string, value: unknown, allowed: string): Problem =>
  new Problem('wrong_shape', `${field}: must be ${allowed} (found ${shown(value)})`);
