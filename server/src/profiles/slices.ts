import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a slice of work may keep others waiting, ms. */
const SLICE_MS = 1.5;
/** How often it is looked at how busy others are, ms. */
const LOOK_MS = 50;
/** The least share of the time that the work gets, however busy others are. */
const LEAST_SHARE = 0.04;
/** Others who take less than this share of the time are not in need of rests. */
const IDLE = 0.05;

/**
 * Runs through all steps, a millisecond or two at a time. With nothing else to do it goes on at once; otherwise
 * it takes a third of the time that others leave over, so that a server under load goes on answering while it
 * looks at a million visitors.
 */
export async function inSlices(steps: Iterable<unknown>): Promise<void> {
  const others = new OthersLoad();
  let start = performance.now();
  for (const _ of steps) {
    const took = performance.now() - start;
    if (took < SLICE_MS) continue;
    await turn();
    const load = others.after(took);
    if (load > IDLE) await sleep(took / Math.max(LEAST_SHARE, (1 - load) / 3) - took);
    start = performance.now();
  }
}

/** How much of the event loop's time, 0 to 1, work other than ours takes. */
class OthersLoad {
  #since = performance.now();
  #mark = performance.eventLoopUtilization();
  #ours = 0;
  #load = 0;

  /** The load as of the latest look, after a slice of ours that took so many ms. */
  after(ours: number): number {
    this.#ours += ours;
    const elapsed = performance.now() - this.#since;
    if (elapsed < LOOK_MS) return this.#load;
    const { active } = performance.eventLoopUtilization(this.#mark);
    this.#load = Math.min(1, Math.max(0, (active - this.#ours) / elapsed));
    this.#since = performance.now();
    this.#mark = performance.eventLoopUtilization();
    this.#ours = 0;
    return this.#load;
  }
}

/** One turn of the event loop, in which everything that waits is served. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
