import type { Json } from '../json.js';
import type { Domain } from './domains.js';
import type { Operands } from './operands.js';
import { textValues } from './text-values.js';

/** More values than this are not tried; the field is then approximate. */
const MOST_VALUES = 1_000;
/** Lists are made of all choices of this many items. */
const MOST_ITEMS = 6;
/** Lists longer than this are not made. */
const MOST_LENGTH = 20;

export interface Values {
  /** Believable ones first, missing last. */
  readonly values: readonly (Json | undefined)[];
  /** False if some were left out. */
  readonly all: boolean;
}

/**
 * Values at which comparisons with these operands can turn: each operand, one between each two and beyond
 * both ends, one that is none of the named, missing. All within the domain.
 */
export function valuesOf(domain: Domain, operands: Operands): Values {
  const found: (Json | undefined)[] = [
    ...(domain.numbers ? numberValues(domain.numbers, operands.numbers) : []),
    ...(domain.flags ? [true, false] : []),
    ...(domain.texts === null ? [] : textValues(domain.texts, operands)),
    ...(domain.anything ? [...listValues(domain, operands), ...objectValues(domain, operands)] : []),
  ];
  if (domain.empty === undefined) found.push(undefined);
  return { values: found.slice(0, MOST_VALUES), all: found.length <= MOST_VALUES };
}

export function numberValues(
  { low, high, whole }: NonNullable<Domain['numbers']>,
  operands: Iterable<number>,
): number[] {
  // All of a small range: hours, weekdays.
  if (whole && high - low <= 50) return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const ends = [low, high].filter(Number.isFinite);
  const borders = [...new Set([...operands, 0, ...ends])].sort((a, b) => a - b);
  const found = new Set<number>();
  for (const [index, border] of borders.entries()) {
    const next = borders[index + 1];
    if (whole)
      for (const near of [-1, 0, 1]) found.add(near < 0 ? Math.ceil(border) - 1 : Math.floor(border) + near);
    else {
      if (index === 0) found.add(below(border));
      found.add(border);
      found.add(next === undefined ? above(border) : between(border, next));
    }
  }
  const allowed = [...found].filter((value) => value >= low && value <= high && Number.isFinite(value));
  // A visitor with small numbers from 0 on is the easiest to believe.
  return allowed.sort((a, b) => Number(a < 0) - Number(b < 0) || Math.abs(a) - Math.abs(b));
}

const above = (border: number): number => Math.max(Math.floor(border) + 1, border + Math.abs(border) * 1e-9);
const below = (border: number): number => Math.min(Math.ceil(border) - 1, border - Math.abs(border) * 1e-9);

/** A number between two, the roundest that is found; the lower one if there is none between. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  for (let digits = 0; digits <= 15; digits++) {
    const rounded = Number(middle.toFixed(digits));
    if (rounded > low && rounded < high) return rounded;
  }
  return middle > low && middle < high ? middle : low;
}

function* listValues(domain: Domain, operands: Operands): Generator<Json> {
  yield* operands.lists as Json[];
  if (operands.asksType) yield [];
  if (operands.items === null) return;
  const { texts, numbers } = operands.items;
  const named = [...texts, ...numbers, ...operands.texts, ...operands.numbers];
  const others = valuesOf(domain, operands.items).values.filter((item) => item !== undefined);
  const items = [...new Set([...named, ...others])];
  const chosen = items.slice(0, MOST_ITEMS);
  const rest = items.slice(MOST_ITEMS);
  for (let choice = 0; choice < 1 << chosen.length; choice++) {
    const list = chosen.filter((_, i) => choice & (1 << i));
    yield list;
    for (const size of operands.sizes) {
      for (const length of [size, size + 1]) {
        if (length > MOST_LENGTH || length <= list.length || list.length === 0) continue;
        yield [...list, ...Array.from({ length: length - list.length }, () => list[0] as Json)];
      }
    }
  }
  for (const item of rest) yield [item];
  yield items;
}

function* objectValues(domain: Domain, operands: Operands): Generator<Json> {
  yield* operands.objects as Json[];
  if (operands.asksType) yield {};
  if (operands.inside.size === 0) return;
  const paths = [...operands.inside].map(
    ([path, inside]) => [path, valuesOf(domain, inside).values] as const,
  );
  // Every choice of a value for each path, as far as they are few.
  const choices = Math.min(
    paths.reduce((product, [, values]) => product * values.length, 1),
    MOST_VALUES,
  );
  for (let choice = 0; choice < choices; choice++) {
    const object: Record<string, Json> = {};
    let left = choice;
    for (const [path, values] of paths) {
      setAt(object, path.split('.'), values[left % values.length]);
      left = Math.floor(left / values.length);
    }
    yield object;
  }
}

/** Sets what `path` leads to, making the objects on the way; undefined sets nothing. */
export function setAt(object: Record<string, Json>, path: readonly string[], value: Json | undefined): void {
  const [first, ...rest] = path;
  if (first === undefined || value === undefined) return;
  if (rest.length === 0) {
    object[first] = value;
    return;
  }
  const inner = Object.hasOwn(object, first) ? object[first] : undefined;
  const next = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
  object[first] = next as Json;
  setAt(next as Record<string, Json>, rest, value);
}
