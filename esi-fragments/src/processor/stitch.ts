import { allThere, evaluate, type Part, type Scope, settle } from './evaluate.js';
import { type IncludeAnswer, type IncludeFetch, Includer, type Skipped } from './include.js';
import { NO_VARIABLES, type Variables } from './language/variables.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { MaybePromise } from './maybe.js';
import { Parser, parse } from './parser.js';
import { PartQueue } from './part-queue.js';
import { isPublic } from './public-address.js';
import { asksForEsi } from './surrogate.js';
import type { Node } from './tree.js';

export type StitchOptions = {
  /** The page's own address: includes are resolved against it and may lead to its origin. */
  url: URL;
  fetch: IncludeFetch;
  /**
   * Further origins (`https://host[:port]`) that includes may lead to. Default none. One on a private network, or of
   * this machine, has to be named here even if it is the page's own: the page's address may come from a visitor.
   */
  allowedOrigins?: readonly string[];
  /** What `<esi:vars>`, tests and addresses may speak of. Default nothing. */
  variables?: Variables;
  limits?: Partial<Limits>;
  /** Told of every include that left nothing in the page. */
  onSkip?: (skipped: Skipped) => void;
};

export type Stitched = readonly Uint8Array[] | ReadableStream<Uint8Array>;

/**
 * Puts a parsed page together (see `parse`). Gives its chunks at once when every include was answered at
 * once; otherwise a stream, whose first bytes do not wait for any include behind them.
 */
export function stitch(nodes: readonly Node[], options: StitchOptions): Stitched {
  const page = new Page(options);
  const parts = page.evaluate(nodes, options.url, 1);
  if (allThere(parts)) return parts;
  const queue = new PartQueue(page.limits.aheadBytes);
  queue.push(parts);
  queue.end();
  return streamOf(queue, () => {});
}

/** The same for a page that is still coming in. */
export function stitchStream(
  source: ReadableStream<Uint8Array>,
  options: StitchOptions,
): ReadableStream<Uint8Array> {
  const page = new Page(options);
  const parser = new Parser(page.limits.tagBytes, true, {
    bytes: page.limits.heldBytes,
    onOver: (element) => options.onSkip?.({ reason: 'too-large', address: `<esi:${element}>`, depth: 0 }),
  });
  const queue = new PartQueue(page.limits.aheadBytes);
  const reader = source.getReader();
  const pump = async () => {
    for (;;) {
      await queue.room();
      const { done, value } = await reader.read();
      if (done) break;
      queue.push(page.evaluate(parser.push(value), options.url, 1));
    }
    queue.push(page.evaluate(parser.end(), options.url, 1));
    queue.end();
  };
  pump().catch((error: unknown) => queue.fail(error));
  return streamOf(queue, (reason) => {
    queue.end();
    // The source may have ended or failed meanwhile; then there is nothing left to cancel.
    reader.cancel(reason).catch(() => {});
  });
}

/** For `body.pipeThrough(esiTransform(options))`. */
export function esiTransform(options: StitchOptions): ReadableWritablePair<Uint8Array, Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  return { writable, readable: stitchStream(readable, options) };
}

/** One page being put together: what its parts have in common. */
class Page {
  readonly limits: Limits;
  readonly #includer: Includer;
  readonly #variables: Variables;

  constructor({ url, fetch, allowedOrigins = [], variables, limits, onSkip = () => {} }: StitchOptions) {
    this.#variables = variables ?? NO_VARIABLES;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    const allowed = new Set(allowedOrigins);
    if (!allowed.has(url.origin) && isPublic(url)) allowed.add(url.origin);
    this.#includer = new Includer(
      fetch,
      allowed,
      this.limits,
      (...answer) => this.#process(...answer),
      onSkip,
    );
  }

  evaluate(nodes: readonly Node[], base: URL, depth: number): Part[] {
    const scope: Scope = {
      variables: this.#variables,
      include: (node) => this.#includer.get(node, base, depth, this.#variables),
    };
    return evaluate(nodes, scope);
  }

  /** Fragments are processed only when they ask for it: their text may come from anywhere. */
  #process({ headers, body }: IncludeAnswer, url: URL, depth: number): MaybePromise<readonly Uint8Array[]> {
    if (!asksForEsi(headers)) return body.length > 0 ? [body] : [];
    return settle(this.evaluate(parse(body, this.limits.tagBytes), url, depth + 1));
  }
}

function streamOf(queue: PartQueue, onCancel: (reason: unknown) => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const chunks = await queue.next();
          if (!chunks) return controller.close();
          for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(chunk);
          if (chunks.length > 0) return;
        }
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
}
