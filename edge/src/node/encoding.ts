import { promisify } from 'node:util';
import { constants, createGzip, type Gzip, gzip } from 'node:zlib';
import { concat } from '@tessera/esi-fragments';

const compress = promisify(gzip);
const LEVEL = 5;
/** Shorter bodies gain nothing. */
const MIN_BYTES = 1024;

const GZIP_ACCEPTED = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q\s*=\s*(?:1(?:\.0*)?|0\.\d*[1-9]\d*)\s*)?(?:,|$)/i;
const COMPRESSIBLE =
  /^\s*(?:text\/(?!event-stream)[\w.+-]+|application\/(?:javascript|json|xml|manifest\+json|[\w.-]+\+(?:json|xml))|image\/svg\+xml)\s*(?:;|$)/i;

/**
 * Whether a body goes out as gzip; adapts the headers. Upstream everything travels plain, because stitching
 * needs it so.
 */
export function useGzip(accepted: string | undefined, headers: Headers): boolean {
  const plain = !headers.has('content-encoding') && COMPRESSIBLE.test(headers.get('content-type') ?? '');
  if (!plain || /\bno-transform\b/i.test(headers.get('cache-control') ?? '')) return false;
  const length = headers.get('content-length');
  if (length !== null && Number(length) < MIN_BYTES) return false;
  if (!/\baccept-encoding\b/i.test(headers.get('vary') ?? '')) headers.append('vary', 'Accept-Encoding');
  if (!GZIP_ACCEPTED.test(accepted ?? '')) return false;
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const etag = headers.get('etag');
  if (etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
  return true;
}

/** Stored bodies are compressed once, for as long as they are stored. */
const compressed = new WeakMap<Uint8Array, Promise<Uint8Array>>();

export function gzipped(chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only] = chunks;
  if (!only || chunks.length > 1) return compress(concat(chunks), { level: LEVEL });
  let result = compressed.get(only);
  if (!result) {
    result = compress(only, { level: LEVEL });
    compressed.set(only, result);
  }
  return result;
}

/** Gives out every chunk at once: what stands before a slow include must not wait in the compressor. */
export const gzipStream = (): Gzip => createGzip({ level: LEVEL, flush: constants.Z_SYNC_FLUSH });
