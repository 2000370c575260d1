import type { Tessera } from './api.js';
import { clicks } from './behaviours/clicks.js';
import { dwell } from './behaviours/dwell.js';
import { focus } from './behaviours/focus.js';
import { forms } from './behaviours/forms.js';
import { impressions } from './behaviours/impressions.js';
import { pageViews } from './behaviours/page-views.js';
import { scroll } from './behaviours/scroll.js';
import { video } from './behaviours/video.js';
import { countdowns } from './countdown.js';
import { visible } from './dom.js';
import { ask, emit, flush } from './queue.js';
import { beginView, on, PAUSE, safely, TICK, viewedAt } from './view.js';

const TICK_MS = 1000;

/** A view: every behaviour begins anew. */
const look = () => {
  beginView();
  for (const behaviour of [pageViews, scroll, dwell, focus, forms, video, impressions, clicks]) behaviour();
  // After the behaviours, which may have had a last word. Never `unload`: it would keep the page out of the
  // back-forward cache, and phones don't fire it. A page that is shown again asks what stands now.
  on(PAUSE, ({ type }) => (visible() && type !== 'pagehide' ? ask() : flush(true)));
};

const start = () => {
  const earlier = window.tessera?.q || [];
  // Who asked not to be followed (Global Privacy Control) is not: nothing is sent, calls lead nowhere.
  const followed = !navigator.globalPrivacyControl;
  const tessera: Tessera = (type, props) => followed && emit(type, props);
  tessera.on = true;
  window.tessera = tessera;

  on(TICK, countdowns);
  countdowns();
  setInterval(() => visible() && dispatchEvent(new Event(TICK)), TICK_MS);
  if (!followed) return;

  // A tab opened in the background is viewed when somebody looks at it; a page that comes back from the
  // back-forward cache is viewed again.
  const first = () => viewedAt || (visible() && look());
  first();
  on('visibilitychange', first);
  on<PageTransitionEvent>('pageshow', ({ persisted }) => persisted && look());
  for (const [type, props] of earlier) emit(type, props);
};

// Once the slots stand in the page, once though a page load the tag twice, and not in a page that is only
// rendered in advance.
const attempt = safely(() => {
  if (!window.tessera?.on && !document.prerendering && document.readyState !== 'loading') start();
});
on('readystatechange prerenderingchange', attempt);
attempt();
