import {
  chain,
  DEFAULT_LIMITS,
  type IncludeAnswer,
  type IncludeAsk,
  type Limits,
  type MaybePromise,
  requestVariables,
  type Skipped,
  type SkipReason,
} from '@tessera/esi-fragments';
import type { TellingRequest } from '@tessera/model';
import type { Served, Shared, SharedAsk } from './cache/shared.js';
import { type Deliverable, deliver } from './deliver.js';
import type { EdgeAnswer, EdgeContext, EdgeRequest } from './exchange.js';
import { asInclude, type Fragments } from './fragments.js';
import { capabilityOf, pageAsk, pageHeaders, type Source, sharedAsk, visitorAsk } from './origins.js';
import { pageOf, type Stitching } from './pages.js';
import { emptyAnswer, upstreamProblem } from './problem-page.js';
import { type Route, routeOf } from './route.js';
import type { Upstream, UpstreamAsk } from './upstream.js';
import { newVisitorCookie } from './visitor-id.js';

/** What all visits of an edge have in common. */
export type VisitParts = {
  shared: Shared;
  pages: Source;
  fragments: (Source & { slots: Fragments }) | undefined;
  now: () => number;
  limits: Partial<Limits>;
  sharedHeaders: readonly string[];
  sendsHost: boolean;
  visitorIds: boolean;
  cookieDomain: string | undefined;
  isPrivate: (url: URL, method: string) => boolean;
  onSkip: (skipped: Skipped, page: URL) => void;
  onError: (error: unknown) => void;
};

const PRIVATE = { 'cache-control': 'private, no-store' };

/** One request of a visitor on its way to an answer. */
export class Visit {
  readonly #url: URL;
  readonly #reads: boolean;

  constructor(
    private readonly parts: VisitParts,
    private readonly request: EdgeRequest,
    private readonly context: EdgeContext,
  ) {
    this.#url = new URL(request.url);
    this.#reads = request.method === 'GET' || request.method === 'HEAD';
  }

  async answer(): Promise<EdgeAnswer> {
    const { fragments, pages, isPrivate, sendsHost } = this.parts;
    const { method } = this.request;
    const route = routeOf(this.#url, method, fragments !== undefined);
    if (route.kind === 'refused') return emptyAnswer(404);
    if (route.kind === 'visitor' && fragments) {
      return this.#pass(fragments.upstream, visitorAsk(this.request, this.context, this.#target, sendsHost));
    }
    const private_ = route.kind === 'page' && isPrivate(this.#url, method);
    if (private_ || !this.#reads) {
      const how = { capability: this.#capability(), withCookies: private_, sendsHost };
      const ask = pageAsk(this.request, this.context, this.#target, how);
      return this.#pass(pages.upstream, ask);
    }
    const served = await this.#serve(route);
    if ('failed' in served) {
      return route.kind === 'page' ? upstreamProblem(served.failed) : emptyAnswer(served.failed);
    }
    const page = pageOf(served, this.#stitching());
    // The address says nothing of the variant, so nobody may keep what it gave.
    if (route.kind === 'slot')
      for (const [name, value] of Object.entries(PRIVATE)) page.headers.set(name, value);
    return this.#deliver(page);
  }

  #deliver(page: Deliverable): EdgeAnswer {
    const { visitorIds, cookieDomain, fragments } = this.parts;
    const wanted = page.stitched && visitorIds && fragments;
    const cookie = wanted ? newVisitorCookie(this.request, cookieDomain) : undefined;
    if (cookie !== undefined) page.headers.append('set-cookie', cookie);
    return deliver(this.request, page);
  }

  get #telling(): TellingRequest {
    const { headers } = this.request;
    return { header: (name) => headers.get(name), page: this.#url, geo: this.context.geo };
  }

  get #target(): string {
    return `${this.#url.pathname}${this.#url.search}`;
  }

  #serve(route: Route, url = this.#url): MaybePromise<Served> {
    const { shared, pages, fragments, sharedHeaders } = this.parts;
    const { headers } = this.request;
    if (fragments && route.kind === 'slot') {
      return fragments.slots.slot({ ...route, visitor: headers, request: this.#telling }, this.#background);
    }
    if (fragments && route.kind === 'fragment') {
      return fragments.slots.file(route.path + route.query, this.#background);
    }
    if (fragments && route.kind === 'asset') return fragments.slots.file(route.path, this.#background);
    const target = `${url.pathname}${url.search}`;
    const depends = pageHeaders(headers, sharedHeaders, this.#capability());
    return shared.serve(sharedAsk(pages, target, depends, this.#background));
  }

  /** Includes go the same ways as visits, but never where an answer is about a visitor. */
  #include = ({ url, maxBytes }: IncludeAsk): MaybePromise<IncludeAnswer | { failed: SkipReason }> => {
    const route = routeOf(url, 'GET', this.parts.fragments !== undefined);
    if (route.kind === 'refused' || route.kind === 'visitor') return { failed: 'refused' };
    return chain(this.#serve(route, url), (served) => asInclude(served, maxBytes));
  };

  async #pass(upstream: Upstream, ask: UpstreamAsk): Promise<EdgeAnswer> {
    const outcome = await upstream.ask(ask);
    if (!outcome.ok) {
      if (outcome.status === 499) return emptyAnswer(502);
      return upstream === this.parts.pages.upstream
        ? upstreamProblem(outcome.status)
        : emptyAnswer(outcome.status);
    }
    return this.#deliver(pageOf({ state: 'PASS', live: outcome }, this.#stitching()));
  }

  #stitching(): Stitching {
    const { pages, fragments, limits, now, onSkip } = this.parts;
    const origins = [pages.upstream.base, ...(fragments ? [fragments.upstream.base] : [])];
    return {
      options: {
        url: this.#url,
        fetch: this.#include,
        // Wherever they seem to lead, includes are asked of these two and nobody else.
        allowedOrigins: [this.#url.origin, pages.upstream.base.origin],
        variables: requestVariables({ url: this.#url, headers: this.request.headers }),
        limits: { ...DEFAULT_LIMITS, ...limits },
        onSkip: (skipped) => onSkip(skipped, this.#url),
      },
      origins,
      now: now(),
    };
  }

  #capability(): string {
    return capabilityOf(this.request.headers, this.parts.fragments === undefined);
  }

  #background: SharedAsk['background'] = (work) => {
    const guarded = work.catch(this.parts.onError);
    this.context.waitUntil?.(guarded);
  };
}
