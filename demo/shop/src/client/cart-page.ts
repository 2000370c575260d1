import { count, type Line, lines, money, onChange, setQuantity, total } from './cart.js';
import { byId, make, showTotal } from './dom.js';
import { tell } from './tell.js';

/** Fills the cart's page, and keeps it as the cart is. */
export const cartPage = (): void => {
  const box = byId('cart');
  const list = byId('cart-lines');
  if (!box || !list) return;

  const show = () => {
    box.dataset.state = count() > 0 ? 'filled' : 'empty';
    showTotal(money(total()));
    const focused = document.activeElement?.getAttribute('aria-label');
    list.replaceChildren(...lines().map(lineOf));
    // The list is made anew: whoever was at a button is at the same one again.
    if (focused) list.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
  };
  show();
  onChange(show);
  addEventListener('pageshow', ({ persisted }) => persisted && show());
  // A new session does not know what an older one left in the cart.
  if (count() > 0) tell('cart', { value: total() });
};

const lineOf = ({ sku, name, price, quantity }: Line): HTMLElement => {
  const step = (by: number, label: string, sign: string) => {
    const button = make('button', { type: 'button', 'aria-label': `${label}: ${name}` }, sign);
    button.addEventListener('click', () => setQuantity(sku, quantity + by));
    return button;
  };
  const remove = make(
    'button',
    { type: 'button', class: 'line-remove', 'aria-label': `Remove: ${name}` },
    'Remove',
  );
  remove.addEventListener('click', () => setQuantity(sku, 0));
  return make(
    'li',
    { class: 'line' },
    make(
      'a',
      { href: `/p/${sku}`, class: 'line-picture', tabindex: '-1', 'aria-hidden': 'true' },
      make('img', { src: `/img/${sku}.svg`, alt: '', width: '800', height: '640' }),
    ),
    make(
      'div',
      { class: 'line-words' },
      make('a', { href: `/p/${sku}`, class: 'line-name' }, name),
      make('span', { class: 'quiet' }, `${money(price)} each`),
      remove,
    ),
    make(
      'div',
      { class: 'stepper' },
      step(-1, 'One less', '−'),
      make('span', {}, `${quantity}`),
      step(1, 'One more', '+'),
    ),
    make('p', { class: 'line-sum' }, money(price * quantity)),
  );
};
