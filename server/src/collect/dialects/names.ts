import type { Json, JsonObject } from '@tessera/model';

/** Which event of another tag is which of ours, and what its properties are called here. */
export interface Naming {
  readonly type: string;
  /** Our name of a property → theirs; the first that is there counts. All others keep their names. */
  readonly props?: Readonly<Record<string, readonly string[]>>;
}
export type Names = Readonly<Record<string, Naming>>;

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
 * their values; those the table names get our names in place of theirs.
 */
export function renamed(
  name: string,
  props: JsonObject,
  names: Names,
): { readonly type: string; readonly props: JsonObject } | null {
  const naming = Object.hasOwn(names, name) ? names[name] : undefined;
  if (!naming) {
    const type = typeOf(name);
    return type === null ? null : { type, props };
  }
  const taken = new Set<string>();
  const ours: Record<string, Json> = {};
  for (const [to, from] of Object.entries(naming.props ?? {})) {
    const found = from.find((one) => props[one] !== undefined && props[one] !== null);
    if (found === undefined) continue;
    ours[to] = props[found] as Json;
    taken.add(found);
  }
  const rest = Object.entries(props).filter(([prop]) => !taken.has(prop) && !Object.hasOwn(ours, prop));
  return { type: naming.type, props: { ...Object.fromEntries(rest), ...ours } };
}

/** A price times how many, where a tag tells both; else the price. Not a number: null. */
export function worth(price: unknown, quantity: unknown): number | null {
  const each = Number(price ?? Number.NaN);
  const many = Number(quantity ?? 1);
  return Number.isFinite(each) ? Math.round(each * (Number.isFinite(many) ? many : 1) * 1e6) / 1e6 : null;
}
