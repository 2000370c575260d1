import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Handler, send } from '../http/exchange.js';

/** A file that pages load, read once at start. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly etag: string;
}

const FILES = [
  ['/tessera/beacon.js', 'text/javascript; charset=utf-8', '@tessera/beacon/tessera.js'],
  ['/tessera/behaviours.js', 'text/javascript; charset=utf-8', '@tessera/beacon/behaviours.js'],
  ['/tessera/fragments.css', 'text/css; charset=utf-8', '@tessera/esi-fragments/styles/fragments.css'],
  [
    '/tessera/directives/lite-media.css',
    'text/css; charset=utf-8',
    '@tessera/esi-fragments/styles/directives/lite-media.css',
  ],
  [
    '/tessera/directives/calm-motion.css',
    'text/css; charset=utf-8',
    '@tessera/esi-fragments/styles/directives/calm-motion.css',
  ],
] as const;

/** Reads the tag and the style sheets; throws an Error that names the file and the cure if one is missing. */
export function loadAssets(resolve: (specifier: string) => string): readonly Asset[] {
  return FILES.map(([path, type, specifier]) => {
    try {
      const bytes = readFileSync(fileURLToPath(resolve(specifier)));
      return {
        path,
        type,
        bytes,
        etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
      };
    } catch (error) {
      throw new Error(`${specifier} cannot be read; run "npm run build" first (${String(error)})`);
    }
  });
}

/** Browsers keep it for five minutes, CDNs for an hour; both are told when it changes by its ETag. */
export function assetHandler({ type, bytes, etag }: Asset): Handler {
  const headers = {
    'Content-Type': type,
    'Cache-Control': 'public, max-age=300, s-maxage=3600, stale-while-revalidate=86400, stale-if-error=86400',
    'X-Content-Type-Options': 'nosniff',
    'Surrogate-Key': 'tessera tessera-assets',
    xkey: 'tessera tessera-assets',
    'Cache-Tag': 'tessera,tessera-assets',
    'Edge-Cache-Tag': 'tessera,tessera-assets',
    ETag: etag,
  };
  return (req, res) => {
    if (req.headers['if-none-match'] === etag) res.writeHead(304, headers).end();
    else send(res, 200, bytes, headers);
  };
}
