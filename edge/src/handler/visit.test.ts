import fc from 'fast-check';
import { Bench, type FakeAnswer, type FakeOrigin, settled, textOf } from '../testing/fake-origin.js';
import { loopMark } from './origins.js';

const html = { 'content-type': 'text/html' };
const esi = { ...html, 'cache-control': 's-maxage=60', 'surrogate-control': 'content="ESI/1.0"' };
const _OFFER = 'Xk31bbGq0pLa';
const include = (src: string) => `<esi:include src="${src}"/>`;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A page with one slot, and its fragments. */
const site: FakeOrigin = ({ url: { pathname } }): FakeAnswer =>
  pathname.startsWith('/tessera/')
    ? {
        headers: { ...html, 'cache-control': 's-maxage=60', xkey: 'tessera slot-hero' },
        body: `[${pathname.slice('/tessera/fragments/'.length)}]`,
      }
    : { headers: esi, body: `<p>${include('/tessera/slots/hero')}</p>` };

describe('pages about one visitor', () => {
  it('get the shop’s cookies and are never kept, where the site says so', async () => {
    let count = 0;
    const bench = new Bench(
      () => ({ headers: { ...html, 'cache-control': 'max-age=60' }, body: `${++count}` }),
      {
        isPrivate: ({ pathname }) => pathname.startsWith('/account'),
      },
    );
    const visitor = { cookie: 'session=s; tessera_id=me', authorization: 'Basic abc' };
    expect([await bench.read('/account', visitor), await bench.read('/account', visitor)]).toEqual([
      ['1', 'PASS'],
      ['2', 'PASS'],
    ]);
    const [sent] = bench.requests;
    expect(sent?.init.headers.get('cookie')).toBe('session=s');
    expect(sent?.init.headers.get('authorization')).toBe('Basic abc');
    await bench.read('/other', visitor);
    expect(bench.requests[2]?.init.headers.has('cookie')).toBe(false);
  });
});

describe('what can’t be answered', () => {
  it('is refused with a small page', async () => {
    const bench = new Bench(site);
    expect((await bench.get('/a', {}, { method: 'TRACE' })).status).toBe(405);
    expect((await bench.get('/a', {}, { url: 'not an address' })).status).toBe(400);
    expect((await bench.get('/a', { 'cdn-loop': `other, ${loopMark()}` })).status).toBe(508);
    expect(bench.requests).toEqual([]);
  });

  it('includes purging without a token', async () => {
    const answer = await new Bench(site).get(
      '/',
      { 'xkey-purge': 'a', authorization: 'Bearer ' },
      { method: 'PURGE' },
    );
    expect(answer.status).toBe(403);
  });
});

describe('a redirect', () => {
  it('to the origin’s own address leads to the edge instead', async () => {
    const bench = new Bench(() => ({ status: 302, headers: { location: 'http://shop.internal/b?c#d' } }));
    expect((await bench.get('/a')).headers.get('location')).toBe('/b?c#d');
    bench.origin = () => ({ status: 302, headers: { location: 'https://pay.example/' } });
    expect((await bench.get('/x')).headers.get('location')).toBe('https://pay.example/');
  });
});

describe('whatever visitors send', () => {
  const MARK = 'visitor-said-this';
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,14}$/);
  const name = fc.oneof(
    word,
    fc.constantFrom('cookie', 'x-forwarded-host', 'tessera-x', 'range', 'if-none-match'),
  );
  const headers = fc.dictionary(name, fc.constantFrom(MARK, `a=${MARK}`, `tsr_hero=${MARK}`), { maxKeys: 8 });
  const path = fc.oneof(
    fc.webPath().map((text) => text || '/'),
    fc.webQueryParameters().map((query) => `/tessera/slots/hero?${query}`),
    fc.tuple(word, word).map(([slot, variant]) => `/tessera/fragments/${slot}/${variant}`),
    word.map((file) => `/tessera/${file}.css?${file}`),
  );

  it('is answered, and stays out of what is shared', async () => {
    await fc.assert(
      fc.asyncProperty(path, headers, async (address, sent) => {
        const bench = new Bench(site);
        const answer = await bench.get(address, sent);
        await textOf(answer);
        await settled();
        for (const { url, init } of bench.requests) {
          const visitors =
            /^\/(tessera|collect)\//.test(url.pathname) && !/fragments|\.css$/.test(url.pathname);
          if (!visitors) {
            const all = [...init.headers].flat().join(' ');
            expect(all.replace(/accept(-language)? \S+/g, '')).not.toContain(MARK);
          }
          if (url.hostname === 'fragments.internal' && url.pathname.startsWith('/tessera/fragments/')) {
            expect(`${url.pathname}${url.search}`).toMatch(
              /^\/tessera\/fragments\/[a-z][a-z0-9_]*\/(default|[\w-]{12})(\?[\w=&-]+)?$/,
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a slow visitor delays nobody', async () => {
    const bench = new Bench(site);
    const unread = await bench.get('/a');
    await sleep(5);
    expect(await bench.read('/a')).toEqual(['<p>[hero/default]</p>', 'HIT']);
    expect(await textOf(unread)).toBe('<p>[hero/default]</p>');
  });
});
