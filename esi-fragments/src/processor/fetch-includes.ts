import { abortWith } from './abort.js';
import { concat } from './bytes.js';
import type { IncludeAnswer, IncludeAsk, IncludeFetch, SkipReason } from './include.js';

export type FetchIncludesOptions = {
  fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Sent with every include, whatever its origin. */
  headers?: HeadersInit;
  /** Sent with includes on `origin` only, such as cookies and authorization. */
  credentials?: { origin: string; headers: HeadersInit };
  /** Ends all requests, for example when the visitor has gone. */
  signal?: AbortSignal;
};

/** Gets includes with a fetch function: always GET, redirects left alone, size and time limited. */
export function fetchIncludes(options: FetchIncludesOptions): IncludeFetch {
  return async (ask: IncludeAsk) => {
    const headers = new Headers(options.headers);
    if (options.credentials?.origin === ask.url.origin) {
      new Headers(options.credentials.headers).forEach((value, name) => {
        headers.set(name, value);
      });
    }
    const ended = abortWith(options.signal);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      ended.abort();
    }, ask.timeoutMs);
    try {
      const response = await options.fetch(ask.url, { headers, redirect: 'manual', signal: ended.signal });
      return await complete(response, ask.maxBytes);
    } catch {
      return { failed: late ? 'timeout' : 'unreachable' };
    } finally {
      clearTimeout(timer);
    }
  };
}

async function complete(
  response: Response,
  maxBytes: number,
): Promise<IncludeAnswer | { failed: SkipReason }> {
  const body = await readUpTo(response.body, maxBytes);
  if (!body) return { failed: 'too-large' };
  return { status: response.status, headers: response.headers, body };
}

/** The whole stream's bytes; undefined, and the stream is cancelled, when they are more than `maxBytes`. */
export async function readUpTo(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (!stream) return new Uint8Array(0);
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks);
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}
