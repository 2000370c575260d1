import { add, count, onChange } from './cart.js';
import { byId, make } from './dom.js';

const TOAST_MS = 6000;

/** The number beside the cart's link. */
export const badge = (): void => {
  const show = () => {
    const element = byId('cart-count');
    if (!element) return;
    element.textContent = `${count()}`;
    element.hidden = count() === 0;
  };
  show();
  onChange(show);
  // A page out of the back-forward cache shows the number of then.
  addEventListener('pageshow', show);
};

/** Every button that puts something into the cart, also those that come later. */
export const addButtons = (): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-add]') : null;
    if (!button) return;
    const { add: sku = '', name = '', price = '' } = button.dataset;
    add({ sku, name, price: Number(price) });
    const toast = byId('toast');
    toast?.replaceChildren(
      make(
        'span',
        {},
        `${name} ${document.documentElement.lang === 'es' ? 'está en su cesta.' : 'is in your cart.'} `,
      ),
      make(
        'a',
        { href: '/cart', class: 'toast-link' },
        document.documentElement.lang === 'es' ? 'Ver la cesta' : 'See the cart',
      ),
    );
    toast?.classList.add('toast-shown');
    clearTimeout(timer);
    timer = setTimeout(() => toast?.classList.remove('toast-shown'), TOAST_MS);
  });
};
