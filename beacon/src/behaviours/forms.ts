import { nameOf } from '../dom.js';
import { emit } from '../queue.js';
import { on } from '../view.js';

const tell = (what: string, form: HTMLElement) => emit(`form_${what}`, { form: nameOf(form) });

/**
 * `form_start` with the first input, `form_submit`, and `form_abandon` when the page ends in between. What is
 * typed is never read.
 */
export const forms = () => {
  const started = new Set<HTMLElement>();

  on('input', ({ target }) => {
    const form = target.closest('form');
    if (form && started.size < started.add(form).size) tell('start', form);
  });
  on('submit', ({ target }) => {
    started.delete(target);
    tell('submit', target);
  });
  on('pagehide', () => {
    for (const form of started) tell('abandon', form);
  });
};
