import { PRODUCTS } from './catalogue.js';
import { compileShop } from './compiled.suite.js';
import { type Shop, startShop } from './shop.js';

const PAGES = [
  ['/', ['page_directives', 'home_hero']],
  ['/es/', ['page_directives', 'home_hero']],
  ['/c/laptops', ['page_directives', 'home_hero']],
  ['/c/phones', ['page_directives', 'home_hero']],
  ['/c/audio', ['page_directives', 'home_hero']],
  ['/compare/laptops', ['page_directives', 'home_hero']],
  ['/cart', ['page_directives', 'product_banner', 'home_hero']],
  ['/checkout', ['page_directives', 'product_banner']],
  ...PRODUCTS.map(
    ({ sku }) => [`/p/${sku}`, ['page_directives', 'product_banner', 'product_compare']] as const,
  ),
] as const;

describe('the shop', () => {
  let shop: Shop;
  beforeAll(async () => {
    compileShop();
    shop = await startShop({ port: 0, edgeUrl: 'http://edge.example:8080' });
  }, 60_000);
  afterAll(() => shop.close());

  const get = (path: string, init?: RequestInit) => fetch(shop.url + path, { redirect: 'manual', ...init });
  const text = async (path: string) => (await get(path)).text();

  it.each(PAGES)('%s is a cacheable page that begins at once and asks for stitching', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400',
      'surrogate-control': expect.stringContaining('content="ESI/1.0"'),
      'surrogate-key': expect.stringMatching(/^shop page-[a-z0-9-]+$/),
      etag: expect.stringMatching(/^"[\w-]{16}"$/),
      'content-security-policy': expect.stringContaining("script-src 'self'; style-src 'self'"),
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(response.headers.has('vary')).toBe(false);
    expect((await response.text()).startsWith('<!doctype html>')).toBe(true);
  });

  it.each(PAGES)('%s has its slots, each in a box that repeats the include’s query', async (path, slots) => {
    const page = await text(path);
    const boxes = page.matchAll(
      /<div class="slot [^"]*" data-tessera-params="([^"]*)"[^>]*><esi:include src="\/tessera\/slots\/([a-z_]+)\?([^"]*)" onerror="continue"\/>/g,
    );
    const found = [...boxes].map(([, params, slot, query]) => {
      expect(query).toBe(params);
      const pairs = (query ?? '').split('&amp;');
      expect(pairs).toEqual(pairs.toSorted());
      for (const pair of pairs) expect(pair).toMatch(/^[a-z][a-z0-9_]{0,39}=[\w-]{1,40}$/);
      return slot;
    });
    expect(found).toEqual(slots);
    expect(page.match(/<esi:include/g)).toHaveLength(slots.length);
    expect(page.indexOf('page_directives')).toBeLessThan(page.indexOf('class="skip"'));
  });

  it('tells the tag what kind of page it is', async () => {
    expect(await text('/')).toContain('<body data-tessera-page-type="home">');
    expect(await text('/c/audio')).toContain(
      '<body data-tessera-page-type="category" data-tessera-page-category="audio">',
    );
    expect(await text('/p/nova-16')).toContain(
      '<body data-tessera-page-type="product" data-tessera-page-category="laptops">',
    );
    expect(await text('/compare/laptops')).toContain(
      '<body data-tessera-page-type="comparison" data-tessera-page-category="laptops">',
    );
    expect(await text('/cart')).toContain('<body data-tessera-page-type="cart">');
    expect(await text('/checkout')).toContain('<body data-tessera-page-type="checkout">');
    expect(await text('/p/nova-16')).toMatch(/product_banner\?category=laptops&amp;locale=en/);
    expect(await text('/es/')).toMatch(/home_hero\?locale=es/);
  });

  it('marks prices and specifications', async () => {
    for (const { sku } of PRODUCTS) {
      const page = await text(`/p/${sku}`);
      expect(page).toMatch(/data-tessera-focus="price"/);
      expect(page).toMatch(/data-tessera-focus="specs"[^>]*tabindex="0"/);
    }
    expect((await text('/c/laptops')).match(/data-tessera-focus="price"/g)).toHaveLength(4);
  });

  it('writes no inline script, style or handler: all of it would be refused by its own policy', async () => {
    for (const [path] of PAGES) {
      const page = (await text(path)).replaceAll('onerror="continue"', '');
      expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|="javascript:/i);
    }
  });

  it('leads nowhere that is not there', async () => {
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
      for (const [, link = ''] of (await response.text()).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (link.startsWith('/tessera/') || link.startsWith('http://edge.example') || link.startsWith('#'))
          continue;
        expect(link).toMatch(/^\//);
        waiting.push(link);
      }
    }
    for (const [path] of PAGES) expect(seen).toContain(path);
  });

  it('has one h1, a title and a description on every page, alternative texts and sizes on every picture', async () => {
    const titles = new Set<string>();
    for (const [path] of PAGES) {
      const page = await text(path);
      expect(page.match(/<h1[ >]/g)).toHaveLength(1);
      expect(page).toMatch(/<html lang="(en|es)">/);
      expect(page).toMatch(/<meta name="description" content="[^"]{15,}">/);
      titles.add(/<title>([^<]+)<\/title>/.exec(page)?.[1] ?? '');
      for (const [picture] of page.matchAll(/<img[^>]*>/g)) {
        expect(picture).toMatch(/\salt="[^"]*"/);
        expect(picture).toMatch(/\swidth="\d+" height="\d+"/);
        expect(picture).toMatch(/data-tessera-media="(rich|lite)"/);
      }
    }
    expect(titles.size).toBe(PAGES.length);
  });

  it('says on the page without an edge where the one with an edge is, and only there', async () => {
    for (const [path] of PAGES) {
      const page = await text(path);
      expect(page).toMatch(/<esi:remove><p class="bare-note">.*http:\/\/edge\.example:8080/);
      expect(page.replace(/<esi:remove>.*?<\/esi:remove>/gs, '')).not.toContain('edge.example');
    }
  });

  it('answers 304 to who has it, and HEAD without a body', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const response = await get('/', { headers: { 'if-none-match': known } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    expect((await get('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    const head = await get('/', { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 5000, await head.text()]).toEqual([
      200,
      true,
      '',
    ]);
  });

  it('gives everybody the same bytes', async () => {
    const plain = await text('/p/aero-13?utm_source=x');
    const other = await get('/p/aero-13', {
      headers: { cookie: 'tsr_home_hero=abc; tessera_id=xyz', 'accept-language': 'es' },
    });
    expect(await other.text()).toBe(plain);
  });

  it('refuses other methods, and says which it takes', async () => {
    const response = await get('/cart', { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    '/nope',
    '/p/',
    '/p/aero-13/',
    '/c/cars',
    '/__proto__',
    '/assets/x/../../package.json',
    '/img/%2e%2e/x',
    '//',
    '/%00',
  ])('says 404 to %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('has nothing under /tessera/: whoever includes it gets no words', async () => {
    const response = await get('/tessera/slots/home_hero?locale=en');
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([
      404,
      '',
      'no-store',
    ]);
  });

  it('lets assets be kept for ever under the name of their content, and only for a minute under an older one', async () => {
    const asset = /"(\/assets\/[\w-]+\/)shop\.css"/.exec(await text('/'))?.[1] ?? '';
    for (const name of ['shop.css', 'shop.js', 'cart.js', 'figtree.woff2']) {
      const response = await get(asset + name);
      expect([name, response.status]).toEqual([name, 200]);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await get('/assets/older/shop.css')).headers.get('cache-control')).toBe('public, max-age=60');
    expect((await get(`${asset}none.css`)).status).toBe(404);
    for (const [, url = ''] of (await text(`${asset}shop.css`)).matchAll(/url\("([^"]+)"\)/g)) {
      expect((await get(asset + url)).status).toBe(200);
    }
  });

  it.each(['default', 'laptops', 'compare', 'price'])(
    'has the picture hero-%s.svg for editors',
    async (name) => {
      const response = await get(`/img/hero-${name}.svg`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
      expect(await response.text()).toMatch(/viewBox="0 0 1200 600"/);
    },
  );

  it('counts the requests that reach it', async () => {
    const before = shop.requests().length;
    await text('/cart?x=1');
    await get('/nope');
    expect(shop.requests().slice(before)).toEqual([
      { time: expect.any(String), method: 'GET', path: '/cart?x=1', status: 200, ms: expect.any(Number) },
      { time: expect.any(String), method: 'GET', path: '/nope', status: 404, ms: expect.any(Number) },
    ]);
  });

  it('can be refused its port', async () => {
    await expect(startShop({ port: Number(new URL(shop.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
