import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { startTestServer, type TestServer } from '../testing/test-server.js';

const GERMAN = 'GermanHero00';
const SALE = 'SaleBanner00';
const NOW = Date.parse('2026-11-24T12:00:00Z');

const base = testCatalog();
const content = (title: string) => ({ en: { template: 'hero', content: { title } } });
const catalog = testCatalog({
  segments: [...base.segments, { key: 'german', name: 'German', when: { 'context.geo.country': 'DE' } }],
  variants: [
    ...base.variants.map((variant) =>
      variant.key === KEYS.lite
        ? { ...variant, segments: { any: ['slow_net'], none: ['laptop_shopper'] } }
        : variant,
    ),
    {
      key: GERMAN,
      name: 'German',
      slots: ['home_hero'],
      segments: { any: ['german'] },
      locales: content('Hallo'),
    },
    {
      key: SALE,
      name: 'Sale',
      slots: ['product_banner'],
      schedule: { from: null, until: '2026-11-24T12:00:20Z' },
      locales: content('Sale'),
    },
  ],
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ catalog });
});
beforeEach(() => {
  server.time.now = NOW;
});
afterAll(() => server.stop());

const get = (path: string) => server.request.get(`/tessera/fragments/${path}`);
const shown = (html: string) => /data-tessera-variant="([^"]*)"/.exec(html)?.[1];

describe('the fragment "default"', () => {
  it('says what it depends on, and is the fallback for who says nothing', async () => {
    const { text, headers } = await get('home_hero/default');
    expect([shown(text), headers['tessera-depends']]).toEqual([KEYS.plain, 'geo.country']);
    expect(headers.xkey).toBe(
      `tessera slot-home_hero variant-${KEYS.plain} catalog-test-1 default-home_hero`,
    );
  });

  it('is what the context in its query decides, and can be cached', async () => {
    const { text, headers } = await get('home_hero/default?locale=en&context.geo.country=DE');
    expect([shown(text), headers.xkey]).toEqual([GERMAN, expect.stringContaining(`variant-${GERMAN} `)]);
    expect(headers['cache-control']).toContain('s-maxage=60');
    expect(shown((await get('home_hero/default?context.geo.country=FR')).text)).toBe(KEYS.plain);
  });

  it('depends on nothing that a segment does not ask for', async () => {
    const { text, headers } = await get('page_directives/default?context.geo.country=DE');
    expect([shown(text), headers['tessera-depends']]).toEqual(['', 'network.save_data']);
    expect(shown((await get('page_directives/default?context.network.save_data=true')).text)).toBe(KEYS.lite);
  });

  it('is kept no longer than it is right', async () => {
    const { text, headers } = await get('product_banner/default');
    expect([shown(text), headers['tessera-depends']]).toEqual([SALE, undefined]);
    expect(headers['cache-control']).toContain('s-maxage=20, stale-while-revalidate=0,');
    server.time.now += 21_000;
    expect(shown((await get('product_banner/default')).text)).toBe(KEYS.banner);
  });
});

it('a visitor who is decided the fallback where others are shown more gets a cookie that says so', async () => {
  // By their request alone, they are shown the lite page; what they did says otherwise.
  const view = { type: 'page_view', page: { category: 'laptops' } };
  const { body, headers } = await server.request
    .post('/tessera/beacon')
    .set('Save-Data', 'on')
    .send({ events: [view, view], context: {}, slots: ['page_directives'] });
  expect(body.decisions.page_directives).toEqual({ variant: 'default', changed: true });
  const cookies = headers['set-cookie'] as unknown as string[];
  expect(cookies.find((one) => one.startsWith('tsr_page_directives'))).toMatch(
    /^tsr_page_directives=--fallback--;/,
  );
  expect(shown((await get('page_directives/--fallback--')).text)).toBe('');
  const slot = await server.request
    .get('/tessera/slots/page_directives')
    .set({ Cookie: 'tsr_page_directives=--fallback--', 'Save-Data': 'on' });
  expect(shown(slot.text)).toBe('');
});

it('a slot asked for without cookies is decided by headers, or by what an edge made of them', async () => {
  const slot = (query: string, headers: Record<string, string> = {}) =>
    server.request
      .get(`/tessera/slots/page_directives${query}`)
      .set(headers)
      .then(({ text }) => shown(text));
  expect(await slot('', { 'Save-Data': 'on' })).toBe(KEYS.lite);
  expect(await slot('?context.network.save_data=true')).toBe(KEYS.lite);
  expect(await slot('')).toBe('');
});
