import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

/** Browsers send the same few texts all day; matching one against a thousand patterns takes microseconds. */
const known = new LRUCache<string, boolean>({ max: 2_000 });
const LONGEST = 512;

/** Whether a request comes from a crawler or another program, by what it says of itself. */
export function isBot(userAgent: string | undefined): boolean {
  if (userAgent === undefined || userAgent === '') return false;
  const agent = userAgent.slice(0, LONGEST);
  let bot = known.get(agent);
  if (bot === undefined) {
    bot = isbot(agent);
    known.set(agent, bot);
  }
  return bot;
}
