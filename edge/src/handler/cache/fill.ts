import { concat } from '@tessera/esi-fragments';

/**
 * Reads a body to its end to keep it, at the origin's speed, while whoever asked first reads along: a slow
 * or vanished visitor neither delays nor spoils what is kept for the others. A body that turns out too large
 * or too slow is not kept, and from there on read only as fast as that visitor reads.
 */
export class Fill {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #chunks: Uint8Array[] = [];
  #state: 'filling' | 'complete' | 'given up' | 'failed' = 'filling';
  #abandoned = false;
  #late = false;
  #wake: (() => void) | undefined;

  constructor(
    body: ReadableStream<Uint8Array>,
    private readonly maxBytes: number,
  ) {
    this.#reader = body.getReader();
  }

  /** Resolves with the whole body, or undefined when it was too large, too slow or broke off. Call once. */
  async run(timeoutMs: number): Promise<Uint8Array | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        this.#late = true;
        resolve('late');
        if (this.#abandoned) this.#reader.cancel().catch(() => {});
      }, timeoutMs);
    });
    const first = await Promise.race([this.#fill(), late]);
    clearTimeout(timer);
    return first !== 'late' && this.#state === 'complete' ? concat(this.#chunks) : undefined;
  }

  async #fill(): Promise<void> {
    try {
      await this.#read();
    } catch {
      this.#state = 'failed';
    }
    this.#wake?.();
    if (this.#state === 'given up' && this.#abandoned) this.#reader.cancel().catch(() => {});
  }

  async #read(): Promise<void> {
    let size = 0;
    while (size <= this.maxBytes && !this.#late) {
      const { done, value } = await this.#reader.read();
      if (done) {
        this.#state = 'complete';
        return;
      }
      this.#chunks.push(value);
      size += value.length;
      this.#wake?.();
    }
    this.#state = 'given up';
  }

  /** The body for whoever asked first. Call once. */
  stream(): ReadableStream<Uint8Array> {
    let at = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          for (;;) {
            const chunk = this.#chunks[at];
            if (chunk) {
              // What is not going to be kept need not stay in memory either.
              if (this.#state === 'given up') this.#chunks[at] = new Uint8Array(0);
              at++;
              if (chunk.length === 0) continue;
              controller.enqueue(chunk);
              return;
            }
            if (this.#state === 'complete') return controller.close();
            if (this.#state === 'failed') return controller.error(new Error('the origin’s answer broke off'));
            if (this.#state === 'given up') {
              const { done, value } = await this.#reader.read();
              if (done) return controller.close();
              controller.enqueue(value);
              return;
            }
            await new Promise<void>((resolve) => {
              this.#wake = resolve;
            });
          }
        },
        cancel: (reason) => {
          this.#abandoned = true;
          if (this.#state === 'given up' || this.#late) return this.#reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }
}
