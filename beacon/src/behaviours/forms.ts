import type { Core } from '../shared/core.js';
import { nameOf, near } from '../shared/dom.js';
import { END } from '../shared/moments.js';
import { everywhere } from './web-components.js';

/**
 * `form_start` with the first input, `form_submit`, and `form_abandon` when the page ends in between. What is
 * typed is never read.
 */
export const forms = (core: Core) => {
  const started = new Set<HTMLElement>();
  const tell = (what: string, form: HTMLElement) => core.emit(`form_${what}`, { form: nameOf(form) });

  core.on('input', (_, target) => {
    const form = near(target, 'form');
    if (form && started.size < started.add(form).size) tell('start', form);
  });
  everywhere(core, 'submit', (_, target) => {
    started.delete(target);
    tell('submit', target);
  });
  core.on(END, () => {
    for (const form of started) tell('abandon', form);
    started.clear();
  });
};
