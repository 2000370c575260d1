import type { Stitched } from '@tessera/esi-fragments';

/** What is asked of the edge; a `Request` is one, but runtimes need not make a whole one. */
export type EdgeRequest = {
  method: string;
  /** Absolute, as the visitor sees it. */
  url: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
  /** Aborts when the visitor has gone. */
  signal?: AbortSignal;
};

/** Body: whole chunks when all are there, else a stream; null when there is none (HEAD, 204, 304). */
export type EdgeAnswer = { status: number; headers: Headers; body: Stitched | null };

/** What only the runtime knows. */
export type EdgeContext = {
  /** The visitor's address, told to the fragment server (and to the shop where nothing is cached). */
  clientAddress?: string;
  /** Where the visitor is, two letters each, if the runtime knows: decides for visitors without a cookie. */
  geo?: { country?: string | undefined; region?: string | undefined };
  /** Keeps the runtime alive for work that goes on after the answer, as in Cloudflare Workers. */
  waitUntil?: (work: Promise<unknown>) => void;
};

/** `X-Tessera-Cache`: how an answer came about. */
export type CacheState = 'HIT' | 'MISS' | 'STALE' | 'PASS';

export const isStream = (body: Stitched): body is ReadableStream<Uint8Array> =>
  body instanceof ReadableStream;

export function toResponse({ status, headers, body }: EdgeAnswer): Response {
  if (body === null || isStream(body)) return new Response(body, { status, headers });
  const chunks = body.values();
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(stream, { status, headers });
}
