import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../http/problems.js';

/** The keys by which other tags' clients are let in. A server's is secret: what it says of users is believed. */
export interface CollectKeys {
  readonly public: readonly string[];
  readonly server: readonly string[];
}

const SERVER = 'server:';

/** `key1, server:key2` → keys; null if one is none. */
export function keysIn(items: readonly string[]): CollectKeys | null {
  const isServer = (item: string): boolean => item.startsWith(SERVER);
  const keys = {
    public: items.filter((item) => !isServer(item)),
    server: items.filter(isServer).map((item) => item.slice(SERVER.length)),
  };
  const isRight = [...keys.public, ...keys.server].every((key) => /^[\w.-]{1,128}$/.test(key));
  return isRight && keys.server.every((key) => key.length >= 16) ? keys : null;
}

/** As whom a client with this key is let in; throws a Problem if it is not. */
export function isLetIn(keys: CollectKeys, key: string | null): 'page' | 'server' {
  if (keys.public.length + keys.server.length === 0)
    throw new Problem('collect_disabled', 'TESSERA_COLLECT_KEYS names no keys');
  if (key !== null && keys.server.some((one) => isSame(one, key))) return 'server';
  if (key !== null && keys.public.some((one) => isSame(one, key))) return 'page';
  throw new Problem('unknown_key', 'the write key, token or app id is not one of TESSERA_COLLECT_KEYS');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared by digest, in constant time. Those of our own keys are few and the same all day. */
const digests = new Map<string, Buffer>();
function isSame(ours: string, given: string): boolean {
  let known = digests.get(ours);
  if (!known) {
    known = digest(ours);
    digests.set(ours, known);
  }
  return timingSafeEqual(known, digest(given));
}
