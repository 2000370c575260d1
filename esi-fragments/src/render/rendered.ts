import { etagOf } from '../headers/etag.js';
import type { Hole, Piece } from '../markup/pieces.js';

/** A hole and its place in `bytes`. */
export interface PlacedHole extends Hole {
  /** Offset in bytes. */
  readonly at: number;
}

/** A fragment, rendered once. Use `fill` to get the bytes for a request. */
export interface Rendered {
  /** UTF-8, with every hole empty. */
  readonly bytes: Uint8Array;
  /** Strong ETag of `bytes`; of filled bytes it is `etagOf(bytes)`. */
  readonly etag: string;
  /** By place, ascending. Empty for most fragments. */
  readonly holes: readonly PlacedHole[];
}

const encoder = new TextEncoder();

/** Puts pieces into bytes and leaves out the holes that `keeps` says no to. */
export function renderPieces(pieces: readonly Piece[], keeps: (hole: Hole) => boolean): Rendered {
  let markup = '';
  let length = 0;
  const runs: Uint8Array[] = [];
  const holes: PlacedHole[] = [];
  const flush = (): void => {
    const run = encoder.encode(markup);
    runs.push(run);
    length += run.length;
    markup = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      markup += piece;
    } else if (keeps(piece)) {
      flush();
      holes.push({ ...piece, at: length });
    }
  }
  flush();
  const bytes = joined(runs, length);
  return { bytes, etag: etagOf(bytes), holes };
}

/** One array of `length` bytes from several. */
export function joined(runs: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const run of runs) {
    all.set(run, at);
    at += run.length;
  }
  return all;
}
