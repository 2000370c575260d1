import {
  noStoreFragmentHeaders,
  personalFragmentHeaders,
  sharedFragmentHeaders,
} from './fragment-headers.js';
import { catalogTag, fragmentTags } from './fragment-tags.js';

describe('fragmentTags', () => {
  it('names Tessera, the slot, the variant and the catalog', () => {
    expect(fragmentTags('home_hero', 'Xk31bbGq0pLa', '2026-11-23T20:00:00Z#17')).toEqual([
      'tessera',
      'slot-home_hero',
      'variant-Xk31bbGq0pLa',
      'catalog-2026-11-23T20-00-00Z-17',
    ]);
  });

  it('has no variant for an empty fragment', () => {
    expect(fragmentTags('home_hero', null, '1')).toEqual(['tessera', 'slot-home_hero', 'catalog-1']);
  });

  it('is safe in a header whatever the version', () => {
    expect(catalogTag('a b,c;d\r\nX: é"')).toMatch(/^catalog-[\w.-]+$/);
    expect(catalogTag(`${'x'.repeat(90)}#17`)).toMatch(/^catalog-x{61}-17$/);
  });
});

describe('headers of a fragment', () => {
  it('let CDNs keep a shared one, and browsers ask again', () => {
    expect(
      sharedFragmentHeaders({
        slot: 'home_hero',
        variant: 'Xk31bbGq0pLa',
        catalogVersion: '1#2',
        etag: '"e"',
        ttl: 60,
      }),
    ).toEqual({
      'Cache-Control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400',
      'CDN-Cache-Control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400',
      'Surrogate-Control': 'max-age=60, stale-while-revalidate=60, stale-if-error=86400',
      'Surrogate-Key': 'tessera slot-home_hero variant-Xk31bbGq0pLa catalog-1-2',
      xkey: 'tessera slot-home_hero variant-Xk31bbGq0pLa catalog-1-2',
      'Cache-Tag': 'tessera,slot-home_hero,variant-Xk31bbGq0pLa,catalog-1-2',
      'Edge-Cache-Tag': 'tessera,slot-home_hero,variant-Xk31bbGq0pLa,catalog-1-2',
      ETag: '"e"',
    });
  });

  it('let nobody keep a personal one', () => {
    expect(personalFragmentHeaders()).toEqual({
      'Cache-Control': 'private, no-store',
      'CDN-Cache-Control': 'private, no-store',
      'Surrogate-Control': 'private, no-store',
    });
  });

  it('let nobody keep what is right only now', () => {
    expect(noStoreFragmentHeaders()).toEqual({
      'Cache-Control': 'no-store',
      'CDN-Cache-Control': 'no-store',
      'Surrogate-Control': 'no-store',
    });
  });

  it('are a new object each time', () => {
    expect(personalFragmentHeaders()).not.toBe(personalFragmentHeaders());
  });
});
