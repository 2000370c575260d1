import type { LiveVisitors } from './live-visitors.js';

/** How far ahead a timer is set at most, ms: an earlier instant may come up meanwhile without telling. */
const LOOK_MS = 50;

/**
 * Wakes visitors when their time comes; returns what stops it. `onWoken` is told how late (ms) each was. More
 * than a slice of visitors due at once leaves others their turn in between.
 */
export function keepTime(
  visitors: LiveVisitors,
  clock: () => number,
  onWoken: (late: readonly number[]) => void = () => undefined,
): () => void {
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const late = visitors.nextWakeup <= clock() ? visitors.wake(clock()) : [];
    if (late.length > 0) onWoken(late);
    const wait = Math.max(0, Math.min(LOOK_MS, visitors.nextWakeup - clock()));
    timer = setTimeout(look, wait);
    timer.unref();
  };
  look();
  return () => clearTimeout(timer);
}
