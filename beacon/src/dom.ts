/** Whole milliseconds on a clock that nobody can set: the visitor's own may be wrong by a day. */
export const now = () => Math.round(performance.now());

export const visible = () => !document.hidden;

export const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

export const SLOT = '[data-tessera-slot]';

/** Which slot a fragment fills, and with which variant. */
export const slotOf = ({ dataset }: HTMLElement) => ({
  slot: dataset.tesseraSlot,
  variant: dataset.tesseraVariant,
});

/** What an element is called in events: the name the page gave it, else its id, else what it is. */
export const nameOf = (element: HTMLElement) =>
  // (A form's field called "id" hides the form's own property.)
  element.dataset.tesseraName || element.getAttribute('id') || element.localName;
