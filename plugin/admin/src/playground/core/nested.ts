type Nested = Readonly<Record<string, unknown>>;

const isNested = (value: unknown): value is Nested =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The value at a path such as `device.type`. */
export function valueAt(nested: Nested, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) => (isNested(value) && Object.hasOwn(value, part) ? value[part] : undefined),
      nested,
    );
}

/** With another value at a path; undefined takes it out, and what is empty by that. */
export function withValueAt(nested: Nested, path: string, value: unknown): Nested {
  const [first = '', ...rest] = path.split('.');
  const { [first]: before, ...others } = nested;
  if (rest.length === 0) return value === undefined ? others : { ...nested, [first]: value };
  const inner = withValueAt(isNested(before) ? before : {}, rest.join('.'), value);
  return Object.keys(inner).length === 0 ? others : { ...nested, [first]: inner };
}
