import { now } from './dom.js';

/** An event of ours at the window, once a second while the page is visible. */
export const TICK = 'tessera:tick';
/** The page is hidden (or shown again), or left: nothing may run after this. */
export const PAUSE = 'visibilitychange pagehide';

let life: AbortController | undefined;

/** When the current view began, on the clock of `now()`; 0 before the first. */
export let viewedAt = 0;

/** Begins a view: whatever listened for the one before is deaf from now on. */
export const beginView = () => {
  life?.abort();
  life = new AbortController();
  viewedAt = now();
};

/** An event as our listeners see it: its target is an element of the page, else the listener's error is swallowed. */
export type Seen<E extends Event = Event> = E & { target: HTMLElement };

/** The same function, but an error of ours stays ours. */
export const safely =
  <A extends unknown[]>(act: (...args: A) => void) =>
  (...args: A) => {
    try {
      act(...args);
    } catch {
      // Perhaps a browser too old for something; the page goes on without us.
    }
  };

/**
 * Listens for the current view, or for good before there is one, without standing in the page's way: passive,
 * so that scrolling never waits for us, and capturing at the window, so that events of media and of the document
 * arrive too and the page can't stop them.
 */
export const on = <E extends Event = Event>(types: string, listener: (event: Seen<E>) => void) => {
  for (const type of types.split(' ')) {
    addEventListener(type, safely(listener) as EventListener, {
      capture: true,
      passive: true,
      signal: life?.signal as AbortSignal,
    });
  }
};
