import { text, utf8 } from '../bytes.js';
import { type Reference, replaceReferences, textOf } from './reference.js';
import type { Variables } from './variables.js';

/** Variables whose text is part of an address already: the query is encoded, a host is nothing but a host. */
const AS_THEY_ARE: Readonly<Record<string, RegExp>> = {
  QUERY_STRING: /^[\w\-.~!$&'()*+,;=:@/?%[\]]*$/,
  HTTP_HOST: /^[\w.:[\]-]*$/,
};

/**
 * An include's address with its variables put in. What a visitor sent can only ever be one part of a path or one
 * value of a query: it is encoded, and steps up (`..`) are left out.
 */
export function addressOf(source: string, variables: Variables): string {
  if (!source.includes('$(')) return source;
  return replaceReferences(source, (reference) => partOf(reference, variables));
}

function partOf(reference: Reference, variables: Variables): string {
  const value = textOf(reference, variables);
  if (reference.key === undefined && AS_THEY_ARE[reference.name]?.test(value)) return value;
  // By way of bytes, because half a character can't be encoded.
  return /^\.{1,2}$/.test(value) ? '' : encodeURIComponent(text(utf8(value)));
}
