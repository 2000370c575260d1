import fc from 'fast-check';
import { decidedVariant, shopCookies, tesseraCookies } from './cookies.js';
import { fragmentPath, fragmentQuery, routeOf } from './route.js';

const route = (path: string, method = 'GET', hasFragments = true) =>
  routeOf(new URL(`https://shop.example${path}`), method, hasFragments);

describe('where a request goes', () => {
  it.each([
    ['/', { kind: 'page' }],
    ['/c/laptops?x=1', { kind: 'page' }],
    ['/administrators', { kind: 'page' }],
    ['/tessera/slots/home_hero?locale=en', { kind: 'slot', slot: 'home_hero', query: '?locale=en' }],
    ['/tessera/slots/Home', { kind: 'refused' }],
    [
      '/tessera/fragments/a/Xk31bbGq0pLa',
      { kind: 'fragment', path: '/tessera/fragments/a/Xk31bbGq0pLa', query: '' },
    ],
    ['/tessera/fragments/a/other', { kind: 'fragment', path: '/tessera/fragments/a/default', query: '' }],
    ['/tessera/fragments.css?v=2', { kind: 'asset', path: '/tessera/fragments.css' }],
    ['/tessera/directives/lite-media.css', { kind: 'asset', path: '/tessera/directives/lite-media.css' }],
    ['/tessera/segments', { kind: 'visitor' }],
    ['/api/personalize', { kind: 'visitor' }],
    ['/collect/segment/v1/track', { kind: 'visitor' }],
    ['/admin', { kind: 'refused' }],
    ['/Admin/status', { kind: 'refused' }],
    ['/%61dmin/status', { kind: 'refused' }],
    ['//metrics', { kind: 'refused' }],
    ['/tessera/%2e%2e/healthz', { kind: 'refused' }],
    ['/readyz/', { kind: 'refused' }],
    ['/%zz', { kind: 'page' }],
  ])('%s', (path, expected) => expect(route(path)).toEqual(expected));

  it('is never the cache for what changes something', () => {
    expect(route('/tessera/slots/a', 'POST')).toEqual({ kind: 'visitor' });
    expect(route('/tessera/beacon', 'POST')).toEqual({ kind: 'visitor' });
  });

  it('is the origin for everything when there is no fragment server, except operators’ addresses', () => {
    expect(route('/tessera/slots/a', 'GET', false)).toEqual({ kind: 'page' });
    expect(route('/metrics', 'GET', false)).toEqual({ kind: 'refused' });
  });
});

describe('a fragment’s address', () => {
  it('does not depend on the order of its query or on what is added to it', () => {
    const pair = fc.tuple(
      fc.constantFrom('locale', 'category', 'a', 'b_2'),
      fc.constantFrom('en', 'x-1', 'Y_'),
    );
    const junk = fc.constantFrom('utm_source=a%20b', 'UPPER=1', 'a', 'x=', '=1', '_=123', 'b=<script>');
    const pairs = fc.uniqueArray(pair, { selector: ([name]) => name });
    fc.assert(
      fc.property(pairs, fc.array(junk), fc.infiniteStream(fc.nat()), (given, added, random) => {
        const plain = given.map((one) => one.join('='));
        const mixed = [...plain, ...added]
          .map((text) => ({ text, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ text }) => text);
        const query = (parts: string[]) => fragmentQuery(new URL(`https://x/?${parts.join('&')}`));
        expect(query(mixed)).toBe(plain.length > 0 ? `?${plain.sort().join('&')}` : '');
      }),
    );
  });

  it('has at most nine pairs, the first of each name', () => {
    const many = Array.from({ length: 30 }, (_, i) => `p${i}=1`).join('&');
    expect(fragmentQuery(new URL(`https://x/?${many}`)).split('&')).toHaveLength(9);
    expect(fragmentQuery(new URL('https://x/?a=%20&a=1&a=2'))).toBe('?a=1');
  });

  it('holds nothing of a cookie but a well-formed variant', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.stringMatching(/^[\w-]{11,13}$/),
      fc.constantFrom('../admin', 'Xk31bbGq0pLa', 'default', '%2e%2e', 'Xk31bbGq0pL/'),
    );
    fc.assert(
      fc.property(value, (cookie) => {
        const text = cookie.replace(/[^\x20-\x7e]/g, '');
        const variant = decidedVariant(new Headers({ cookie: `a=1; tsr_hero=${text}; b=2` }), 'hero');
        expect(fragmentPath('hero', variant ?? 'default')).toMatch(
          /^\/tessera\/fragments\/hero\/(default|[\w-]{12})$/,
        );
      }),
    );
  });
});

describe('a visitor’s cookies', () => {
  const headers = new Headers({
    cookie: 'session=s; tessera_id=me; tsr_hero=Xk31bbGq0pLa; tessera_idx=1; x; tsr_=2',
  });

  it('are told apart: ours and the shop’s', () => {
    expect(tesseraCookies(headers)).toBe('tessera_id=me; tsr_hero=Xk31bbGq0pLa');
    expect(shopCookies(headers)).toBe('session=s; tessera_idx=1; tsr_=2');
  });

  it('are not read when there are absurdly many', () => {
    const huge = new Headers({ cookie: `tsr_hero=Xk31bbGq0pLa; ${'x=1; '.repeat(5000)}` });
    expect([decidedVariant(huge, 'hero'), tesseraCookies(huge)]).toEqual([undefined, undefined]);
  });
});
