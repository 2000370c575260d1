import { all, SLOT, slotOf } from '../dom.js';
import { emit } from '../queue.js';
import { on } from '../view.js';

/** `impression`: half of a fragment was in the viewport; once for each fragment that stands in the page. Empty ones don't count. */
export const impressions = () => {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const shown = slotOf(target as HTMLElement);
        if (isIntersecting && shown.variant) {
          observer.unobserve(target);
          emit('impression', shown, true);
        }
      }
    },
    { threshold: 0.5 },
  );
  for (const element of all(SLOT)) observer.observe(element);
  on('tessera:swap', ({ target }) => observer.observe(target));
  on('pagehide', () => observer.disconnect());
};
