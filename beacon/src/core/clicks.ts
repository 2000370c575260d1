import { nameOf, near, SLOT, slotOf } from '../shared/dom.js';
import { emit } from './queue.js';
import { memory } from './store.js';
import { on } from './view.js';

const LONGEST_TEXT = 80;

/** `click`, and `variant_click` when it was inside a fragment. What people typed is never read, only what a link or button says. */
export const clicks = () => {
  on('click', (_, target) => {
    const control = near<HTMLAnchorElement>(target, 'a,button,[data-tessera-name]');
    const index = Number(memory.clicks || 0) + 1;
    memory.clicks = index;
    emit('click', {
      element: nameOf(control || target),
      text: control?.textContent.trim().slice(0, LONGEST_TEXT),
      href: control?.href,
      index,
    });
    const fragment = near(target, SLOT);
    if (fragment) emit('variant_click', slotOf(fragment));
  });
};
