import type { JsonObject } from '@tessera/model';
import { wrongShape } from '../http/problems.js';
import type { Sealer } from './seal.js';
import { readViewer, type Viewer } from './viewer.js';

export const PREVIEW_PATH = '/tessera/preview/';

/** How long a link can be opened, ms. */
export const LINK_MS = 15 * 60_000;

/** Longer ones don't get through every proxy. */
const MOST_SEALED = 4_000;

/** What a link says. */
export interface Preview {
  readonly viewer: Viewer;
  /** Origin of the admin panel that may show the page in a frame, beside Strapi's own. */
  readonly frame: string | null;
  /** Epoch ms. */
  readonly until: number;
}

export interface Link {
  /** On this server, with what it is sealed in. */
  readonly path: string;
  readonly until: number;
  readonly catalog: Viewer['catalog'];
}

/** Makes a link of `{ page?, as?, frame? }`. Throws a Problem for what it can't take. */
export function makeLink(sealer: Sealer, body: JsonObject, now: number): Link {
  const until = now + LINK_MS;
  const viewer = readViewer(body.as, now);
  const preview: Preview = { viewer, frame: frameOf(body.frame), until };
  const page = pageOf(body.page ?? '/');
  const sealed = sealer.seal(preview);
  if (sealed.length > MOST_SEALED) throw wrongShape('as', `${sealed.length} characters`, 'shorter');
  return { path: `${PREVIEW_PATH}${sealed}${page}`, until, catalog: viewer.catalog };
}

export type OpenedLink =
  | { readonly kind: 'open'; readonly preview: Preview }
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired' };

/** Whatever opens was sealed by us, so its shape is right. */
export function openLink(sealer: Sealer, sealed: string, now: number): OpenedLink {
  const preview = sealer.open(sealed) as Preview | undefined;
  if (!preview) return { kind: 'forged' };
  return now < preview.until ? { kind: 'open', preview } : { kind: 'expired' };
}

const PAGE = /^\/(?![/\\])[\x21-\x7e]{0,1000}$/;

/** Path and query of a page, as they stand in an address. */
function pageOf(page: unknown): string {
  const parsed = typeof page === 'string' && page.startsWith('/') ? page.replace(/#.*$/s, '') : '';
  if (PAGE.test(parsed) && !parsed.includes('\\')) return parsed;
  throw wrongShape('page', page, 'a path such as /p/42, at most 1000 characters, encoded');
}

function frameOf(frame: unknown): string | null {
  if (frame === undefined || frame === null) return null;
  if (typeof frame === 'string' && /^https?:\/\//.test(frame) && URL.canParse(frame)) {
    // A policy is split at spaces and semicolons; an origin has neither.
    if (new URL(frame).origin === frame) return frame;
  }
  throw wrongShape('frame', frame, 'an origin such as https://cms.example');
}
