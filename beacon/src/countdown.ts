import { all } from './dom.js';

const DAY_MS = 86_400_000;

/** How far the server's clock is ahead of the visitor's, ms: an offer ends at the server's time. */
export let ahead = 0;

/** Sets the clock by the server's (epoch ms, just now). */
export const setClock = (now: number) => {
  ahead = now - Date.now();
};

/** The time that is left, as text: `2d 04:05:09`, on the last day `04:05:09`. */
export const remaining = (ms: number) => {
  const days = Math.floor(ms / DAY_MS);
  return (days ? `${days}d ` : '') + new Date(ms).toISOString().slice(11, 19);
};

/**
 * Lets `<time data-tessera-countdown datetime="…">` tick, once per call. The role tells assistive technology
 * that it is a timer: readable at any time, never announced on its own. Once over, it shows the text of
 * `data-tessera-expired`, if there is one.
 */
export const countdowns = () => {
  for (const element of all('[data-tessera-countdown]') as HTMLTimeElement[]) {
    const left = Date.parse(element.dateTime) - Date.now() - ahead;
    element.role = 'timer';
    element.textContent = left > 0 ? remaining(left) : element.dataset.tesseraExpired || remaining(0);
  }
};
