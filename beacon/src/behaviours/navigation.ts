import type { Core } from '../shared/core.js';
import { LEAVE } from '../shared/moments.js';

/** What a framework does with one navigation (redirects, the new page's own words) is over by then. */
const SETTLE_MS = 50;

/** The part of an address that makes it another page. A fragment does if it is a path of a router's: `#/cart`, `#!/cart`. */
const place = ({ pathname, hash }: Location | URL) => pathname + (/^#!?\//.test(hash) ? hash : '');

/**
 * Single-page sites go to another page without a load: each is a view, begun soon after. A new query alone (filters,
 * sorting) is no other page.
 */
export const navigation = (core: Core) => {
  let at = place(new URL(core.address()));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    const arrived = timer;
    clearTimeout(timer);
    timer = undefined;
    if (arrived) core.arrive();
  };
  const moved = () => {
    const before = at;
    at = place(location);
    if (at === before) return;
    if (timer) clearTimeout(timer);
    else dispatchEvent(new Event(LEAVE));
    timer = setTimeout(settle, SETTLE_MS);
  };

  for (const name of ['pushState', 'replaceState'] as const) {
    const go = history[name];
    history[name] = (...args) => {
      go.apply(history, args);
      moved();
    };
  }
  addEventListener('popstate', moved, true);
  // What the page tells now, it tells of the new page.
  core.settle = settle;
  // Before the core sends what there is.
  for (const end of ['pagehide', 'visibilitychange']) addEventListener(end, settle, true);
  // The page tells a view itself.
  addEventListener(LEAVE, () => {
    clearTimeout(timer);
    timer = undefined;
  });
  // It may have moved on before this was here.
  moved();
};
