import { createHash } from 'node:crypto';
import { type File, loadAssets, loadPictures } from './assets.js';
import { makePages } from './pages/index.js';
import { notFoundPage } from './pages/not-found.js';
import type { Site } from './site.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** No inline script or style anywhere: fragments come without, and so do the pages. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CAREFUL = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

const DAY_S = 86_400;
const YEAR_S = 31_536_000;

/** Browsers ask each time, CDNs keep it for five minutes and show it for a day while the shop is away. */
const pageAnswer = (path: string, page: string, status = 200): Answer => {
  const body = Buffer.from(page);
  const name = path === '/' ? 'home' : path.split('/').filter(Boolean).join('-');
  return {
    status,
    body,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': `public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=${DAY_S}`,
      'surrogate-control': 'max-age=300, content="ESI/1.0"',
      'surrogate-key': `shop page-${name}`,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
      'content-security-policy': POLICY,
      ...CAREFUL,
    },
  };
};

const fileAnswer = ({ body, type, etag }: File, cacheControl: string): Answer => ({
  status: 200,
  body,
  headers: { 'content-type': type, 'cache-control': cacheControl, etag, ...CAREFUL },
});

const plain = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: Buffer.from(text),
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...CAREFUL,
    ...headers,
  },
});

/** Makes everything the shop can answer, and says which answer belongs to a path. */
export const makeAnswers = (edgeUrl: string): ((method: string, path: string) => Answer) => {
  const { files, version } = loadAssets();
  const pictures = loadPictures();
  const asset = (name: string): string => {
    if (!files.has(name))
      throw new RangeError(`asset is "${name}"; there are ${[...files.keys()].join(', ')}`);
    return `/assets/${version}/${name}`;
  };
  const modules = [...files.keys()].filter((name) => name.endsWith('.js')).map(asset);
  const site: Site = { edgeUrl, asset, modules };
  const pages = new Map([...makePages(site)].map(([path, page]) => [path, pageAnswer(path, page)]));
  const notFound = pageAnswer('/not-found', notFoundPage(site), 404);

  return (method, path) => {
    if (method !== 'GET' && method !== 'HEAD')
      return plain(405, 'Only GET and HEAD.\n', { allow: 'GET, HEAD' });
    if (path === '/healthz') return plain(200, 'ok\n');
    if (path === '/es') return plain(301, '', { location: '/es/' });
    const page = pages.get(path);
    if (page) return page;
    const picture = pictures.get(path);
    if (picture)
      return fileAnswer(picture, `public, max-age=3600, s-maxage=${DAY_S}, stale-if-error=${DAY_S}`);
    const [, asked, name] = /^\/assets\/([\w-]+)\/([\w.-]+)$/.exec(path) ?? [];
    const asset = files.get(name ?? '');
    // A page in a cache may name the assets of an earlier version: it gets today's, but not for ever.
    if (asset)
      return fileAnswer(
        asset,
        asked === version ? `public, max-age=${YEAR_S}, immutable` : 'public, max-age=60',
      );
    // Without an edge nobody answers here, and whoever includes the answer wants nothing.
    if (path.startsWith('/tessera/')) return plain(404, '');
    return notFound;
  };
};
