import { checkCatalog } from '@tessera/model';
import { changedTags } from '../../../server/src/catalog/changed-tags.js';
import { compileCatalog } from '../../../server/src/catalog/compiled-catalog.js';
import { type DayCatalog, shownIn } from './catalog.js';
import { catalogsOf, PUBLISHES } from './publishes.js';
import { Shoppers } from './shoppers.js';
import { startSite } from './site.js';
import { dayOf, type View } from './views.js';

export interface DayFigures {
  readonly views: number;
  /** Fragments in all of these pages, and those that the tag fetched for open ones. */
  readonly inPages: number;
  readonly swapped: number;
  /** Fragments that showed for up to a second what had just ended. */
  readonly late: number;
  /** Requests that reached the fragment server, and how many of them it answered 304. */
  readonly requests: number;
  readonly notModified: number;
  /** Different ones that were asked for, each an object in the cache. */
  readonly fragments: number;
  readonly pages: number;
  readonly purged: number;
}

const DAY = Date.parse('2026-11-24T00:00:00Z');
const HOUR_MS = 3_600_000;
/** The server purges a second time, this much later. */
const AGAIN_MS = 1_000;
const SECOND_MS = 1_000;

/** A day of a site with so many visitors, every page of which is looked at for what it should show. */
export async function simulateDay(visitors: number, ttl: number): Promise<DayFigures> {
  let now = DAY;
  const clock = () => now;
  const catalogs = catalogsOf(ttl);
  const views = dayOf(visitors);
  const shoppers = new Shoppers(clock);
  const site = await startSite(catalogs[0] as DayCatalog, clock);
  let titles = new Map<string, string>();
  let checked = checkedOf(catalogs[0] as DayCatalog);
  const figures = { inPages: 0, swapped: 0, late: 0 };

  const inForce = async (catalog: DayCatalog): Promise<void> => {
    titles = new Map(catalog.variants.map(({ key, locales }) => [key, locales.en.content.title]));
    await shoppers.swap(compileCatalog(checked, []));
  };
  const wanted = (view: View, slot: string): string => {
    const fallback = checked.slots.find(({ key }) => key === slot)?.fallback ?? '';
    return titles.get(shoppers.shown(view, slot) ?? fallback) ?? titles.get(fallback) ?? '';
  };
  const looksAt = async (view: View): Promise<void> => {
    const { path, slots } = view.page;
    const html = await site.get(view.campaign ? `${path}?utm_campaign=autumn` : path, shoppers.headers(view));
    const shown = shownIn(html);
    for (const slot of slots.keys()) {
      if (shown.get(slot) === wanted(view, slot)) continue;
      // Lifetimes are whole seconds: what time alone changes may be a second late.
      now -= SECOND_MS;
      const before = wanted(view, slot);
      now += SECOND_MS;
      if (shown.get(slot) !== before)
        throw new Error(`${path} at ${now}: ${slot} shows "${shown.get(slot)}", not "${wanted(view, slot)}"`);
      figures.late += 1;
    }
    figures.inPages += slots.size;
  };
  const fetches = async (view: View, addresses: readonly string[]): Promise<void> => {
    for (const address of addresses) await site.get(address, shoppers.headers(view));
    figures.swapped += addresses.length;
  };
  const publishes = async (i: number): Promise<void> => {
    const before = checked;
    const next = catalogs[i + 1] as DayCatalog;
    checked = checkedOf(next);
    await site.publish(next);
    await inForce(next);
    const tags = changedTags(before, checked);
    await site.edge.purge(tags);
    pending.push({ at: now + AGAIN_MS, run: async () => void (await site.edge.purge(tags)) });
  };
  /** What happens besides visitors' coming, soonest first. */
  const pending = PUBLISHES.map(({ hour }, i) => ({ at: DAY + hour * HOUR_MS, run: () => publishes(i) }));
  const soonest = () =>
    pending.reduce((first, one) => (one.at < first.at ? one : first), pending[0] ?? NEVER);

  try {
    await inForce(catalogs[0] as DayCatalog);
    for (const { at, view, isEnd } of inOrder(views)) {
      for (let next = soonest(); next.at <= DAY + at; next = soonest()) {
        now = next.at;
        pending.splice(pending.indexOf(next), 1);
        await next.run();
      }
      now = DAY + at;
      if (isEnd) await fetches(view, shoppers.ends(view));
      else {
        await looksAt(view);
        await fetches(view, shoppers.begins(view));
      }
    }
    const { counts, asked, edge } = site;
    return {
      ...figures,
      views: views.length,
      requests: counts.requests,
      notModified: counts.notModified,
      fragments: asked.fragments.size,
      pages: asked.pages.size,
      purged: edge.statistics.purged,
    };
  } finally {
    await site.stop();
  }
}

const NEVER = { at: Number.POSITIVE_INFINITY, run: async () => undefined };

function checkedOf(catalog: DayCatalog) {
  const checked = checkCatalog(catalog);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}

/** Beginnings and ends of views, by time. */
function* inOrder(views: readonly View[]): Generator<{ at: number; view: View; isEnd: boolean }> {
  const ends = views.map((view) => ({ at: view.at + view.stays, view })).sort((a, b) => a.at - b.at);
  let ended = 0;
  for (const view of views) {
    for (let end = ends[ended]; end && end.at <= view.at; end = ends[++ended]) yield { ...end, isEnd: true };
    yield { at: view.at, view, isEnd: false };
  }
  for (const end of ends.slice(ended)) yield { ...end, isEnd: true };
}
