import type { Tessera } from '../api.js';
import type { Core } from '../shared/core.js';
import { visible } from '../shared/dom.js';
import { LEAVE, TICK } from '../shared/moments.js';
import { ahead } from './answer.js';
import { clicks } from './clicks.js';
import { refused } from './consent.js';
import { slow } from './context.js';
import { beginPage, url, type Words, words } from './page.js';
import { ask, emit, flush, forget, resume } from './queue.js';
import { allowed } from './store.js';
import { beginView, on, roots, safely, viewedAt, warn } from './view.js';

const TICK_MS = 1000;

const behaviours = [clicks];

/** A view: every behaviour begins anew. */
const view = (said?: Words) => {
  if (refused()) return;
  beginView();
  emit('page_view', { from: beginPage(said), ...said });
  for (const behaviour of behaviours) behaviour();
};
/** A view that the page did not tell itself; with `<body data-tessera-views="manual">` it tells all of them. */
const arrive = () => {
  if (!document.body.dataset.tesseraViews) view();
};

const core: Core = {
  emit,
  ask,
  on,
  behave(behaviour) {
    const safe = safely(behaviour);
    behaviours.push(safe);
    if (viewedAt) safe();
  },
  viewedAt: () => viewedAt,
  address: () => url,
  view,
  arrive,
  roots,
  ahead: () => ahead,
  kept: () => allowed,
  slow,
  forget,
};

const start = (rest: () => Promise<{ default: (core: Core) => void }>) => {
  const earlier = window.tessera?.q || [];
  const tessera: Tessera = (type: string, props?: object) => {
    try {
      // As it is now, whatever the page does with it later.
      const told = props && JSON.parse(JSON.stringify(props));
      if (type === 'page_view') {
        dispatchEvent(new Event(LEAVE));
        view(told);
      } else {
        core.settle?.();
        emit(type, told);
      }
    } catch (error) {
      warn(type, error);
    }
  };
  tessera.on = true;
  window.tessera = tessera;

  setInterval(() => visible() && dispatchEvent(new Event(TICK)), TICK_MS);
  // After the behaviours, which capture and may have a last word. Never `unload`: it would keep the page out of the
  // back-forward cache, and phones don't fire it. A page that is shown again asks what stands now.
  for (const pause of ['visibilitychange', 'pagehide'])
    addEventListener(pause, ({ type }) => {
      if (!visible() || type === 'pagehide') return flush(true);
      resume();
      ask();
    });
  resume();
  // A tab opened in the background is viewed when somebody looks at it; a page that comes back from the
  // back-forward cache is viewed again, in the words it had.
  const first = () => viewedAt || (visible() && arrive());
  on('visibilitychange', first);
  on<PageTransitionEvent>('pageshow', ({ persisted }) => persisted && view(words));
  on('online', () => flush());
  first();
  for (const [type, props] of earlier) tessera(type, props as object);
  rest().then(
    (module) => module.default(core),
    // The page goes on without the rest.
    () => {},
  );
};

/** Starts the tag once the slots stand in the page, once though a page asks twice, and not in a page that is only rendered in advance. */
export const startTag = (rest: Parameters<typeof start>[0]) => {
  const attempt = safely(() => {
    if (!window.tessera?.on && !document.prerendering && document.readyState !== 'loading') start(rest);
  });
  on('readystatechange prerenderingchange', attempt);
  attempt();
};
