import { MOST_PRIORITY } from '../../../../contracts/priorities';

/** A variant in a slot's order; `rank`: its place among those of equal priority, the smaller first. */
export interface Ranked {
  readonly id: string;
  readonly priority: number;
  readonly rank: number;
}

const GAP = 10;

/**
 * The priorities that put variants into this order, for those whose priority must change; as few as can be,
 * and rather those that were `moved` than others. Null if there are more than there are priorities.
 *
 * Two that keep their priorities must leave room for those between them, or be neighbours that are in order
 * already. The best choice of keepers is the heaviest chain, found from the last to the first.
 */
export function prioritiesFor(
  order: readonly Ranked[],
  moved: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, number> | null {
  const count = order.length;
  if (count > 2 * MOST_PRIORITY + 1) return null;
  // One who was moved weighs a little less, so that more keepers always weigh more than better ones.
  const weight = ({ id }: Ranked) => (moved.has(id) ? count : count + 1);

  const best: { readonly weight: number; readonly next: number }[] = [];
  for (let at = count - 1; at >= 0; at--) {
    const one = order[at] as Ranked;
    let chain = roomBelow(one, count - 1 - at) ? { weight: weight(one), next: count } : NO_CHAIN;
    for (let next = at + 1; next < count; next++) {
      const rest = best[next] ?? NO_CHAIN;
      if (rest === NO_CHAIN || rest.weight + weight(one) <= chain.weight) continue;
      if (canBothStay(one, order[next] as Ranked, next - at))
        chain = { weight: rest.weight + weight(one), next };
    }
    best[at] = chain;
  }

  let first = -1;
  for (let at = 0; at < count; at++) {
    const heaviest = first === -1 ? 0 : (best[first]?.weight ?? 0);
    if (roomAbove(order[at] as Ranked, at) && (best[at]?.weight ?? 0) > heaviest) first = at;
  }
  return filled(order, keepersFrom(first, best, count));
}

const NO_CHAIN = { weight: 0, next: -1 };
const inRange = ({ priority }: Ranked) => Math.abs(priority) <= MOST_PRIORITY;
const roomAbove = (one: Ranked, count: number) => inRange(one) && one.priority + count <= MOST_PRIORITY;
const roomBelow = (one: Ranked, count: number) => inRange(one) && one.priority - count >= -MOST_PRIORITY;

function canBothStay(upper: Ranked, lower: Ranked, distance: number): boolean {
  if (!inRange(upper)) return false;
  if (distance === 1 && upper.priority === lower.priority) return upper.rank < lower.rank;
  return upper.priority - lower.priority >= distance;
}

function keepersFrom(first: number, best: readonly { readonly next: number }[], count: number): number[] {
  const keepers: number[] = [];
  for (let at = first; at >= 0 && at < count; at = best[at]?.next ?? count) keepers.push(at);
  return keepers;
}

/** Gives everybody between two keepers, above the first and below the last a priority. */
function filled(order: readonly Ranked[], keepers: readonly number[]): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  const ends = [-1, ...keepers, order.length];
  for (const [index, start] of ends.slice(0, -1).entries()) {
    const end = ends[index + 1] ?? order.length;
    const high = start === -1 ? null : (order[start]?.priority ?? null);
    const low = end === order.length ? null : (order[end]?.priority ?? null);
    const values = between(high, low, end - start - 1);
    values.forEach((value, at) => {
      const one = order[start + 1 + at];
      if (one && one.priority !== value) changes.set(one.id, value);
    });
  }
  return changes;
}

/** So many whole numbers below `high` and above `low`, falling, GAP apart if there is room. */
function between(high: number | null, low: number | null, count: number): number[] {
  const top = high ?? MOST_PRIORITY + 1;
  const bottom = low ?? -MOST_PRIORITY - 1;
  const step = Math.min(GAP, (top - bottom) / (count + 1));
  // Measured from the side that is given; from zero up if neither is.
  const base = low ?? (high === null ? Math.min(0, MOST_PRIORITY - step * count) : high - step * (count + 1));
  return Array.from({ length: count }, (_, at) => Math.round(base + step * (count - at)));
}

/** The list with one of it somewhere else. */
export function movedTo<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const rest = list.filter((_, index) => index !== from);
  const one = list.slice(from, from + 1);
  return [...rest.slice(0, to), ...one, ...rest.slice(to)];
}
