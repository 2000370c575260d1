import { abortWith } from '@tessera/esi-fragments';
import { receivedHeaders } from './headers.js';

export type FetchInit = {
  method: string;
  headers: Headers;
  body?: ReadableStream<Uint8Array> | null;
  /** Needed by fetch for a body that is a stream. */
  duplex?: 'half';
  redirect: 'manual';
  signal: AbortSignal;
};

export type Received = { status: number; headers: Headers; body: ReadableStream<Uint8Array> | null };

/** As much of `fetch` as the edge needs; a runtime may bring its own. */
export type Fetch = (url: URL, init: FetchInit) => Promise<Received>;

export type UpstreamOutcome =
  | ({ ok: true } & Received)
  /** 504: no answer in time; 502: no answer at all; 499: the visitor had gone before. */
  | { ok: false; status: 502 | 504 | 499 };

export type UpstreamAsk = {
  method: string;
  /** Path and query. */
  target: string;
  headers: Headers;
  body?: ReadableStream<Uint8Array> | null;
  signal?: AbortSignal;
};

/** One origin. Never rejects: trouble is an outcome. */
export class Upstream {
  constructor(
    readonly base: URL,
    private readonly fetch: Fetch,
    private readonly headMs: number,
  ) {}

  async ask({ method, target, headers, body, signal }: UpstreamAsk): Promise<UpstreamOutcome> {
    const ended = abortWith(signal);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      ended.abort();
    }, this.headMs);
    try {
      // Joined as text: resolving `//other.example/` against the base would lead to another host.
      const answer = await this.fetch(new URL(`${this.base.origin}${target}`), {
        method,
        headers,
        ...(body ? { body, duplex: 'half' as const } : {}),
        redirect: 'manual',
        signal: ended.signal,
      });
      return {
        ok: true,
        status: answer.status,
        headers: receivedHeaders(answer.headers),
        body: answer.body,
      };
    } catch {
      if (signal?.aborted) return { ok: false, status: 499 };
      return { ok: false, status: late ? 504 : 502 };
    } finally {
      clearTimeout(timer);
    }
  }
}
