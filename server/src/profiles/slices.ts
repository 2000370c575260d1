import { setTimeout as sleep } from 'node:timers/promises';

/** How long a slice of work may keep others waiting, ms. */
const SLICE_MS = 2;
/** A turn of the event loop that takes longer than this had work of others in it, ms. */
const QUIET_TURN_MS = 0.3;
/** While others have work, this long is left to them after each slice, ms: a fifth of the time is ours at most. */
const REST_MS = 8;

/**
 * Runs through all steps, a few milliseconds at a time. With nothing else to do it goes on at once; otherwise it
 * steps back, so that a server under load goes on answering while it looks at a million visitors.
 */
export async function inSlices(steps: Iterable<unknown>): Promise<void> {
  let start = performance.now();
  for (const _ of steps) {
    if (performance.now() - start < SLICE_MS) continue;
    const end = performance.now();
    await turn();
    if (performance.now() - end > QUIET_TURN_MS) await sleep(REST_MS);
    start = performance.now();
  }
}

/** One turn of the event loop, in which everything that waits is served. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
