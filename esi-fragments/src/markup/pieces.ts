/** Where a value stands; it decides how the value is escaped. */
export type Place = 'text' | 'attribute' | 'url';

/** A place in finished markup that is filled for each request. */
export interface Hole {
  readonly place: Place;
  readonly from: 'params' | 'traits';
  readonly name: string;
}

/** Finished markup, or a hole in it. */
export type Piece = string | Hole;

/**
 * Markup made by the `html` tag, safe to stand between tags. A class, so that no JSON content can
 * pass for it.
 */
export class Html {
  constructor(readonly pieces: readonly Piece[]) {}
}
