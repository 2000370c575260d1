import { movedTo } from '../priorities/reorder';
import { isObject, type JsonObject, valueAt, withValue } from './edit';

/** A comparison as a table: one column an item, one line a row. */
export interface Comparison {
  readonly rows: readonly string[];
  /** Each with the texts of its cells; fewer than rows where nothing was said yet. */
  readonly items: readonly { readonly item: JsonObject; readonly values: readonly string[] }[];
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Null if something in it is none of what the table can show. */
export function readComparison(content: unknown): Comparison | null {
  const rows = valueAt(content, ['rows']) ?? [];
  const items = valueAt(content, ['items']) ?? [];
  if (!isTexts(rows) || !Array.isArray(items)) return null;
  const read: Comparison['items'][number][] = [];
  for (const item of items as readonly unknown[]) {
    const values = isObject(item) ? (item.values ?? []) : null;
    if (!isObject(item) || !isTexts(values)) return null;
    read.push({ item, values });
  }
  return { rows, items: read };
}

const withRows = (content: unknown, rows: readonly string[]) => withValue(content, ['rows'], rows);
const withItems = (content: unknown, items: readonly JsonObject[]) => withValue(content, ['items'], items);

/** Does the same to the rows and to the cells of every item, so that they stay beside each other. */
function eachColumn(
  content: unknown,
  { rows, items }: Comparison,
  change: (column: readonly string[]) => readonly string[],
): unknown {
  const changed = items.map(({ item, values }) => {
    const next = change(values);
    return next === values ? item : (withValue(item, ['values'], next) as JsonObject);
  });
  return withItems(withRows(content, change(rows)), changed);
}

/** At least so many cells, the new ones empty. */
const filledTo = (cells: readonly string[], length: number): readonly string[] =>
  cells.length >= length ? cells : [...cells, ...Array.from({ length: length - cells.length }, () => '')];

export const withRowAdded = (content: unknown, { rows }: Comparison): unknown =>
  withRows(content, [...rows, '']);

export const withRowRemoved = (content: unknown, table: Comparison, row: number): unknown =>
  eachColumn(content, table, (column) =>
    row < column.length ? column.filter((_, at) => at !== row) : column,
  );

export const withRowMoved = (content: unknown, table: Comparison, from: number, to: number): unknown =>
  eachColumn(content, table, (column) => {
    // Cells that nobody has filled in are not there; moved ones must be.
    if (column.length <= Math.min(from, to)) return column;
    return movedTo(filledTo(column, Math.max(from, to) + 1), from, to);
  });

export const withRowNamed = (content: unknown, { rows }: Comparison, row: number, name: string): unknown =>
  withRows(
    content,
    rows.map((each, at) => (at === row ? name : each)),
  );

export const withCell = (
  content: unknown,
  { items }: Comparison,
  item: number,
  row: number,
  text: string,
): unknown => {
  const values = filledTo(items[item]?.values ?? [], row + 1);
  return withValue(
    content,
    ['items', item, 'values'],
    values.map((each, at) => (at === row ? text : each)),
  );
};

const itemsOf = ({ items }: Comparison) => items.map(({ item }) => item);

export const withItemAdded = (content: unknown, table: Comparison): unknown =>
  withItems(content, [...itemsOf(table), { name: '', values: [] }]);

export const withItemRemoved = (content: unknown, table: Comparison, item: number): unknown =>
  withItems(
    content,
    itemsOf(table).filter((_, at) => at !== item),
  );

export const withItemMoved = (content: unknown, table: Comparison, from: number, to: number): unknown =>
  withItems(content, movedTo(itemsOf(table), from, to));
