import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface File {
  readonly body: Buffer;
  readonly type: string;
  /** Strong, with its quotes. */
  readonly etag: string;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const ROOM = fileURLToPath(new URL('..', import.meta.url));
const FONT = '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2';

const hash = (body: Buffer | string): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, 12);

const file = (name: string, body: Buffer): File => ({
  body,
  type: TYPES[extname(name)] ?? 'application/octet-stream',
  etag: `"${hash(body)}"`,
});

const folder = (path: string, extension: string): [string, Buffer][] =>
  readdirSync(path)
    .filter((name) => extname(name) === extension)
    .sort()
    .map((name) => [name, readFileSync(join(path, name))]);

/** The pictures, by path. Their names are fixed: editors write them into content. */
export const loadPictures = (): Map<string, File> =>
  new Map(folder(join(ROOM, 'public/img'), '.svg').map(([name, body]) => [`/img/${name}`, file(name, body)]));

/**
 * Style sheets (joined in the order of their names), compiled scripts and the font, by name. They live under one
 * folder named after all of them, so that scripts can import each other and everything can be kept for ever.
 */
export const loadAssets = (): { files: Map<string, File>; version: string } => {
  const sheets = folder(join(ROOM, 'styles'), '.css').map(([, body]) => body);
  const files = new Map(
    [
      ['shop.css', Buffer.concat(sheets)] as const,
      ['figtree.woff2', readFileSync(createRequire(import.meta.url).resolve(FONT))] as const,
      ...folder(join(ROOM, 'dist/client'), '.js'),
    ].map(([name, body]) => [name, file(name, body)]),
  );
  const version = hash([...files.values()].map(({ etag }) => etag).join());
  return { files, version };
};
