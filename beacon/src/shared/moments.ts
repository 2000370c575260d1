/** An event of ours at the window, once a second while the page is visible. */
export const TICK = 'tessera:tick';
/** An event of ours at the window: a page without a load (single-page site) is left for another. */
export const LEAVE = 'tessera:leave';
/** A fragment was put in place of another; it bubbles from the new one. */
export const SWAP = 'tessera:swap';
/** The view ends. */
export const END = `pagehide ${LEAVE}`;
/** The page is hidden (or shown again), or left: nothing may run after this. */
export const PAUSE = `visibilitychange ${END}`;
/** All of the tag runs. */
export const READY = 'tessera:ready';
