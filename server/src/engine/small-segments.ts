import type { Segment } from '@tessera/model';
import type { Audience } from './audience.js';

/** How far above its minimum a share must rise before a segment that was left out is taken in again. */
const RISE = 1.1;

/** What is said about a segment's size. */
export type Size = 'unknown' | 'enough' | 'small';

/**
 * Which segments are too small to be worth a decision (`audience.min`, a share of active visitors). Counts
 * only from `enough` active visitors on: of three visitors, one is a third. A segment at its minimum would
 * flicker, so it must rise a tenth above it to be taken in again.
 */
export class SmallSegments {
  /** Active visitors from which on sizes are judged. */
  readonly enough: number;
  #small: ReadonlySet<string> = new Set();
  #leftOut: ReadonlySet<string> = new Set();
  #known = false;

  constructor(enough: number) {
    this.enough = enough;
  }

  /** Segments that are small and say `audience.enforce`: nothing is decided by being in them. */
  get leftOut(): ReadonlySet<string> {
    return this.#leftOut;
  }

  sizeOf(segment: string): Size {
    if (!this.#known) return 'unknown';
    return this.#small.has(segment) ? 'small' : 'enough';
  }

  update(segments: readonly Segment[], audience: Audience): void {
    this.#known = audience.active >= this.enough;
    const small = new Set<string>();
    for (const { key, audience: wanted } of this.#known ? segments : []) {
      const least = this.#small.has(key) ? Math.min(1, wanted.min * RISE) : wanted.min;
      if (audience.share(key) < least) small.add(key);
    }
    this.#small = small;
    this.#leftOut = new Set(
      segments.filter(({ key, audience: { enforce } }) => enforce && small.has(key)).map(({ key }) => key),
    );
  }
}
