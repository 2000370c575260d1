import type { Engine } from '../../engine/engine.js';
import type { Visitor } from '../../engine/visitor.js';
import type { LiveVisitors } from '../../profiles/live-visitors.js';
import { inSlices } from '../../profiles/slices.js';
import { inRandomOrder } from './random-order.js';

/** How much is looked at. */
export interface SampleSize {
  readonly most: number;
  /** After `patienceMs` it is enough to have looked at this many. */
  readonly least: number;
  readonly patienceMs: number;
}

export interface Sample {
  /** How many visitors were looked at. */
  readonly sampled: number;
  /** How many there were to choose from. */
  readonly of: number;
  /** False if another catalog came while looking: what was seen is not of one piece. */
  readonly whole: boolean;
}

/**
 * Shows `look` a random sample of the visitors seen at or after `since` (epoch ms), each as it is when it is
 * looked at, a few milliseconds at a time so that beacons go on being answered. Nothing kept is touched. Whoever
 * is let go of meanwhile is not counted.
 */
export async function sampleVisitors(
  visitors: LiveVisitors,
  clock: () => number,
  { since, size, random }: { since: number; size: SampleSize; random?: () => number },
  look: (visitor: Visitor, now: number) => void,
): Promise<Sample> {
  const engine: Engine = visitors.engine;
  const numbers = visitors.seenSince(since);
  const start = performance.now();
  let sampled = 0;
  let gone = 0;
  const looking = function* (): Generator<void> {
    for (const number of inRandomOrder(numbers, random)) {
      if (visitors.engine !== engine || sampled >= size.most) return;
      if (sampled >= size.least && performance.now() - start > size.patienceMs) return;
      const now = clock();
      const visitor = visitors.peek(number, now);
      if (visitor) {
        sampled += 1;
        look(visitor, now);
      } else gone += 1;
      yield;
    }
  };
  await inSlices(looking());
  return { sampled, of: numbers.length - gone, whole: visitors.engine === engine };
}
