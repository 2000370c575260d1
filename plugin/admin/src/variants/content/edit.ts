/** A way into JSON: `['items', 0, 'name']`. */
export type Path = readonly (string | number)[];
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What stands at a path; undefined if there is nothing. */
export function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return typeof part === 'number' ? value[part] : undefined;
    return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }, json);
}

/**
 * The same JSON with another value at a path. Everything beside the path stays as it is: what a form does
 * not know, the order of keys, other items of lists. Undefined takes the field away.
 */
export function withValue(json: unknown, path: Path, value: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list = Array.isArray(json) ? json : [];
    return Array.from({ length: Math.max(list.length, part + 1) }, (_, at) =>
      at === part ? withValue(list[at], rest, value) : (list[at] ?? null),
    );
  }
  const object = isObject(json) ? json : {};
  const own = Object.hasOwn(object, part) ? object[part] : undefined;
  const inner = withValue(own, rest, value);
  const entries = Object.entries(object);
  if (inner === undefined) return Object.fromEntries(entries.filter(([key]) => key !== part));
  if (own !== undefined)
    return Object.fromEntries(entries.map(([key, each]) => [key, key === part ? inner : each]));
  return Object.fromEntries([...entries.filter(([key]) => key !== part), [part, inner]]);
}

/**
 * A part that may be left out, such as a button, with one of its fields changed: when nothing is left in
 * it, it goes as a whole, because half of it would be refused.
 */
export function withPart(json: unknown, path: Path, field: string, value: unknown): unknown {
  const next = withValue(json, [...path, field], value);
  const part = valueAt(next, path);
  return isObject(part) && Object.keys(part).length === 0 ? withValue(next, path, undefined) : next;
}

/** A text as it is stored: an empty one that may be left out is. */
export const storedText = (text: string, required: boolean): string | undefined =>
  text === '' && !required ? undefined : text;

/** `['items', 0, 'name']` → `items[0].name`, as refusals name their places. */
export const placeOf = (path: Path): string =>
  path.reduce<string>(
    (place, part) =>
      typeof part === 'number' ? `${place}[${part}]` : place === '' ? part : `${place}.${part}`,
    '',
  );

/** Whether something is wrong at `place`: there, or within it. */
export const isWithin = (place: string, outer: string): boolean =>
  place === outer || place.startsWith(`${outer}.`) || place.startsWith(`${outer}[`);
