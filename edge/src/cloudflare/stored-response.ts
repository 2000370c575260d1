import type { Entry } from '../handler/cache/entry.js';
import type { Freshness } from '../handler/cache/freshness.js';
import { isVaryMark, type Stored, type VaryMark } from '../handler/cache/store.js';

/** Everything about a stored answer but its body. */
type Described =
  | VaryMark
  | {
      id: string;
      status: number;
      headers: [string, string][];
      freshness: Freshness;
      tags: readonly string[];
      esi: boolean;
    };

const DESCRIPTION = 'tessera-entry';
const WRITTEN = 'tessera-written';
/** How long what is of no more use is kept for asking "has it changed?", in s. */
const KEEP_S = 600;
const MARK_S = 86_400;
const LONGEST_S = 30 * 86_400;

/** A stored answer as the Cache API takes it: its own headers would say how long, and a 404 would not be kept. */
export function toResponse(stored: Stored, now: number): Response {
  const headers = new Headers({ 'content-type': 'application/octet-stream', [WRITTEN]: String(now) });
  if (isVaryMark(stored)) {
    headers.set(DESCRIPTION, ascii(stored));
    headers.set('cache-control', `public, max-age=${MARK_S}`);
    return new Response(null, { headers });
  }
  const { body, ...rest } = stored;
  headers.set(DESCRIPTION, ascii({ ...rest, headers: [...pairsOf(stored.headers)] }));
  headers.set('cache-control', `public, max-age=${secondsOfUse(stored.freshness, now)}`);
  if (stored.tags.length > 0) headers.set('cache-tag', stored.tags.join(','));
  return new Response(body as Uint8Array<ArrayBuffer>, { headers });
}

/** The same back; undefined for what is not ours. */
export async function fromResponse(
  response: Response,
): Promise<{ stored: Stored; writtenAt: number } | undefined> {
  const description = response.headers.get(DESCRIPTION);
  if (description === null) return undefined;
  const described = JSON.parse(description) as Described;
  const writtenAt = Number(response.headers.get(WRITTEN));
  if ('vary' in described) return { stored: described, writtenAt };
  const body = new Uint8Array(await response.arrayBuffer());
  const stored: Entry = { ...described, headers: new Headers(described.headers), body };
  return { stored, writtenAt };
}

function pairsOf(headers: Headers): [string, string][] {
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => {
    pairs.push([name, value]);
  });
  return pairs;
}

function secondsOfUse({ storedAt, ageMs, lifetimeMs, whileRevalidateMs, ifErrorMs }: Freshness, now: number) {
  const until = storedAt - ageMs + lifetimeMs + Math.max(whileRevalidateMs, ifErrorMs);
  return Math.min(LONGEST_S, Math.max(0, Math.ceil((until - now) / 1000)) + KEEP_S);
}

/** JSON in the characters that a header may hold. */
const ascii = (value: Described): string =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
