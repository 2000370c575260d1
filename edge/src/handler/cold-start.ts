import { REQUEST_FIELDS, type RequestField, requestField, type TellingRequest } from '@tessera/model';

/** Longer values are nobody's but a forger's. */
const LONGEST_VALUE = 100;

/** The fields that the fragment server's answer says it depends on. */
export function dependsOn(headers: Headers): readonly RequestField[] {
  const named = headers.get('tessera-depends')?.split(/[\s,]+/);
  return named ? REQUEST_FIELDS.filter((field) => named.includes(field)) : [];
}

/**
 * What is to be added to a fragment's query for a visitor without a decision cookie: of these fields, those that the
 * request tells. Being in the address, it is in every cache's key, and nothing else of the visitor is.
 */
export function contextQuery(request: TellingRequest, fields: readonly RequestField[]): string {
  return fields
    .flatMap((field) => {
      const value = requestField(request, field);
      return value && value.length <= LONGEST_VALUE ? [`context.${field}=${encodeURIComponent(value)}`] : [];
    })
    .join('&');
}

/** The two parts of a query as one, with `?` if not empty. */
export function joinedQuery(query: string, more: string): string {
  if (more === '') return query;
  return query === '' ? `?${more}` : `${query}&${more}`;
}
