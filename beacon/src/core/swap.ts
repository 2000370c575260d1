import { near, slotOf } from '../shared/dom.js';
import { SWAP } from '../shared/moments.js';
import { memory } from './store.js';
import type { Decision } from './transport.js';
import { all } from './view.js';

/** Which variant was last decided for an element: it is fetched once, and an older one that arrives late is not shown. */
const wanted = new WeakMap<HTMLElement, string>();

/** The variant name that stands for a slot's fallback. */
const FALLBACK = 'default';
const FOCUS_POLL_MS = 250;

/** Pages may insist on a policy for whatever becomes HTML (`trusted-types tessera`); ours never runs scripts anyway. */
type Policies = { createPolicy(name: string, rules: { createHTML(html: string): string }): Policy };
type Policy = { createHTML(html: string): string };
let policy: Policy | undefined;

/**
 * Fetches a fragment. Its query is the one of the page's own include, which the page repeats on the element around
 * it (`data-tessera-params="category=laptops&locale=es"`), so that it is the same cached object. Parsed as a
 * template: its scripts never run, its images load only once it stands in the page.
 */
const load = async (element: HTMLElement, slot: string, path: string) => {
  const params = near(element, '[data-tessera-params]')?.dataset.tesseraParams || '';
  const template = document.createElement('template');
  const html = await (await fetch(`/tessera/${path}?${params}`)).text();
  policy ||= (window as { trustedTypes?: Policies }).trustedTypes?.createPolicy('tessera', {
    createHTML: (html) => html,
  });
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content.querySelector<HTMLElement>(`[data-tessera-slot="${slot}"]`);
};

/** Fetches the variant and puts it where the old one stands, without a jump and without taking anyone's focus. */
const show = async (element: HTMLElement, slot: string, variant: string) => {
  try {
    // A slot with personal delivery has nothing to show under the shared address; it answers under its own.
    const next =
      (await load(element, slot, `fragments/${slot}/${variant}`)) ||
      (await load(element, slot, `slots/${slot}`));
    if (!next) return;
    if (variant === FALLBACK) memory[`_${slot}`] = slotOf(next).variant || '';
    // Whoever is about to press something here must not press something else: wait until they leave.
    while (element.contains(document.activeElement)) {
      await new Promise((resolve) => setTimeout(resolve, FOCUS_POLL_MS));
    }
    if (wanted.get(element) !== variant || slotOf(next).variant === slotOf(element).variant) return;
    // A shorter fragment keeps the old one's room: a gap is better than text that jumps under the eyes. A new
    // window size makes a new layout anyway, and the room is given back.
    const room = element.offsetHeight;
    // How it comes in is for style sheets to say; they know about reduced motion and calm motion.
    next.dataset.tesseraFresh = '';
    element.replaceWith(next);
    if (next.offsetHeight < room) next.style.minHeight = `${room}px`;
    addEventListener('resize', () => next.removeAttribute('style'), { once: true });
    next.dispatchEvent(new Event(SWAP, { bubbles: true, composed: true }));
  } catch {
    // Out of reach: the next answer tries again.
    wanted.delete(element);
  }
};

/**
 * Shows a decision where something else stands. The server names the fallback `default`, the page names it by
 * its key: which key that is, is learned from the first fallback fetched and remembered for the session. Until
 * then a page is believed to show the fallback unless the server says that its decision just changed. A hole
 * (no variant at all) is always filled.
 */
export const decided = (slot: string, { variant, changed }: Decision) => {
  for (const element of all(`[data-tessera-slot="${slot}"]`)) {
    const stands = slotOf(element).variant;
    const wants = variant === FALLBACK ? (memory[`_${slot}`] ?? (changed ? 0 : (stands ?? 0))) : variant;
    const before = wanted.get(element);
    wanted.set(element, variant);
    if (wants !== stands && before !== variant) show(element, slot, variant);
  }
};
