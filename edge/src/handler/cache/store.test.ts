import fc from 'fast-check';
import { entryOf } from './entry.js';
import { Purges } from './purges.js';
import { MemoryStore } from './store.js';

const freshness = { storedAt: 0, ageMs: 0, lifetimeMs: 1000, whileRevalidateMs: 0, ifErrorMs: 0 };
const entry = (tags: string, bytes = 10) =>
  entryOf(200, new Headers({ xkey: tags }), new Uint8Array(bytes), freshness);

describe('the store', () => {
  it('reads tags from every header that CDNs read them from', () => {
    const headers = new Headers({ xkey: 'a b', 'surrogate-key': 'b c', 'cache-tag': 'c,d' });
    expect(entryOf(200, headers, new Uint8Array(), freshness).tags).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never holds more bytes than it may', () => {
    const store = new MemoryStore(100_000);
    for (let i = 0; i < 500; i++) store.set(`key${i}`, entry(`tag${i}`, 3000));
    expect(store.bytes).toBeLessThanOrEqual(100_000);
    expect([store.get('key0'), store.size > 10]).toEqual([undefined, true]);
    store.set('huge', entry('huge', 200_000));
    expect(store.get('huge')).toBeUndefined();
    expect(store.purge(['huge', 'tag0'])).toBe(0);
  });

  it('purges exactly what carries a tag, whatever came before', () => {
    const step = fc.oneof(
      fc.record({ set: fc.nat(8), tags: fc.subarray(['a', 'b', 'c']) }),
      fc.record({ purge: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const store = new MemoryStore(1e6);
        const model = new Map<string, readonly string[]>();
        for (const one of steps) {
          if ('set' in one) {
            store.set(String(one.set), entry(one.tags.join(' ')));
            model.set(String(one.set), one.tags);
            continue;
          }
          const hit = [...model].filter(([, tags]) => tags.some((tag) => one.purge.includes(tag)));
          expect(store.purge(one.purge)).toBe(hit.length);
          for (const [key] of hit) model.delete(key);
        }
        for (let key = 0; key <= 8; key++) {
          expect(store.get(String(key)) !== undefined).toBe(model.has(String(key)));
        }
      }),
    );
  });
});

describe('purges', () => {
  it('are known by tag and order', () => {
    const purges = new Purges();
    purges.note(['a']);
    const before = purges.count;
    expect(purges.anySince(before, ['a'])).toBe(false);
    purges.note(['b', 'c']);
    expect([purges.anySince(before, ['a']), purges.anySince(before, ['x', 'c'])]).toEqual([false, true]);
  });

  it('that are forgotten count for every tag', () => {
    const purges = new Purges();
    const before = purges.count;
    for (let i = 0; i < 11_000; i++) purges.note([`tag${i}`]);
    expect(purges.anySince(before, ['other'])).toBe(true);
    expect(purges.anySince(purges.count, ['tag10999'])).toBe(false);
  });
});
