/** How long work in slices may keep others waiting, ms. */
const SLICE_MS = 3;

/** Runs through all steps, a few milliseconds at a time, with a turn of the event loop for others in between. */
export async function inSlices(steps: Iterable<unknown>): Promise<void> {
  let start = performance.now();
  for (const _ of steps) {
    if (performance.now() - start < SLICE_MS) continue;
    await turn();
    start = performance.now();
  }
}

/** One turn of the event loop, in which everything that waits is served. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
