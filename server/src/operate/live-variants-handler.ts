import { type Handler, sendJson } from '../http/exchange.js';
import type { Personaliser } from '../personaliser.js';
import type { ServerParts } from '../server-parts.js';
import { variantKeys } from './live/shown-variants.js';
import { countDecided, type Decided } from './live-variants.js';
import { queryOf } from './query.js';

/** For so long what was counted is told again: panels ask often, and several of them. */
const FRESH_MS = 2_000;

/**
 * GET /admin/variants: `{ since, active, variants: [{ key, slot, visitors, share, impressions, clicks }] }`, for
 * how many active visitors each variant is decided now, and how often it was seen and clicked since `since`.
 */
export function liveVariantsHandler({ personaliser, live: { shown } }: ServerParts): Handler {
  const decidedNow = sharedCount(personaliser);
  return async (_req, res, { query }) => {
    queryOf(query, []);
    const { active, sampled, bySlot } = await decidedNow();
    const now = personaliser.clock();
    const { slots } = personaliser.current;
    sendJson(res, 200, {
      since: shown.since(now),
      active,
      variants: [...slots].flatMap(([slot, compiled]) =>
        variantKeys(compiled).map((key) => {
          const share = sampled === 0 ? 0 : (bySlot.get(slot)?.get(key) ?? 0) / sampled;
          const visitors = Math.round(share * active);
          return { key, slot, visitors, share, ...shown.of(slot, key, slots, now) };
        }),
      ),
    });
  };
}

/** Counts once for all who ask at about the same time. */
function sharedCount(personaliser: Personaliser): () => Promise<Decided> {
  let latest: { readonly slots: unknown; readonly at: number; readonly count: Promise<Decided> } | null =
    null;
  return () => {
    const { slots } = personaliser.current;
    const now = personaliser.clock();
    if (latest && latest.slots === slots && Math.abs(now - latest.at) < FRESH_MS) return latest.count;
    const count = countDecided(personaliser);
    const mine = { slots, at: now, count };
    latest = mine;
    count.catch(() => {
      if (latest === mine) latest = null;
    });
    return count;
  };
}
