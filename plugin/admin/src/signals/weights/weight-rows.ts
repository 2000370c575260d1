/** The most weights a score may have. */
export const MOST_WEIGHTS = 50;

/** A row as the form shows it. */
export type WeightRow =
  | {
      readonly kind: 'weight';
      readonly event: string;
      readonly where: unknown;
      readonly weight: number | null;
    }
  /** Something a row can't show; it stays exactly as it is. */
  | { readonly kind: 'strange'; readonly item: unknown };

/** What a row may change. */
export interface WeightChange {
  readonly event?: string;
  /** Null: all events. */
  readonly where?: unknown;
  /** Null: nothing is there. */
  readonly weight?: number | null;
}

type Item = Readonly<Record<string, unknown>>;

const isItem = (item: unknown): item is Item =>
  item !== null && typeof item === 'object' && !Array.isArray(item);

/** The stored list; null if what is stored is none, so that it can only be edited as JSON. */
export function readItems(stored: unknown): readonly unknown[] | null {
  if (stored === null || stored === undefined) return [];
  return Array.isArray(stored) ? stored : null;
}

export function readRow(item: unknown): WeightRow {
  if (!isItem(item)) return { kind: 'strange', item };
  const { event = '', weight = null, where = null, ...more } = item;
  const shown =
    typeof event === 'string' &&
    (weight === null || typeof weight === 'number') &&
    Object.keys(more).length === 0;
  return shown ? { kind: 'weight', event, where, weight } : { kind: 'strange', item };
}

/*
 * Changes work on the stored items and touch nothing else: order, spelling and whatever the form can't show
 * stay as they are.
 */

const replaced = (items: readonly unknown[], index: number, item: unknown) =>
  items.map((each, at) => (at === index ? item : each));

export function changeItem(
  items: readonly unknown[],
  index: number,
  change: WeightChange,
): readonly unknown[] {
  const item = items[index];
  if (!isItem(item)) return items;
  const next: Record<string, unknown> = { ...item };
  for (const [field, value] of Object.entries(change)) {
    // What is not there says the same as null; what is there as null may stay so.
    if (value === null || value === undefined) {
      if (item[field] !== null) delete next[field];
    } else {
      next[field] = value;
    }
  }
  return replaced(items, index, next);
}

export const addItem = (items: readonly unknown[]): readonly unknown[] =>
  items.length < MOST_WEIGHTS ? [...items, { event: '', weight: 1 }] : items;

export const removeItem = <Item>(items: readonly Item[], index: number): readonly Item[] =>
  items.filter((_, at) => at !== index);

/** The item at `from` stands at `to` afterwards; nothing happens beyond the ends. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  if (from < 0 || to < 0 || from >= items.length || to >= items.length) return items;
  const rest = removeItem(items, from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}

/**
 * Numbers for rows, which have no names: what stands open in a row moves with it. Those that have a number
 * keep it; new ones at the end get one that no other has.
 */
export function rowNumbers(before: readonly number[], count: number): readonly number[] {
  const next = Math.max(-1, ...before) + 1;
  return Array.from({ length: count }, (_, index) => before[index] ?? next + index);
}
