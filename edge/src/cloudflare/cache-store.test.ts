import fc from 'fast-check';
import { entryOf } from '../handler/cache/entry.js';
import type { Stored } from '../handler/cache/store.js';
import { type CacheLike, CacheStore } from './cache-store.js';

const BASE = 'https://shop.example/tessera-cache/fragments/';
const freshness = { storedAt: 0, ageMs: 0, lifetimeMs: 60_000, whileRevalidateMs: 0, ifErrorMs: 600_000 };
const bytes = (text: string) => new TextEncoder().encode(text);
const entry = (tags: string, body = 'x', headers: Record<string, string> = {}) =>
  entryOf(404, new Headers({ ...headers, xkey: tags }), bytes(body), freshness);

/** A Cache API as a data centre has it: shared by all copies of a Worker. */
function fakeCache(): CacheLike & { kept: Map<string, Response> } {
  const kept = new Map<string, Response>();
  return {
    kept,
    match: async (address) => kept.get(String(address))?.clone(),
    put: async (address, response) => {
      if (response.status !== 200) throw new TypeError('only whole answers are kept');
      kept.set(String(address), response);
    },
    delete: async (address) => kept.delete(String(address)),
  };
}

const shown = (stored: Stored | undefined) =>
  stored && 'body' in stored
    ? { ...stored, headers: [...stored.headers], body: new TextDecoder().decode(stored.body) }
    : stored;

it('what one copy of the Worker keeps, another gets back whole', async () => {
  const cache = fakeCache();
  const kept = entry('a b', 'é😀', { 'content-type': 'text/html', 'x-odd': 'caf\u00e9' });
  await new CacheStore(cache, BASE).set('key\nwith: lines', kept);
  const other = new CacheStore(cache, BASE);
  expect(shown(await other.get('key\nwith: lines'))).toEqual(shown(kept));
  expect(await other.get('key')).toBeUndefined();
  await other.set('marked', { vary: ['accept'] });
  expect(await new CacheStore(cache, BASE).get('marked')).toEqual({ vary: ['accept'] });
});

it('is kept for as long as it is of use, with the tags by which the zone is purged', async () => {
  const cache = fakeCache();
  await new CacheStore(cache, BASE, () => 10_000).set('k', entry('a b'));
  const [response] = cache.kept.values();
  expect(response?.headers.get('cache-control')).toBe('public, max-age=1250');
  expect(response?.headers.get('cache-tag')).toBe('a,b');
});

it('does not keep what has too long an address', async () => {
  const cache = fakeCache();
  const store = new CacheStore(cache, BASE);
  await store.set('x'.repeat(9000), entry('a'));
  expect(cache.kept.size).toBe(0);
});

it('any copy sees what any other has kept and purged, at the latest when it looks anew', async () => {
  const step = fc.oneof(
    fc.record({ by: fc.nat(2), set: fc.nat(4), tags: fc.subarray(['a', 'b', 'c']) }),
    fc.record({ by: fc.nat(2), purge: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }),
    fc.record({ by: fc.nat(2), get: fc.nat(4) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const cache = fakeCache();
      let now = 1_000_000;
      // Made anew for each step, as copies of a Worker come and go; only the cache stays.
      const copy = () => new CacheStore(cache, BASE, () => now);
      const model = new Map<string, { body: string; tags: readonly string[] }>();
      for (const [i, one] of steps.entries()) {
        now += 1;
        if ('set' in one) {
          await copy().set(String(one.set), entry(one.tags.join(' '), String(i)));
          model.set(String(one.set), { body: String(i), tags: one.tags });
        } else if ('purge' in one) {
          await copy().purge(one.purge);
          for (const [key, { tags }] of model)
            if (tags.some((tag) => one.purge.includes(tag))) model.delete(key);
        } else {
          const found = shown(await copy().get(String(one.get))) as { body: string } | undefined;
          expect(found?.body).toBe(model.get(String(one.get))?.body);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('a copy relies on what it has read for less than half a second', async () => {
  let now = 1_000_000;
  const cache = fakeCache();
  const copy = () => new CacheStore(cache, BASE, () => now);
  const [one, other] = [copy(), copy()];
  await one.set('k', entry('a'));
  expect(await other.get('k')).toBeDefined();
  now += 1;
  await one.purge(['a']);
  expect(await one.get('k')).toBeUndefined();
  now += 500;
  expect(await other.get('k')).toBeUndefined();
});
