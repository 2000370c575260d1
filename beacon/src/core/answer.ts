import { visible } from '../shared/dom.js';
import { allow } from './store.js';
import { decided } from './swap.js';
import type { Answer, Decision } from './transport.js';
import { warn } from './view.js';

/** A server that names the same instant again and again must not make the page ask without a break. */
const SHORTEST_WAIT_MS = 100;
/** setTimeout can't wait 2^31 ms (it would fire at once), and no page stays open that long. */
const LONGEST_WAIT_MS = 1e9;

let timer: ReturnType<typeof setTimeout> | undefined;

/** How far the server's clock is ahead of the visitor's, ms: an offer ends at the server's time. */
export let ahead = 0;

/**
 * Shows what the server decided, and lets `ask` again at the instant at which a decision could change though
 * nothing happens (`until`). Only the distance counts: the visitor's clock may be wrong by a day.
 */
export const obey = ({ visitor, rejected, decisions, until, now }: Answer, ask: () => void) => {
  const wait = (until as number) - now;
  allow(visitor !== null);
  if (rejected?.[0]) warn(rejected);
  if (now) ahead = now - Date.now();
  for (const slot in decisions) decided(slot, decisions[slot] as Decision);
  clearTimeout(timer);
  if (Math.abs(wait) < LONGEST_WAIT_MS) {
    timer = setTimeout(() => visible() && ask(), Math.max(wait, SHORTEST_WAIT_MS));
  }
};
