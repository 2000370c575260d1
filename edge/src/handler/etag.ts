import type { Entry } from './cache/entry.js';
import { instanceName } from './instance.js';

const MAX_LENGTH = 400;
const ids = new WeakMap<Uint8Array, string>();
let made = 0;

/**
 * A stitched page is the same as long as it is made of the same bytes in memory: its stored page and the
 * stored fragments. Undefined when there are too many for a header. Weak, as it says nothing of encodings.
 */
export function etagOfStitched(page: Entry, chunks: readonly Uint8Array[]): string | undefined {
  const tag = `W/"${page.id}-${instanceName()}.${chunks.map(idOf).join('.')}"`;
  return tag.length <= MAX_LENGTH ? tag : undefined;
}

function idOf(bytes: Uint8Array): string {
  const known = ids.get(bytes);
  if (known !== undefined) return known;
  const id = (++made).toString(36);
  ids.set(bytes, id);
  return id;
}
