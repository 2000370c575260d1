import type { Core } from '../shared/core.js';
import { now, visible } from '../shared/dom.js';
import { PAUSE, TICK } from '../shared/moments.js';

/** A machine that slept between two ticks was not looked at meanwhile. */
const LONGEST_STEP_MS = 2000;
/** The once-a-second tick may come a little early. */
const SHORTEST_MS = 900;

/**
 * `dwell`: engaged time (the page visible and focused) since the last one. Every second at first, then each
 * time a twentieth of the view's total has come together: who reads for ten minutes costs as many beacons as
 * ten who look around, and the sum is never wrong by more than 5 %.
 */
export const dwell = ({ on, emit, viewedAt }: Core) => {
  let engaged = document.hasFocus();
  let last = viewedAt();
  let total = 0;
  let unsent = 0;

  on(`${TICK} ${PAUSE}`, ({ type }) => {
    const at = now();
    if (engaged) unsent += Math.min(at - last, LONGEST_STEP_MS);
    last = at;
    engaged = visible() && document.hasFocus();
    if (unsent > (type === TICK ? Math.max(SHORTEST_MS, total / 20) : 0)) {
      emit('dwell', { ms: unsent });
      total += unsent;
      unsent = 0;
    }
  });
};
