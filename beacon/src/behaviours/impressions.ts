import type { Core } from '../shared/core.js';
import { SLOT, slotOf } from '../shared/dom.js';
import { END, SWAP } from '../shared/moments.js';

/** Half of a fragment was in the viewport. */
export const SEEN = 0.5;

let observer: IntersectionObserver | undefined;

/** A fragment that came into the page later is watched, too. */
export const watch = (fragment: Element) => observer?.observe(fragment);

/** `impression`: a fragment was seen; once for each that stands in the page. Empty ones don't count. */
export const impressions = ({ on, emit, roots }: Core) => {
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
    { threshold: SEEN },
  );
  for (const root of roots) root.querySelectorAll(SLOT).forEach(watch);
  on(SWAP, (_, target) => watch(target));
  on(END, () => observer?.disconnect());
};
