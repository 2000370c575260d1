import type { Json, JsonObject, NamesOf } from '@tessera/model';

/** An event, by their name of it, that editors want to be left out; unlike what is wrong or about nobody. */
export interface LeftOut {
  readonly leftOut: string;
}

export interface Words {
  /** What the other tag calls it; null: the tag itself knows what it is. */
  readonly name: string | null;
  readonly type: string;
  readonly props: JsonObject;
}

const MOST_TYPE = 40;

/** `Product Added` → `product_added`: a name that model.md allows; null if nothing is left of it. */
export function typeOf(name: string): string | null {
  const type = name
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, MOST_TYPE)
    .replace(/_+$/, '');
  return type === '' ? null : type;
}

/**
 * An event of another tag in our words: by the table where it is in it, else under its own name. Properties keep
 * their values; those the table names get our names in place of theirs. Null: nothing is left of its name.
 */
export function renamed(name: string, props: JsonObject, names: NamesOf): Words | LeftOut | null {
  const naming = names.get(name);
  if (naming === null) return { leftOut: name };
  if (naming === undefined) {
    const type = typeOf(name);
    return type === null ? null : { name, type, props };
  }
  const taken = new Set<string>();
  const ours: Record<string, Json> = {};
  for (const [to, from] of Object.entries(naming.props ?? {})) {
    const found = from.find((one) => isThere(props, one));
    if (found === undefined) continue;
    ours[to] = props[found] as Json;
    taken.add(found);
  }
  Object.assign(ours, naming.set);
  const rest = Object.entries(props).filter(([prop]) => !taken.has(prop) && !Object.hasOwn(ours, prop));
  return { name, type: naming.type, props: { ...Object.fromEntries(rest), ...ours } };
}

/** Editors may write `constructor`, too, which every object has, but not as its own. */
const isThere = (props: JsonObject, name: string): boolean =>
  Object.hasOwn(props, name) && props[name] !== undefined && props[name] !== null;

/** A price times how many, where a tag tells both; else the price. Not a number: null. */
export function worth(price: unknown, quantity: unknown): number | null {
  const each = Number(price ?? Number.NaN);
  const many = Number(quantity ?? 1);
  return Number.isFinite(each) ? Math.round(each * (Number.isFinite(many) ? many : 1) * 1e6) / 1e6 : null;
}
