/** Makes an element with attributes and children; texts are texts, never markup. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

export const byId = (id: string): HTMLElement | null => document.getElementById(id);

/** Writes the cart's total wherever the page shows it. */
export const showTotal = (text: string): void => {
  for (const element of document.querySelectorAll('[data-total]')) element.textContent = text;
};
