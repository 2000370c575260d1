/** Any JSON value, as `JSON.parse` makes it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const isJsonObject = (json: unknown): json is JsonObject =>
  json !== null && typeof json === 'object' && !Array.isArray(json);

/** Keys that would reach an object's prototype when copied carelessly. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export interface JsonLimits {
  /** How deep objects and lists may nest; 1 is a flat object. */
  readonly depth: number;
  /** How many values it may hold altogether. */
  readonly values: number;
  /** How long a string or key may be, in UTF-16 units. */
  readonly text: number;
}

/** Says what is wrong with a JSON object from outside, or null if it is within the limits. */
export function jsonComplaint(json: unknown, limits: JsonLimits): string | null {
  if (!isJsonObject(json)) return 'must be an object';
  let left = limits.values;
  const visit = (value: unknown, depth: number): string | null => {
    left -= 1;
    if (left < 0) return `holds more than ${limits.values} values`;
    if (typeof value === 'string')
      return value.length > limits.text ? `a text is longer than ${limits.text}` : null;
    if (value === null || typeof value !== 'object') return null;
    if (depth === 0) return `nests deeper than ${limits.depth} levels`;
    if (Array.isArray(value)) {
      for (const item of value) {
        const complaint = visit(item, depth - 1);
        if (complaint) return complaint;
      }
      return null;
    }
    for (const key of Object.keys(value)) {
      if (FORBIDDEN_KEYS.has(key)) return `the key "${key}" is not allowed`;
      if (key.length > limits.text) return `a key is longer than ${limits.text}`;
      const complaint = visit((value as Record<string, unknown>)[key], depth - 1);
      if (complaint) return complaint;
    }
    return null;
  };
  return visit(json, limits.depth);
}

/**
 * Walks dots into objects: `lookUp({ a: { b: 1 } }, ['a', 'b'])` → 1. Only own properties count;
 * anything missing on the way is undefined.
 */
export function lookUp(value: unknown, path: readonly string[]): Json | undefined {
  let current: unknown = value;
  for (const part of path) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, part)) return undefined;
    current = (current as Record<string, unknown>)[part];
  }
  return current as Json | undefined;
}
