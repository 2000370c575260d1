import type { Part } from './evaluate.js';

/**
 * Parts on their way to the reader, in order. The writer is told to wait while more than `aheadBytes` of
 * finished text stand behind a part that is still being fetched.
 */
export class PartQueue {
  readonly #parts: Part[] = [];
  readonly #aheadBytes: number;
  #bytes = 0;
  #ended = false;
  #error: unknown;
  #wake: (() => void) | undefined;
  #room: (() => void) | undefined;

  constructor(aheadBytes: number) {
    this.#aheadBytes = aheadBytes;
  }

  push(parts: readonly Part[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      if (part instanceof Uint8Array) this.#bytes += part.length;
    }
    this.#signal();
  }

  end(): void {
    this.#ended = true;
    this.#signal();
  }

  fail(error: unknown): void {
    this.#error = error;
    this.end();
  }

  /** Resolves when there is room for more text; one writer only. */
  async room(): Promise<void> {
    while (this.#bytes > this.#aheadBytes && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#room = resolve;
      });
    }
  }

  /** The next bytes in order, or undefined at the end; one reader only. Rejects when the source failed. */
  async next(): Promise<readonly Uint8Array[] | undefined> {
    for (;;) {
      const part = this.#parts.shift();
      if (part instanceof Uint8Array) {
        this.#bytes -= part.length;
        this.#room?.();
        return [part];
      }
      if (part) return part;
      if (this.#ended) {
        if (this.#error !== undefined) throw this.#error;
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #signal(): void {
    this.#wake?.();
    this.#room?.();
  }
}
