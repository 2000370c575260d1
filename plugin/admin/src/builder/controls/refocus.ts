/** Focuses an element by id once what was changed is drawn: moving or removing a line would lose the focus. */
export const refocus = (id: string): void => {
  setTimeout(() => document.getElementById(id)?.focus());
};
