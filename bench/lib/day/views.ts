import { seeded } from '../../../server/src/testing/random.js';
import { CATEGORIES } from './catalog.js';
import { CART, CATEGORY_PAGES, COMPARISON, type DayPage, HOME, PRODUCT_PAGES } from './pages.js';

/** One look at one page. */
export interface View {
  readonly visitor: number;
  readonly person: Person;
  readonly page: DayPage;
  /** Came by the campaign's link. */
  readonly campaign: boolean;
  /** ms since the day began, and how long it lasts. */
  readonly at: number;
  readonly stays: number;
}

/** What stays the same about a visitor all day. */
export interface Person {
  /** Has been here before that day. */
  readonly known: boolean;
  readonly favourite: number;
  readonly thrifty: boolean;
  readonly slow: boolean;
  readonly saver: boolean;
}

/** How much goes on in each hour from midnight. */
const HOURS = [3, 2, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 12, 12, 12, 12, 13, 14, 15, 17, 18, 16, 11, 6];
const HOUR_MS = 3_600_000;
/** Mean number of pages in one visit. */
const PAGES_PER_SESSION = 5.5;

/** Draws one of `weights`, giving its place. */
function drawer(weights: readonly number[]): (random: () => number) => number {
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return (random) => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

const hour = drawer(HOURS);
/** Zipf: the n-th product is looked at 1/n as often as the first. */
const product = drawer(PRODUCT_PAGES.map((_, i) => 1 / (i + 1)));

function personOf(visitor: number): Person {
  const random = seeded(visitor);
  return {
    known: random() < 0.3,
    favourite: Math.floor(random() * CATEGORIES.length),
    thrifty: random() < 0.25,
    slow: random() < 0.05,
    saver: random() < 0.05,
  };
}

function nextPage({ favourite }: Person, isFirst: boolean, random: () => number): DayPage {
  const kind = random();
  if (kind < (isFirst ? 0.3 : 0.1)) return HOME;
  if (kind < 0.35)
    return CATEGORY_PAGES[random() < 0.7 ? favourite : Math.floor(random() * CATEGORIES.length)] ?? HOME;
  if (kind < 0.4 && !isFirst) return favourite === 0 ? COMPARISON : HOME;
  if (kind < 0.47 && !isFirst) return CART;
  let drawn = product(random);
  // Most look for things of their favourite category, whose neighbours in rank are of the others.
  if (random() < 0.7) drawn -= (drawn % CATEGORIES.length) - favourite;
  return PRODUCT_PAGES[Math.min(drawn, PRODUCT_PAGES.length - 1)] ?? HOME;
}

/** All views of a day by so many visitors, by time; the same every time. */
export function dayOf(visitors: number): View[] {
  const random = seeded(20_261_124);
  const views: View[] = [];
  for (let visitor = 0; visitor < visitors; visitor++) {
    const person = personOf(visitor);
    const often = random();
    for (let session = often < 0.75 ? 1 : often < 0.95 ? 2 : 3; session > 0; session--) {
      let at = (hour(random) + random()) * HOUR_MS;
      const campaign = random() < 0.05;
      for (let isFirst = true; isFirst || random() < 1 - 1 / PAGES_PER_SESSION; isFirst = false) {
        const stays = 2_000 - 40_000 * Math.log(1 - random());
        views.push({
          visitor,
          person,
          page: nextPage(person, isFirst, random),
          campaign: campaign && isFirst,
          at,
          stays,
        });
        at += stays;
      }
    }
  }
  return views.filter(({ at, stays }) => at + stays < 24 * HOUR_MS).sort((a, b) => a.at - b.at);
}
