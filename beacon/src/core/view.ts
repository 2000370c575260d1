import type { Listener } from '../shared/core.js';
import { now } from '../shared/dom.js';

let life: AbortController | undefined;

/** When the current view began, on the clock of `now()`; 0 before the first. */
export let viewedAt = 0;

/** Begins a view: whatever listened for the one before is deaf from now on. */
export const beginView = () => {
  life?.abort();
  life = new AbortController();
  viewedAt = now();
};

/** The document, and the trees of the page's web components as they are found. */
export const roots: (Document | ShadowRoot)[] = [document];

/** All elements, in web components too. */
export const all = (selector: string) =>
  roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);

/** Tells whoever builds the page what was not taken, and why. */
export const warn = (...what: unknown[]) => console.warn('tessera:', ...what);

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
export const on = <E extends Event = Event>(
  types: string,
  listener: Listener<E>,
  root: EventTarget = window,
) => {
  for (const type of types.split(' ')) {
    root.addEventListener(
      type,
      safely((event) => listener(event as E, event.composedPath()[0] as HTMLElement)),
      { capture: true, passive: true, signal: life?.signal as AbortSignal },
    );
  }
};
