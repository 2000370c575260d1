import { SLOT, slotOf } from '../shared/dom.js';
import { END, SWAP } from '../shared/moments.js';
import { emit } from './queue.js';
import { all, on } from './view.js';

let observer: IntersectionObserver | undefined;

/** A fragment that came into the page later is watched, too. */
export const watch = (fragment: Element) => observer?.observe(fragment);

/** `impression`: half of a fragment was in the viewport; once for each fragment that stands in the page. Empty ones don't count. */
export const impressions = () => {
  observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const shown = slotOf(target as HTMLElement);
        if (isIntersecting && shown.variant) {
          observer?.unobserve(target);
          emit('impression', shown, true);
        }
      }
    },
    { threshold: 0.5 },
  );
  all(SLOT).forEach(watch);
  on(SWAP, (_, target) => watch(target));
  on(END, () => observer?.disconnect());
};
