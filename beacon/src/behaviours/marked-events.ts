import type { Core } from '../shared/core.js';
import { near } from '../shared/dom.js';
import { SEEN } from './impressions.js';
import { everywhere } from './web-components.js';

const MARKED = '[data-tessera-event]';

const tell = ({ emit }: Core, element: HTMLElement) => {
  const { tesseraEvent, tesseraProps } = element.dataset;
  try {
    emit(tesseraEvent as string, JSON.parse(tesseraProps || '{}'));
  } catch {
    console.warn(`tessera: data-tessera-props must be JSON (found ${tesseraProps})`, element);
  }
};
/** When a marked element tells: what the page says, else a form's submission, else a click. */
const momentOf = ({ dataset, localName }: HTMLElement) =>
  dataset.tesseraWhen || (localName === 'form' ? 'submit' : 'click');

/**
 * Events for those who write no script: `<button data-tessera-event="cart_add" data-tessera-props='{"sku":"aero-13"}'>`,
 * told when it is clicked, or `data-tessera-when` is: `submit`, `visible` (half of it was seen, once), `load` (it
 * stands in the page, once).
 */
export const markedEvents = (core: Core) => {
  for (const moment of ['click', 'submit'])
    everywhere(core, moment, (_, target) => {
      const marked = near(target, MARKED);
      if (marked && momentOf(marked) === moment) tell(core, marked);
    });
};

/** Answers with what looks for elements that tell because they are there, or are seen. */
export const markedPresence = (core: Core) => {
  const known = new WeakSet<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting) {
          observer.unobserve(target);
          tell(core, target as HTMLElement);
        }
    },
    { threshold: SEEN },
  );
  return (tree: ParentNode) => {
    for (const element of tree.querySelectorAll<HTMLElement>(`${MARKED}[data-tessera-when]`)) {
      if (known.has(element)) continue;
      known.add(element);
      const moment = momentOf(element);
      if (moment === 'load') tell(core, element);
      else if (moment === 'visible') observer.observe(element);
    }
  };
};
