import { type Ask, ask, closeBrowsers, cookies, type Got } from '../browser.js';
import { type StubAnswer, StubOrigin } from '../stub-origin.js';

export { cookies };

export type StartOptions = {
  page: { host: string; port: number };
  fragments: { host: string; port: number };
  purgeToken: string;
  /** How long a fragment may take. */
  fragmentMs: number;
};

/** What not every edge can do by itself, because something around it does, or nothing can. */
export type Abilities = {
  /** Compresses what it sends; else the platform around it does. */
  gzip: boolean;
  /** Sends the visitor's `Host` on; else only `X-Forwarded-Host`. */
  host: boolean;
  /** Says how many objects a purge has removed. */
  purgeCount: boolean;
  /** Decides for visitors without a cookie by what their request tells. */
  coldStart: boolean;
  /** Gives new visitors their id with the first page; else the first beacon does. */
  visitorIds: boolean;
  /** Leaves includes in HTML comments alone, and white space behind `<!--esi`. */
  comments: boolean;
};

const ALL: Abilities = {
  gzip: true,
  host: true,
  purgeCount: true,
  coldStart: true,
  visitorIds: true,
  comments: true,
};

/** Starts the edge that the suite is about. */
export type StartEdge = (options: StartOptions) => Promise<{ url: string; stop(): Promise<void> }>;

export const TOKEN = 'sesame-open-1';
export const OFFER = 'Xk31bbGq0pLa';
export const LAPTOPS = 'Lp_tops-0001';

export const html = { 'Content-Type': 'text/html; charset=utf-8' };
export const cached = { ...html, 'Cache-Control': 'public, max-age=0, s-maxage=60' };
export const stitched = { ...cached, 'Surrogate-Control': 'content="ESI/1.0"' };
export const include = (src: string) => `<esi:include src="${src}" onerror="continue"/>`;
export const filled = (key: string, variant: string) => `<div data-tessera-slot="${key}">${variant}</div>`;
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A fragment as the fragment server sends it. */
export function fragment(slot: string, variant: string, more: StubAnswer = {}, ttl = 60): StubAnswer {
  const stale = 'stale-while-revalidate=1, stale-if-error=600';
  const tags = ['tessera', `slot-${slot}`, `variant-${variant}`];
  return {
    headers: {
      ...html,
      'Cache-Control': `public, max-age=0, s-maxage=${ttl}, ${stale}`,
      'CDN-Cache-Control': `public, max-age=0, s-maxage=${ttl}, ${stale}`,
      'Surrogate-Control': `max-age=${ttl}, ${stale}`,
      'Surrogate-Key': tags.join(' '),
      xkey: tags.join(' '),
      'Cache-Tag': tags.join(','),
      ETag: `"${slot}-${variant}"`,
    },
    body: filled(slot, variant),
    ...more,
  };
}

/** An edge between visitors, a shop and a fragment server, all over real HTTP. */
export class EdgeFixture {
  readonly shop = new StubOrigin();
  readonly server = new StubOrigin();
  readonly can: Abilities;
  #edge: Awaited<ReturnType<StartEdge>> | undefined;

  constructor(abilities: Partial<Abilities> = {}) {
    this.can = { ...ALL, ...abilities };
  }

  async start(startEdge: StartEdge): Promise<void> {
    await Promise.all([this.shop.start(), this.server.start()]);
    this.#edge = await startEdge({
      page: { host: '127.0.0.1', port: this.shop.port },
      fragments: { host: '127.0.0.1', port: this.server.port },
      purgeToken: TOKEN,
      fragmentMs: 1000,
    });
  }

  async stop(): Promise<void> {
    closeBrowsers();
    await this.#edge?.stop();
    await Promise.all([this.shop.stop(), this.server.stop()]);
  }

  get url(): string {
    return this.#edge?.url ?? '';
  }

  get(path: string, options: Ask = {}): Promise<Got> {
    return ask(this.url, path, options);
  }

  purge(tags: string, authorization?: string): Promise<Got> {
    const headers = { 'xkey-purge': tags, ...(authorization ? { authorization } : {}) };
    return this.get('/', { method: 'PURGE', headers });
  }

  /** A slot with a default and two variants; gives the include for it. */
  slot(key: string, ttl = 60): string {
    for (const variant of ['default', OFFER, LAPTOPS]) {
      this.server.answers[`/tessera/fragments/${key}/${variant}`] = fragment(key, variant, {}, ttl);
    }
    return include(`/tessera/slots/${key}?locale=en`);
  }
}
