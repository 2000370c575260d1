import type { Context, TesseraEvent } from '@tessera/model';

/** What one beacon brought of one visitor, admitted. */
export interface Batch {
  readonly visitor: string;
  /** What another tag calls the browser, which stands for the same visitor from now on. */
  readonly name?: {
    readonly name: string;
    /** Whether nothing else is known of the browser: `visitor` is an id that nobody has. */
    readonly isFresh: boolean;
  } | null;
  /** Of a batch that says who is here: an id that nobody has, should that be somebody not known yet. Else null. */
  readonly fresh: string | null;
  /** Server's time of arrival, epoch ms. */
  readonly receivedAt: number;
  readonly events: readonly TesseraEvent[];
  readonly context: Context | null;
}

/** Where accepted events go. Every adapter passes `stream.suite.ts`. */
export interface Stream {
  readonly name: string;
  /**
   * Resolves when the batch is safe (survives `kill -9`) and folded, with the visitor whose browser it turned out
   * to be; rejects if it can't be taken now.
   */
  append(batch: Batch): Promise<string>;
  /** Resolves when all that was appended is folded and safe. */
  close(): Promise<void>;
}

/** Folds batches, one visitor's in the order they come, and makes them durable. Answers whose each was. */
export type Consumer = (batch: Batch) => Promise<string>;
