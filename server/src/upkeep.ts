import { FreshnessCount } from './engine/freshness.js';
import type { Personaliser } from './personaliser.js';
import type { LiveVisitors } from './profiles/live-visitors.js';
import { inSlices } from './profiles/slices.js';
import type { Settings } from './settings.js';

/** How often segments' sizes are judged and visitors who stayed away are let go of, ms. */
const OFTEN_MS = 1_000;

export interface UpkeepReport {
  error(error: unknown): void;
  /** Everything is being written anew, or (with what it took, ms) it has been. */
  compaction(tookMs: number | null): void;
}

/** What has to be done from time to time beside answering; returns what stops it. */
export function keepUp(
  personaliser: Personaliser,
  { refreshMs, freshMs }: Settings,
  report: UpkeepReport,
): () => void {
  const { visitors, clock } = personaliser;
  let busy = false;
  const often = setInterval(() => {
    personaliser.judgeSizes();
    visitors.expire(clock());
    // A damaged store takes nothing before it is written anew.
    if (visitors.isStoreDamaged) void compact(visitors, report);
  }, OFTEN_MS);
  // A server that never runs for long must not leave a log that only grows.
  void compact(visitors, report);
  const seldom = setInterval(() => {
    if (busy) return;
    busy = true;
    refresh(personaliser, freshMs)
      .catch(report.error)
      .then(() => compact(visitors, report))
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

async function compact(visitors: LiveVisitors, report: UpkeepReport): Promise<void> {
  if (!visitors.wantsCompaction) return;
  report.compaction(null);
  const start = performance.now();
  try {
    await visitors.compact();
    report.compaction(performance.now() - start);
  } catch (error) {
    report.error(error);
  }
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
