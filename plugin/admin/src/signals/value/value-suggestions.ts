import { type EventProp, PAGE_FIELDS, propsOf } from '../../../../contracts/event-types';

/** Kinds of signals that add or compare, and so want numbers. */
const OF_NUMBERS: readonly unknown[] = ['sum', 'max', 'min'];

export interface ValuePath {
  readonly path: string;
  readonly unit: EventProp['unit'] | null;
}

/**
 * Paths of an event's properties that fit a kind of signal, numbers first: those the event is known to have,
 * then the names of properties that visitors' events had, then (for kinds that keep any value) what is known
 * of the page.
 */
export function valuePaths(event: unknown, kind: unknown, live: readonly string[]): readonly ValuePath[] {
  const props = Object.entries(propsOf(event));
  const ofType = (type: EventProp['type']) =>
    props
      .filter(([, prop]) => prop.type === type)
      .map(([name, { unit = null }]) => ({ path: `props.${name}`, unit }));
  const texts = OF_NUMBERS.includes(kind)
    ? []
    : [...ofType('text'), ...PAGE_FIELDS.map((path) => ({ path, unit: null }))];
  const known = new Set(props.map(([name]) => name));
  const others = live
    .filter((name) => !known.has(name) && /^[\w-]{1,64}$/.test(name))
    .map((name) => ({ path: `props.${name}`, unit: null }));
  return [...ofType('number'), ...others, ...texts];
}
