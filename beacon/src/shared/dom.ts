/** Whole milliseconds on a clock that nobody can set: the visitor's own may be wrong by a day. */
export const now = () => Math.round(performance.now());

export const visible = () => !document.hidden;

/** The nearest element around (or itself) that matches, out of web components too. */
export const near = <E extends HTMLElement = HTMLElement>(
  element: Element | undefined,
  selector: string,
): E | undefined =>
  element && (element.closest<E>(selector) || near((element.getRootNode() as ShadowRoot).host, selector));

export const SLOT = '[data-tessera-slot]';

/** Which slot a fragment fills, and with which variant; without one, a hole that waits to be filled. */
export const slotOf = ({ dataset }: HTMLElement) => ({
  slot: dataset.tesseraSlot,
  variant: dataset.tesseraVariant,
});

/** What an element is called in events: the name the page gave it, else its id, else what it is. */
export const nameOf = (element: HTMLElement) =>
  // (A form's field called "id" hides the form's own property.)
  element.dataset.tesseraName || element.getAttribute('id') || element.localName;
