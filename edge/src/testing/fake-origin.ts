import { concat } from '@tessera/esi-fragments';
import { Edge } from '../handler/edge.js';
import { type EdgeAnswer, type EdgeRequest, isStream } from '../handler/exchange.js';
import type { EdgeOptions } from '../handler/options.js';
import type { FetchInit } from '../handler/upstream.js';

export type FakeAnswer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | ReadableStream<Uint8Array>;
};
export type FakeRequest = { url: URL; init: FetchInit };
export type FakeOrigin = (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>;

/** An edge whose origins are a function and whose clock is set by hand; nothing goes over a network. */
export class Bench {
  readonly requests: FakeRequest[] = [];
  now = 1_700_000_000_000;
  readonly edge: Edge;
  origin: FakeOrigin;

  constructor(origin: FakeOrigin, options: Partial<EdgeOptions> = {}) {
    this.origin = origin;
    this.edge = new Edge({
      origin: new URL('http://shop.internal'),
      fragments: new URL('http://fragments.internal'),
      now: () => this.now,
      fetch: async (url, init) => {
        const request = { url, init };
        this.requests.push(request);
        const { status = 200, headers = {}, body = '' } = await this.origin(request);
        const empty = status === 304 || status === 204 || init.method === 'HEAD';
        return new Response(empty ? null : body, { status, headers });
      },
      ...options,
    });
  }

  get(
    path: string,
    headers: Record<string, string> = {},
    more: Partial<EdgeRequest> = {},
  ): Promise<EdgeAnswer> {
    const request = {
      method: 'GET',
      url: `https://shop.example${path}`,
      headers: new Headers(headers),
      body: null,
    };
    return this.edge.handle({ ...request, ...more });
  }

  /** The body of a GET as text, and how it came about. */
  async read(path: string, headers: Record<string, string> = {}): Promise<[string, string | null]> {
    const answer = await this.get(path, headers);
    return [await textOf(answer), answer.headers.get('x-tessera-cache')];
  }

  asked(prefix: string): FakeRequest[] {
    return this.requests.filter(({ url }) => url.pathname.startsWith(prefix));
  }
}

export async function textOf({ body }: EdgeAnswer): Promise<string> {
  if (body === null) return '';
  if (!isStream(body)) return new TextDecoder().decode(concat(body));
  return new Response(body).text();
}

/** Lets everything happen that is not waiting for a timer. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
