import { asksForEsi } from '@tessera/esi-fragments';
import { uniqueId } from '../instance.js';
import { type Freshness, judge, type StaleDefaults, useOf } from './freshness.js';

/** A stored answer. */
export type Entry = {
  /** Differs between any two stored answers; part of a stitched page's ETag. */
  id: string;
  status: number;
  /** As received, internal ones included. */
  headers: Headers;
  body: Uint8Array;
  freshness: Freshness;
  tags: readonly string[];
  /** Asks to be stitched. */
  esi: boolean;
};

const MAX_TAGS = 200;
export function entryOf(status: number, headers: Headers, body: Uint8Array, freshness: Freshness): Entry {
  const tags = tagsOf(headers);
  return { id: uniqueId(), status, headers, body, freshness, tags, esi: asksForEsi(headers) };
}

/**
 * The entry after its origin said that it is still right (304): the new headers count, the body stays, and
 * with it what describes the body. Undefined when it must not be kept any longer.
 */
export function refreshed(
  entry: Entry,
  notModified: Headers,
  now: number,
  defaults: StaleDefaults,
): Entry | undefined {
  const headers = new Headers(entry.headers);
  headers.delete('age');
  notModified.forEach((value, name) => {
    if (!name.startsWith('content-') && name !== 'set-cookie') headers.set(name, value);
  });
  const verdict = judge(entry.status, headers, now, defaults);
  if (!verdict.store) return undefined;
  return {
    ...entry,
    headers,
    freshness: verdict.freshness,
    tags: tagsOf(headers),
    esi: asksForEsi(headers),
  };
}

/** The tags an answer can be purged by, from any of the headers that CDNs read them from. */
export function tagsOf(headers: Headers): string[] {
  const tags = new Set<string>();
  for (const name of ['xkey', 'surrogate-key', 'cache-tag']) {
    for (const tag of headers.get(name)?.split(/[\s,]+/) ?? []) if (tag) tags.add(tag);
  }
  return [...tags].slice(0, MAX_TAGS);
}

/** Headers that ask the origin whether the entry is still right. */
export function validators({ headers }: Entry): Record<string, string> {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
}

export const isFresh = (entry: Entry, now: number): boolean => useOf(entry.freshness, now) === 'fresh';
