import type { LiveVisitors } from './live-visitors.js';

/** Time changes are noticed at most this late (ms) by whoever counts; whoever reads a visitor is never late. */
const TICK_MS = 100;

/** Wakes visitors when their time comes; returns what stops it. */
export function keepTime(visitors: LiveVisitors, clock: () => number): () => void {
  const timer = setInterval(() => {
    const now = clock();
    if (visitors.nextWakeup <= now) visitors.wake(now);
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
