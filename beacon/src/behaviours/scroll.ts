import { now } from '../dom.js';
import { emit } from '../queue.js';
import { on, PAUSE, TICK, viewedAt } from '../view.js';

/** A pause longer than this is no part of the movement. */
const LONGEST_STEP_MS = 100;

/** `scroll`, at most once a second and only after movement: the deepest point reached (%), the speed of the movement (px/s), and when half of the page had been reached (ms). */
export const scroll = () => {
  let depth = 0;
  let half = 0;
  let top = scrollY;
  let last = 0;
  let distance = 0;
  let time = 0;

  on('scroll', () => {
    const at = now();
    const moved = Math.abs(scrollY - top);
    // Something inside the page scrolled, not the page.
    if (!moved) return;
    distance += moved;
    time += Math.min(at - last, LONGEST_STEP_MS);
    top = scrollY;
    last = at;
    depth = Math.max(
      depth,
      Math.min(Math.round(((top + innerHeight) / document.documentElement.scrollHeight) * 100), 100),
    );
    if (depth >= 50) half ||= at - viewedAt;
  });
  on(`${TICK} ${PAUSE}`, () => {
    if (distance)
      emit('scroll', { depth, velocity: Math.round((distance / time) * 1000), half_ms: half || undefined });
    distance = time = 0;
  });
};
