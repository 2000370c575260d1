import { FreshnessCount } from './engine/freshness.js';
import type { Personaliser } from './personaliser.js';
import { inSlices } from './profiles/slices.js';
import type { Settings } from './settings.js';

/** How often segments' sizes are judged and visitors who stayed away are let go of, ms. */
const OFTEN_MS = 1_000;

/** What has to be done from time to time beside answering; returns what stops it. */
export function keepUp(
  personaliser: Personaliser,
  { refreshMs, freshMs }: Settings,
  onError: (error: unknown) => void,
): () => void {
  const { visitors, clock } = personaliser;
  let busy = false;
  const often = setInterval(() => {
    personaliser.judgeSizes();
    visitors.expire(clock());
  }, OFTEN_MS);
  const seldom = setInterval(() => {
    if (busy) return;
    busy = true;
    refresh(personaliser, freshMs)
      .then(() => visitors.compact())
      .catch(onError)
      .finally(() => {
        busy = false;
      });
  }, refreshMs);
  often.unref();
  seldom.unref();
  return () => {
    clearInterval(often);
    clearInterval(seldom);
  };
}

/** Looks at all active visitors in small slices, and brings the figures of freshness up to date. */
export async function refresh(personaliser: Personaliser, freshMs: number): Promise<void> {
  const { visitors, clock } = personaliser;
  const { engine } = visitors;
  const count = new FreshnessCount(engine, freshMs);
  const start = performance.now();
  const counting = function* (): Generator<void> {
    for (const number of visitors.activeNow(clock())) {
      const now = clock();
      const visitor = visitors.peek(number, now);
      if (visitor) count.add(visitor, now);
      yield;
    }
  };
  await inSlices(counting());
  // Else another catalog has come meanwhile, and its segments are for the next time.
  if (visitors.engine === engine)
    personaliser.freshness = {
      at: clock(),
      freshMs,
      tookMs: performance.now() - start,
      bySegment: count.result(),
    };
}
