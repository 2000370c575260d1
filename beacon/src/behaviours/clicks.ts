import { nameOf, SLOT, slotOf } from '../dom.js';
import { memory } from '../memory.js';
import { emit } from '../queue.js';
import { on } from '../view.js';

const LONGEST_TEXT = 80;

/** `click`, and `variant_click` when it was inside a fragment. What people typed is never read, only what a link or button says. */
export const clicks = () => {
  on('click', ({ target }) => {
    const control = target.closest<HTMLAnchorElement>('a,button,[data-tessera-name]');
    const index = Number(memory.tsr_clicks || 0) + 1;
    memory.tsr_clicks = index;
    emit('click', {
      element: nameOf(control || target),
      text: control?.textContent.trim().slice(0, LONGEST_TEXT),
      href: control?.href,
      index,
    });
    const fragment = target.closest<HTMLElement>(SLOT);
    if (fragment) emit('variant_click', slotOf(fragment));
  });
};
