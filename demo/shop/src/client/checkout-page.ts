import { count, empty, lines, money, total } from './cart.js';
import { byId, make, showTotal } from './dom.js';
import { tell } from './tell.js';

/** Shows what is ordered, and orders it: nowhere, this is a demo. */
export const checkoutPage = (): void => {
  const box = byId('checkout-box');
  const form = byId('checkout');
  if (!box || !form) return;

  box.dataset.state = count() > 0 ? 'filled' : 'empty';
  showTotal(money(total()));
  byId('order-lines')?.replaceChildren(
    ...lines().map(({ name, price, quantity }) =>
      make(
        'li',
        {},
        make('span', {}, quantity > 1 ? `${quantity} × ${name}` : name),
        make('span', {}, money(price * quantity)),
      ),
    ),
  );
  if (count() > 0) tell('checkout_start', { value: total() });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const order = `N-${Date.now().toString(36).toUpperCase()}`;
    tell('purchase', { value: total(), order });
    empty();
    const number = byId('order-number');
    if (number) number.textContent = order;
    box.dataset.state = 'done';
    box.querySelector<HTMLElement>('.done')?.focus();
  });
};
