import { fetchIncludes, type IncludeFetch, readUpTo } from '@tessera/esi-fragments';

/** A page or file of the site as it is before any edge. */
export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBufferLike>;
}

export type SiteOutcome =
  | { readonly kind: 'answer'; readonly answer: SiteAnswer }
  /** `to`: path and query on the same origin. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'elsewhere'; readonly to: string }
  | { readonly kind: 'failed'; readonly detail: string };

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

const asEdge = { 'Surrogate-Capability': 'tessera="ESI/1.0"' };

/** The site that is previewed. Nothing of the editor's request goes there but path, query and what is accepted. */
export class Site {
  constructor(readonly origin: string) {}

  async get(target: string, accept: string | undefined): Promise<SiteOutcome> {
    // Joined as text: resolving `//other.example/` against the origin would lead to another host.
    const address = `${this.origin}${target}`;
    if (!URL.canParse(address) || new URL(address).origin !== this.origin)
      return { kind: 'failed', detail: 'the address is malformed' };
    try {
      const response = await fetch(address, {
        headers: { ...asEdge, Accept: accept ?? '*/*' },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        return this.#redirect(location, address);
      }
      const body = await readUpTo(response.body, MOST_BYTES);
      if (!body) return { kind: 'failed', detail: `the answer is larger than ${MOST_BYTES} bytes` };
      return { kind: 'answer', answer: { status: response.status, headers: response.headers, body } };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return {
        kind: 'failed',
        detail: late ? `no answer within ${TIMEOUT_MS / 1_000} s` : 'it can’t be reached',
      };
    }
  }

  /** For includes that are no slots. */
  readonly include: IncludeFetch = fetchIncludes({ fetch: (url, init) => fetch(url, init), headers: asEdge });

  #redirect(location: string, from: string): SiteOutcome {
    const url = URL.canParse(location, from) ? new URL(location, from) : null;
    if (url?.origin !== this.origin) return { kind: 'elsewhere', to: location };
    return { kind: 'redirect', to: `${url.pathname}${url.search}` };
  }
}
