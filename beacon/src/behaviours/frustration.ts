import type { Core } from '../shared/core.js';
import { nameOf, near, now } from '../shared/dom.js';
import { PAUSE } from '../shared/moments.js';
import { COUNTDOWN } from './countdown.js';

/** Three clicks, each within a second and 30 px of the first: nobody does that who gets what they want. */
const RAGE_CLICKS = 3;
const RAGE_MS = 1000;
const RAGE_PX = 30;
/** Whoever waits this long for something to happen believes that nothing will. */
const DEAD_MS = 2500;

/** What looks as if a click did something. Text does not: people click there while they read. */
const CONTROL = 'a,button,summary,img,svg,[role=button],[data-tessera-name]';
/** What a browser answers itself, in ways a page does not see. */
const ANSWERED = 'input,select,textarea,label,option,video,audio,[contenteditable],a[href]:not([href^="#"])';
/** A page that reacts does one of these, or changes. */
const REACTIONS = `scroll focusin input change submit play pause toggle fullscreenchange ${PAUSE}`;

/** `rage_click`: the same place again and again; not on what is made for it (`data-tessera-repeat`: steppers, games). */
const rageClicks = ({ on, emit }: Core) => {
  let first = { at: -RAGE_MS, x: 0, y: 0 };
  let count = 0;
  on<MouseEvent>('click', ({ clientX: x, clientY: y }, target) => {
    const at = now();
    const again = at - first.at < RAGE_MS && Math.hypot(x - first.x, y - first.y) <= RAGE_PX;
    count = again ? count + 1 : 1;
    if (!again) first = { at, x, y };
    if (count === RAGE_CLICKS && !near(target, '[data-tessera-repeat]'))
      emit('rage_click', { element: nameOf(near(target, CONTROL) || target) });
  });
};

/** Texts change, too. */
const elementOf = (node: Node) => (node instanceof Element ? node : (node.parentElement ?? undefined));

/** `dead_click`: on what looks like a control, and nothing happened. The last click counts. */
const deadClicks = ({ on, emit, roots }: Core) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const observer = new MutationObserver((records) => {
    // A clock that ticks is no answer.
    if (!records.every(({ target }) => near(elementOf(target), COUNTDOWN))) alive();
  });
  on('click', (_, target) => {
    alive();
    const control = near(target, CONTROL);
    if (near(target, ANSWERED) || !(control || getComputedStyle(target).cursor === 'pointer')) return;
    for (const root of roots)
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    timer = setTimeout(() => {
      alive();
      emit('dead_click', { element: nameOf(control || target) });
    }, DEAD_MS);
  });
  on(REACTIONS, alive);
  // Text was chosen. (Where none is, a click has only put the cursor there.)
  on('selectionchange', () => getSelection()?.isCollapsed || alive());
};

export const frustration = (core: Core) => {
  rageClicks(core);
  deadClicks(core);
};
