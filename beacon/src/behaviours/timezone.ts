import type { Core } from '../shared/core.js';

/** Browsers that have this tell the zone at once (https://tc39.es/proposal-temporal/). */
type Temporal = { Now: { timeZoneId(): string } };

/** Safari has no idle callbacks. */
const LATER_MS = 500;

const find = () =>
  (window as { Temporal?: Temporal }).Temporal?.Now.timeZoneId() ??
  Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Beacons tell the time zone from when it is known. The first use of `Intl` loads a browser's tables, which takes a
 * phone some 20 ms: not while the page is being shown.
 */
export const timezone = ({ slow }: Core) => {
  const idle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, LATER_MS));
  idle(() => {
    slow.timezone = find();
  });
};
