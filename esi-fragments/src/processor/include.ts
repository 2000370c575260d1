import { byteLength } from './bytes.js';
import { Gate } from './gate.js';
import { addressOf } from './language/address.js';
import type { Variables } from './language/variables.js';
import type { Limits } from './limits.js';
import { chain, isPromise, type MaybePromise } from './maybe.js';
import { resolveTarget } from './target.js';
import type { IncludeNode } from './tree.js';

/** One request for an include. Redirects must not be followed: where they lead is checked here. */
export type IncludeAsk = { url: URL; depth: number; timeoutMs: number; maxBytes: number };

/** `body` is complete and already decoded from any Content-Encoding. */
export type IncludeAnswer = { status: number; headers: Headers; body: Uint8Array };

/** How includes are got: over the network, or from a cache, then at once. May reject: "unreachable". */
export type IncludeFetch = (ask: IncludeAsk) => MaybePromise<IncludeAnswer | { failed: SkipReason }>;

export type SkipReason =
  | 'bad-address'
  | 'origin-not-allowed'
  | 'too-many'
  | 'too-deep'
  | 'too-many-redirects'
  | 'too-large'
  | 'timeout'
  | 'unreachable'
  | 'bad-status'
  | 'refused';

/** An include that left nothing in the page. `address` is as it stood in the page. */
export type Skipped = { reason: SkipReason; address: string; depth: number; status?: number };

export type Included = { ok: boolean; chunks: readonly Uint8Array[] };

type Loaded =
  | { ok: true; chunks: readonly Uint8Array[] }
  | { ok: false; reason: SkipReason; status?: number };

/** What becomes of an answer's body: itself, or what is left after its own ESI tags were processed. */
export type Process = (answer: IncludeAnswer, url: URL, depth: number) => MaybePromise<readonly Uint8Array[]>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Gets the includes of one page, its fragments' own ones too, within the limits of that page. */
export class Includer {
  readonly #gate: Gate;
  #count = 0;
  #bytes = 0;

  constructor(
    private readonly fetch: IncludeFetch,
    private readonly allowed: ReadonlySet<string>,
    private readonly limits: Limits,
    private readonly process: Process,
    private readonly onSkip: (skipped: Skipped) => void,
  ) {
    this.#gate = new Gate(limits.parallel);
  }

  /** `src`, else `alt`. Never throws or rejects: what fails is reported and `ok: false`. */
  get(node: IncludeNode, base: URL, depth: number, variables: Variables): MaybePromise<Included> {
    const skip = (reason: SkipReason, status?: number): Included => {
      this.onSkip({ reason, address: node.src, depth, ...(status === undefined ? {} : { status }) });
      return { ok: false, chunks: [] };
    };
    if (depth > this.limits.depth) return skip('too-deep');
    if (++this.#count > this.limits.includes) return skip('too-many');
    const { alt } = node;
    const load = (address: string) => this.#load(addressOf(address, variables), base, depth, 0);
    const loaded = chain(load(node.src), (got) => (got.ok || !alt ? got : load(alt)));
    return chain(loaded, (got) => (got.ok ? got : skip(got.reason, got.status)));
  }

  #load(address: string, base: URL, depth: number, redirects: number): MaybePromise<Loaded> {
    const target = resolveTarget(address, base, this.allowed);
    if (!target.ok) return target;
    const { url } = target;
    return chain(this.#ask(url, depth), (answer): MaybePromise<Loaded> => {
      if ('failed' in answer) return { ok: false, reason: answer.failed };
      const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : null;
      if (location !== null) {
        if (redirects >= this.limits.redirects) return { ok: false, reason: 'too-many-redirects' };
        return this.#load(location, url, depth, redirects + 1);
      }
      if (answer.status < 200 || answer.status > 299) {
        return { ok: false, reason: 'bad-status', status: answer.status };
      }
      return this.#accept(answer, url, depth);
    });
  }

  #accept(answer: IncludeAnswer, url: URL, depth: number): MaybePromise<Loaded> {
    this.#bytes += answer.body.length;
    if (answer.body.length > this.limits.includeBytes || this.#bytes > this.limits.totalBytes) {
      return { ok: false, reason: 'too-large' };
    }
    return chain(this.process(answer, url, depth), (chunks) =>
      byteLength(chunks) > this.limits.totalBytes ? { ok: false, reason: 'too-large' } : { ok: true, chunks },
    );
  }

  #ask(url: URL, depth: number): MaybePromise<IncludeAnswer | { failed: SkipReason }> {
    const { includeMs, includeBytes } = this.limits;
    const ask = { url, depth, timeoutMs: includeMs, maxBytes: includeBytes };
    try {
      return this.#gate.run(() => {
        const answer = this.fetch(ask);
        return isPromise(answer) ? inTime(answer, includeMs) : answer;
      });
    } catch {
      return { failed: 'unreachable' };
    }
  }
}

/** Also guards against a fetch that never settles. */
function inTime<T>(promise: Promise<T>, ms: number): Promise<T | { failed: SkipReason }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ failed: 'timeout' }), ms);
    const settle = (value: T | { failed: SkipReason }) => {
      clearTimeout(timer);
      resolve(value);
    };
    promise.then(settle, () => settle({ failed: 'unreachable' }));
  });
}
