import type { Core } from '../shared/core.js';
import { SWAP, TICK } from '../shared/moments.js';

const DAY_MS = 86_400_000;

/** The time that is left, as text: `2d 04:05:09`, on the last day `04:05:09`. */
export const remaining = (ms: number) => {
  const days = Math.floor(ms / DAY_MS);
  return (days ? `${days}d ` : '') + new Date(ms).toISOString().slice(11, 19);
};

export const COUNTDOWN = '[data-tessera-countdown]';

/**
 * Lets `<time data-tessera-countdown datetime="…">` tick. The role tells assistive technology that it is a timer:
 * readable at any time, never announced on its own. Once over, it shows the text of `data-tessera-expired`, if there
 * is one.
 */
export const countdowns = ({ ahead, roots }: Core) => {
  const tick = () => {
    for (const root of roots) {
      for (const element of root.querySelectorAll<HTMLTimeElement>(COUNTDOWN)) {
        const left = Date.parse(element.dateTime) - Date.now() - ahead();
        const text = left > 0 ? remaining(left) : element.dataset.tesseraExpired || remaining(0);
        element.role = 'timer';
        if (element.textContent !== text) element.textContent = text;
      }
    }
  };
  // For good, and for those who are not followed, too.
  addEventListener(TICK, tick);
  addEventListener(SWAP, tick);
  tick();
};
