import { byId, make } from './dom.js';

/** Thanks for a subscription that goes nowhere. */
export const newsletter = (): void => {
  const form = byId('newsletter');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    form
      .querySelector('.letter-field')
      ?.replaceChildren(make('p', { role: 'status' }, form.dataset.thanks ?? ''));
  });
};
