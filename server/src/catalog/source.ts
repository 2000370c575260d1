import { readFile } from 'node:fs/promises';

/** Where catalogs come from. */
export interface CatalogSource {
  readonly name: string;
  /** The catalog's text if it differs from the last one given; null if it is the same. Rejects if it can't be had. */
  fetch(): Promise<string | null>;
}

const FETCH_TIMEOUT_MS = 10_000;
const MAX_CATALOG_BYTES = 32 * 1024 * 1024;

export function fileSource(path: string): CatalogSource {
  let last: string | null = null;
  return {
    name: path,
    fetch: async () => {
      const text = await readFile(path, 'utf8');
      if (text === last) return null;
      last = text;
      return text;
    },
  };
}

/** Asks a catalog endpoint, with its ETag so that an unchanged catalog costs a 304. */
export function urlSource(url: URL, token: string | null): CatalogSource {
  let etag: string | null = null;
  return {
    name: url.href,
    fetch: async () => {
      const response = await fetch(url, {
        headers: {
          Accept: 'application/json',
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(etag === null ? {} : { 'If-None-Match': etag }),
        },
        // A token must not travel on to where a redirect points.
        redirect: 'error',
        signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
      });
      if (response.status === 304) {
        await response.body?.cancel();
        return null;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`it answered ${response.status}${HINTS[response.status] ?? ''}`);
      }
      const text = await response.text();
      if (text.length > MAX_CATALOG_BYTES)
        throw new Error(`the catalog is larger than ${MAX_CATALOG_BYTES} bytes`);
      etag = response.headers.get('etag');
      return text;
    },
  };
}

const HINTS: Readonly<Record<number, string>> = {
  401: ': TESSERA_CATALOG_TOKEN is missing or not valid',
  403: ': TESSERA_CATALOG_TOKEN may not read the catalog',
  404: ': is the Tessera plugin enabled there?',
};
