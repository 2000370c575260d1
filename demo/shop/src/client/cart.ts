import { tell } from './tell.js';

/** One line of the cart; `price` is for one, in whole euros. */
export interface Line {
  sku: string;
  name: string;
  price: number;
  quantity: number;
}

const KEY = 'nimbus_cart';
const MOST_OF_ONE = 9;

const isLine = (line: Partial<Line> | null): line is Line =>
  typeof line?.sku === 'string' &&
  /^[a-z0-9-]{1,40}$/.test(line.sku) &&
  typeof line.name === 'string' &&
  Number.isFinite(line.price) &&
  Number.isInteger(line.quantity) &&
  (line.quantity ?? 0) > 0;

// Without storage (a private window, perhaps) the cart lives as long as the page.
let kept: Line[] = [];

/** What is in the cart. Anything in the store that is no cart line is left out. */
export const lines = (): Line[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (Array.isArray(stored)) kept = stored.filter(isLine);
  } catch {
    // Not JSON, or no storage: what we have is what there is.
  }
  return kept;
};

export const count = (): number => lines().reduce((sum, { quantity }) => sum + quantity, 0);
export const total = (): number => lines().reduce((sum, { price, quantity }) => sum + price * quantity, 0);

/** Called after every change, also one made in another tab. */
const listeners: (() => void)[] = [];
export const onChange = (listener: () => void): void => {
  listeners.push(listener);
};
const changed = () => {
  for (const listener of listeners) listener();
};
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) changed();
});

const keep = (next: Line[]) => {
  kept = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // The cart of this page is all there is.
  }
  changed();
};

/** Puts one more of a product into the cart and tells it. */
export const add = (product: Omit<Line, 'quantity'>): void => {
  const found = lines().find(({ sku }) => sku === product.sku);
  if (found) setQuantity(product.sku, found.quantity + 1);
  else {
    keep([...lines(), { ...product, quantity: 1 }]);
    tell('cart_add', { sku: product.sku, value: product.price, quantity: 1 });
    tell('cart', { value: total() });
  }
};

/** Sets how many of a product there are; 0 takes it out. Tells what changed and the new total. */
export const setQuantity = (sku: string, quantity: number): void => {
  const line = lines().find((one) => one.sku === sku);
  if (!line) return;
  const wanted = Math.max(0, Math.min(quantity, MOST_OF_ONE));
  const more = wanted - line.quantity;
  keep(
    lines()
      .map((one) => (one.sku === sku ? { ...one, quantity: wanted } : one))
      .filter((one) => one.quantity > 0),
  );
  if (more !== 0) {
    tell(more > 0 ? 'cart_add' : 'cart_remove', { sku, value: line.price, quantity: Math.abs(more) });
    tell('cart', { value: total() });
  }
};

/** Empties the cart, after an order. */
export const empty = (): void => {
  keep([]);
  tell('cart', { value: 0 });
};

const euros = new Intl.NumberFormat(document.documentElement.lang === 'es' ? 'es-ES' : 'en-IE', {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
});
export const money = (amount: number): string => euros.format(amount);
