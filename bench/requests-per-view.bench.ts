import { DEMO_TTL_S } from './lib/day/catalog.js';
import { PAGES } from './lib/day/pages.js';
import { PUBLISHES } from './lib/day/publishes.js';
import { type DayFigures, simulateDay } from './lib/day/simulate.js';
import { type Bench, keeps } from './lib/result.js';

const VISITORS = 100_000;
const FEW_VISITORS = 1_000;
/** For slots that rely on being purged. */
const LONG_TTL_S = 3_600;
/** What share of its work the source article says is saved. */
const ARTICLE_SAVES = 0.65;
const PROMISE = '<= 0.01';

/** A day of a site, simulated: how often the fragment server is asked at all. */
export const requestsPerView: Bench = {
  names: ['fragment_requests_per_view'],
  run: async (log) => {
    const day = await simulateDay(VISITORS, DEMO_TTL_S);
    log(told(VISITORS, DEMO_TTL_S, day));
    // Far fewer visitors: what a lifetime's end costs is shared by fewer.
    for (const ttl of new Set([DEMO_TTL_S, LONG_TTL_S]))
      log(told(FEW_VISITORS, ttl, await simulateDay(FEW_VISITORS, ttl)));
    const value = perView(day);
    return [
      {
        name: 'fragment_requests_per_view',
        value,
        unit: 'requests per view',
        ours: value,
        peer: (1 - ARTICLE_SAVES) * (day.inPages / day.views),
        peerName: 'the source article’s saving of 65 %',
        promise: PROMISE,
        holds: keeps(value, PROMISE),
        how: howOf(day),
      },
    ];
  },
};

const perView = ({ requests, views }: DayFigures): number => requests / views;
const whole = (count: number): string => count.toLocaleString('en');

function told(visitors: number, ttl: number, day: DayFigures): string {
  const { views, inPages, swapped, late, requests, notModified, fragments, pages, purged } = day;
  const saved = 100 * (1 - requests / inPages);
  return [
    `${whole(visitors)} visitors a day, ttl ${ttl} s: ${perView(day).toPrecision(3)} fragment requests per view`,
    `${whole(requests)} (${whole(notModified)} of them answered 304) for ${whole(views)} views of pages with ${whole(inPages)} fragments, and ${whole(swapped)} more that the tag fetched for open pages`,
    `${saved.toFixed(1)} % of the pages' fragments cost the server nothing`,
    `${whole(fragments)} different fragments and ${whole(pages)} pages in the cache, ${whole(purged)} objects purged`,
    `${late} fragments shown less than a second too long`,
  ].join('; ');
}

const howOf = ({ views }: DayFigures): string =>
  `requests for fragments that reach the fragment server, 304s included, ÷ page views; beacons, pages and the tag’s own files are not fragments. A simulated day: ${whole(VISITORS)} visitors, ${whole(views)} views of ${whole(PAGES.length)} pages (products by Zipf’s law), four slots, 30 variants, 14 segments that change by behaviour, time and request, ${PUBLISHES.length} publishes purged by tag. One edge location, our handler, empty at midnight; ttl ${DEMO_TTL_S} s as in the demo, stale-while-revalidate 60 s. The real server over loopback, decisions by its engine without HTTP, origins that answer at once, one simulated clock; each page is checked for what it must show`;
