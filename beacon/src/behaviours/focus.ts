import type { Core } from '../shared/core.js';
import { near, now } from '../shared/dom.js';
import { PAUSE } from '../shared/moments.js';

/** Passing over is no interest. */
const FIRST_MS = 300;
const NEXT_MS = 500;

const NAMED = '[data-tessera-focus]';

/**
 * `focus`: the pointer or the keyboard rests on an element marked `data-tessera-focus="price"`. Told while it
 * lasts, in parts: after 300 ms, then every 500 ms, and the rest when it ends; so a rule about two seconds holds
 * after two seconds and not when the visitor turns away.
 */
export const focus = ({ emit, on }: Core) => {
  let held: HTMLElement | undefined;
  let since = 0;
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    const ms = now() - since;
    emit('focus', { element: held?.dataset.tesseraFocus, ms });
    told = true;
    since += ms;
  };
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      tell();
      wait(NEXT_MS);
    }, ms);
  };
  const hold = (element?: HTMLElement) => {
    if (element === held) return;
    clearTimeout(timer);
    if (told) tell();
    told = false;
    held = element;
    since = now();
    if (held) wait(FIRST_MS);
  };

  on('pointerover', (_, target) => hold(near(target, NAMED)));
  // A click focuses too, but says nothing about how long somebody looks: only the keyboard's focus counts.
  on('focusin', (_, target) => target.matches(':focus-visible') && hold(near(target, NAMED)));
  // The pointer left the window, or the focus its element for nowhere.
  on<PointerEvent>('pointerout focusout', ({ relatedTarget }) => relatedTarget || hold());
  on(PAUSE, () => hold());
};
