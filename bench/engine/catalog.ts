import { type Catalog, checkCatalog } from '@tessera/model';

const TYPES = [
  'page_view',
  'click',
  'scroll',
  'dwell',
  'focus',
  'cart_add',
  'cart',
  'video_progress',
] as const;
const CATEGORIES = ['laptops', 'phones', 'audio', 'home'] as const;

/**
 * A hundred signals and fifty segments such as a shop would have: each of the eight usual types of event feeds
 * a dozen signals, most of them only for one category or element; a third of the segments stand below another.
 */
export function engineCatalog(): Catalog {
  const checked = checkCatalog({
    version: 'engine#1',
    signals: Array.from({ length: 100 }, (_, i) => signal(i)),
    segments: Array.from({ length: 50 }, (_, i) => segment(i)),
    slots: [],
    variants: [],
    experiments: [],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals[0]));
  return checked.value;
}

function signal(i: number): unknown {
  const event = TYPES[i % TYPES.length];
  const key = `s${i}`;
  const where = { 'page.category': CATEGORIES[i % CATEGORIES.length] };
  switch (i % 6) {
    case 0:
      return { key, kind: 'count', event, where, window: 'session' };
    case 1:
      return { key, kind: 'sum', event, where, value: 'props.amount', halfLife: '5m' };
    case 2:
      return { key, kind: 'max', event, where, value: 'props.amount', window: 'page' };
    case 3:
      return { key, kind: 'last', event, where, value: 'props.amount' };
    case 4:
      return { key, kind: 'since', event, where };
    default:
      return {
        key,
        kind: 'score',
        halfLife: '10m',
        max: 1_000,
        weights: [
          { event, where: { ...where, 'props.amount': { $gt: 50 } }, weight: 8 },
          { event: 'cart_add', where, weight: 5 },
        ],
      };
  }
}

/** Rules such as people write: something done often enough, long enough ago, or worth enough. */
function segment(i: number): unknown {
  const a = (i * 7) % 100;
  const b = (i * 13 + 5) % 100;
  const c = (i * 29 + 11) % 100;
  const when =
    i % 3 === 0
      ? { ...test(a, i), ...test(b, i) }
      : i % 3 === 1
        ? { $or: [test(a, i), test(b, i)] }
        : { [`signals.s${a}`]: { $exists: true, $lt: 5_000 }, $or: [test(b, i), test(c, i)] };
  return { key: `g${i}`, name: `G${i}`, when, parent: i % 3 === 2 ? `g${i - 1}` : null };
}

function test(signal: number, i: number): object {
  // In the order of the kinds above: count, sum, max, last, since, score.
  const least = [1 + (i % 5), 60 + 5 * i, 80, 85, 20 + 5 * i, 8 + i][signal % 6];
  return { [`signals.s${signal}`]: { $gte: least } };
}

/**
 * What visitors do, one after the other: deterministic, so that every contender gets the same. Amounts differ more
 * between visitors than within one: who reads slowly goes on reading slowly.
 */
export function* actsFrom(
  seed: number,
  visitors: number,
): Generator<{ visitor: number; type: string; category: string; amount: number }> {
  let state = seed;
  const next = (below: number): number => {
    // Park and Miller's minimal standard generator.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  for (let i = 0; ; i++) {
    const visitor = i % visitors;
    yield {
      visitor,
      type: TYPES[next(TYPES.length)] as string,
      category: CATEGORIES[next(CATEGORIES.length)] as string,
      amount: ((visitor * 37) % 90) + next(10),
    };
  }
}
