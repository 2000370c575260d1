import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

/** Browsers send the same few texts all day; matching one against a thousand patterns takes microseconds. */
const known = new LRUCache<string, boolean>({ max: 2_000 });
const LONGEST = 512;

/** What crawlers call themselves, or give as an address to complain to. */
const CALLS_ITSELF_ONE = /bot|crawl|spider|slurp|https?:\/\//i;

/**
 * Whether a request comes from a crawler or a browser that nobody sits before, by what it says of itself. An app
 * speaks through an HTTP library, which is on the same lists (`okhttp`, `node`): it is no bot for that.
 */
export function isBot(userAgent: string | undefined): boolean {
  if (userAgent === undefined || userAgent === '') return false;
  const agent = userAgent.slice(0, LONGEST);
  let bot = known.get(agent);
  if (bot === undefined) {
    bot = (agent.startsWith('Mozilla/') || CALLS_ITSELF_ONE.test(agent)) && isbot(agent);
    known.set(agent, bot);
  }
  return bot;
}
