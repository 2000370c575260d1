import type { Core } from '../shared/core.js';
import { now } from '../shared/dom.js';
import { PAUSE, TICK } from '../shared/moments.js';
import { everywhere } from './web-components.js';

/** A pause longer than this is no part of the movement. */
const LONGEST_STEP_MS = 100;

/**
 * `scroll`, at most once a second and only after movement: the deepest point reached (%), the speed of the movement
 * (px/s), and when half of the page had been reached (ms). What scrolls is the page, or what stands for it in an
 * app's layout: an element at least half as high as the window.
 */
export const scroll = (core: Core) => {
  const tops = new Map<EventTarget, number>().set(document, scrollY);
  let depth = 0;
  let half = 0;
  let last = 0;
  let distance = 0;
  let time = 0;

  everywhere(core, 'scroll', (_, target) => {
    const at = now();
    const { scrollTop, scrollHeight, clientHeight } =
      (target as unknown as Document).scrollingElement || target;
    const moved = Math.abs(scrollTop - (tops.get(target) || 0));
    // Something went sideways, or something small scrolled.
    if (!moved || clientHeight < innerHeight / 2) return;
    tops.set(target, scrollTop);
    distance += moved;
    time += Math.min(at - last, LONGEST_STEP_MS);
    last = at;
    depth = Math.max(depth, Math.min(Math.round(((scrollTop + clientHeight) / scrollHeight) * 100), 100));
    if (depth >= 50) half ||= at - core.viewedAt();
  });
  core.on(`${TICK} ${PAUSE}`, () => {
    if (distance)
      core.emit('scroll', {
        depth,
        velocity: Math.round((distance / time) * 1000),
        half_ms: half || undefined,
      });
    distance = time = 0;
  });
};
