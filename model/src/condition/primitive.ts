import type { Json } from '../json.js';

/**
 * A value as text, as JavaScript's `String` makes it: `[1, [2, null]]` → `1,2,`. Objects are always
 * `[object Object]`: one from outside may have a key `toString`, on which `String` would throw.
 */
export function asText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item: Json) => (item === null ? '' : asText(item))).join(',');
  return typeof value === 'object' && value !== null ? '[object Object]' : `${value}`;
}

/** What JavaScript's operators see of a value: itself, or its text if it is a list or an object. */
export const primitive = (value: Json): null | boolean | number | string =>
  typeof value === 'object' && value !== null ? asText(value) : value;
