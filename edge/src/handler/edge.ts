import { Purges } from './cache/purges.js';
import { Shared } from './cache/shared.js';
import { MemoryStore } from './cache/store.js';
import type { CacheState, EdgeAnswer, EdgeContext, EdgeRequest } from './exchange.js';
import { toResponse } from './exchange.js';
import { Fragments } from './fragments.js';
import {
  DEFAULT_CACHE,
  DEFAULT_SHARED_HEADERS,
  DEFAULT_TIMEOUTS,
  type EdgeOptions,
  type Kept,
} from './options.js';
import { loopMark, type Source } from './origins.js';
import { problemPage } from './problem-page.js';
import { answerPurge } from './purge.js';
import { emptyStatistics, type Statistics } from './statistics.js';
import { type Fetch, Upstream } from './upstream.js';
import { Visit, type VisitParts } from './visit.js';

/** Methods that fetch does not know, or that have no place at an edge. */
const REFUSED_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** The caching, stitching edge of one site. Uses nothing but Web APIs, so that it runs in every runtime. */
export class Edge {
  readonly statistics: Statistics = emptyStatistics();
  readonly #purges = new Purges();
  readonly #parts: VisitParts;
  readonly #sources: readonly Source[];
  readonly #purgeToken: string | undefined;

  constructor(options: EdgeOptions) {
    const cache = { ...DEFAULT_CACHE, ...options.cache };
    const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    const now = options.now ?? Date.now;
    const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const sourceOf = (what: Kept, base: URL, bytes: number): Source => ({
      upstream: new Upstream(base, fetch, timeouts.headMs),
      store: options.store?.(what) ?? new MemoryStore(bytes),
    });
    const onCollapse = () => {
      this.statistics.collapsed++;
    };
    const shared = new Shared({ cache, timeouts, now, purges: this.#purges, onCollapse });
    const pages = sourceOf('pages', options.origin, cache.pageBytes);
    const fragments = options.fragments && sourceOf('fragments', options.fragments, cache.fragmentBytes);
    this.#sources = fragments ? [pages, fragments] : [pages];
    this.#purgeToken = options.purgeToken;
    this.#parts = {
      shared,
      pages,
      fragments: fragments && { ...fragments, slots: new Fragments(fragments, shared) },
      now,
      limits: options.limits ?? {},
      sharedHeaders: options.sharedHeaders ?? DEFAULT_SHARED_HEADERS,
      sendsHost: options.sendsHost ?? false,
      visitorIds: options.visitorIds ?? true,
      cookieDomain: options.cookieDomain,
      isPrivate: options.isPrivate ?? (() => false),
      onSkip: (skipped, page) => {
        this.statistics.skipped[skipped.reason] = (this.statistics.skipped[skipped.reason] ?? 0) + 1;
        options.onSkip?.(skipped, page);
      },
      onError: options.onError ?? ((error) => console.error(error)),
    };
  }

  /** Answers a request. Never rejects because of what a visitor sends or an origin does. */
  async handle(request: EdgeRequest, context: EdgeContext = {}): Promise<EdgeAnswer> {
    if (!URL.canParse(request.url)) return problemPage(400, 'The address can’t be read.');
    if (request.method === 'PURGE') {
      return answerPurge(request, this.#purgeToken, (tags) => this.purge(tags));
    }
    if (REFUSED_METHODS.has(request.method)) return problemPage(405, 'This method is not passed on.');
    if (request.headers.get('cdn-loop')?.includes(loopMark())) {
      return problemPage(508, 'This edge is its own origin: check the origin’s address.');
    }
    const answer = await new Visit(this.#parts, request, context).answer();
    const state = answer.headers.get('x-tessera-cache') as CacheState | null;
    if (state !== null) this.statistics.answers[state]++;
    return answer;
  }

  /** The same as a fetch handler. */
  async fetch(request: Request, context: EdgeContext = {}): Promise<Response> {
    return toResponse(await this.handle(request, context));
  }

  /** Removes all objects with any of the tags from the cache; gives how many there were, if the stores know. */
  async purge(tags: readonly string[]): Promise<number | undefined> {
    this.#purges.note(tags);
    this.#parts.shared.forgetFlights();
    this.#parts.fragments?.slots.forgetPersonal();
    const counts = await Promise.all(this.#sources.map(({ store }) => store.purge(tags)));
    const purged = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    this.statistics.purged += purged;
    return counts.includes(undefined) ? undefined : purged;
  }
}
