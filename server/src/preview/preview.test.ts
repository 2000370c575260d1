import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A real listener whose answers a test gives. */
class Origin {
  readonly heard: { url: string; headers: IncomingMessage['headers'] }[] = [];
  readonly answers = new Map<string, Answer>();
  readonly #server: Server = createServer((req, res) => {
    this.heard.push({ url: req.url ?? '', headers: req.headers });
    const answer = this.answers.get((req.url ?? '').replace(/\?.*/, ''));
    if (answer) answer(req, res);
    else res.writeHead(404, { 'Content-Type': 'text/html' }).end('<p>not here</p>');
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const sends =
  (body: string, headers: Record<string, string> = {}, status = 200): Answer =>
  (_req, res) => {
    res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
const ESI = { 'Surrogate-Control': 'content="ESI/1.0"', 'Cache-Control': 'public, s-maxage=300' };
const include = (slot: string, query = '') =>
  `<esi:include src="/tessera/slots/${slot}${query}" onerror="continue"/>`;

const hero = (title: string) => ({ template: 'hero', content: { title } });
/** The drafts: the same catalog with one more segment and variant, and another text for laptops. */
const draftCatalog = () => {
  const { segments, variants, ...rest } = testCatalog({ version: 'drafts-1' });
  return {
    ...rest,
    segments: [...segments, { key: 'drafted', name: 'Drafted', when: { 'signals.views': { $gte: 1 } } }],
    variants: [
      ...variants.map((one) =>
        one.key === KEYS.laptops ? { ...one, locales: { en: hero('Draft laptops') } } : one,
      ),
      {
        key: 'DraftedHero0',
        name: 'Drafted',
        slots: ['home_hero'],
        segments: { any: ['drafted'] },
        priority: 50,
        locales: { en: hero('Drafted & new'), es: hero('Borrador') },
      },
      {
        key: 'MobileHero00',
        name: 'Mobile',
        slots: ['home_hero'],
        when: { 'context.device.type': 'mobile' },
        schedule: { from: '2030-01-01T00:00:00Z', until: null },
        priority: 60,
        locales: { en: hero('Mobile in 2030') },
      },
      {
        key: 'DraftBack000',
        name: 'Welcome back',
        slots: ['home_hero'],
        when: { 'context.visit.count': { $gte: 3 } },
        priority: 70,
        locales: { en: hero('Welcome back') },
      },
    ],
  };
};

const site = new Origin();
const cms = new Origin();
let pages: string;
let strapi: string;
let server: TestServer;

beforeAll(async () => {
  pages = await site.start();
  strapi = await cms.start();
  cms.answers.set('/api/tessera/catalog', sends(JSON.stringify(testCatalog())));
  cms.answers.set('/api/tessera/catalog/drafts', sends(JSON.stringify(draftCatalog()), { ETag: '"d1"' }));
  site.answers.set(
    '/',
    sends(
      `<!doctype html><link rel="stylesheet" href="/a.css"><script async src="/tessera/beacon.js"></script>${include('home_hero', '?locale=en')}|${include('nowhere')}|${include('greeting')}`,
      {
        ...ESI,
        'Set-Cookie': 'shop=1',
        'Content-Security-Policy': "default-src 'none'; img-src 'self'; frame-ancestors 'none'",
      },
    ),
  );
  site.answers.set('/p/1', sends(`<p>${include('product_banner', '?category=laptops')}</p>`, ESI));
  site.answers.set('/plain', sends(`<p>${include('home_hero')}</p>`));
  site.answers.set('/a.css', sends('a{b:url(/b.png)}', { 'Content-Type': 'text/css' }));
  site.answers.set(
    '/b.png',
    sends('pixels', { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=9' }),
  );
  site.answers.set('/old', sends('', { Location: '/p/1?x=1' }, 301));
  site.answers.set('/away', sends('', { Location: 'https://elsewhere.example/x' }, 302));
  server = await startTestServer({
    env: { TESSERA_CATALOG: strapi, TESSERA_CATALOG_TOKEN: 'catalog-token', TESSERA_PAGES: pages },
  });
});
afterAll(async () => {
  await server.stop();
  site.stop();
  cms.stop();
});
beforeEach(() => {
  server.time.now = Date.now();
});

const ask = (body: object, to = server) =>
  to.request
    .post('/admin/preview')
    .set({ Authorization: `Bearer ${ADMIN_TOKEN}` })
    .send(body);
async function linkOf(body: object): Promise<string> {
  const answer = await ask(body);
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"path"')]);
  return answer.body.path;
}
const open = async (body: object) => server.request.get(await linkOf(body));
const shown = async (as: object, page = '/') => (await open({ page, as })).text;

describe('POST /admin/preview', () => {
  it('asks for the admin token', async () => {
    expect((await server.request.post('/admin/preview').send({})).status).toBe(401);
  });

  it('gives a link on the host that was asked, for a quarter of an hour', async () => {
    const { body } = await ask({ page: '/p/1?x=1', as: { segments: [] } });
    expect(body.url).toBe(`${server.url}${body.path}`);
    expect(body.path).toMatch(/^\/tessera\/preview\/[\w-]+\/p\/1\?x=1$/);
    expect(body).toMatchObject({ until: server.time.now + 900_000, from: 'drafts' });
  });

  it.each<[object, RegExp]>([
    [{ page: 'https://evil.example/' }, /^page: must be a path/],
    [{ page: '//evil.example/' }, /^page: must be a path/],
    [{ page: '/\\evil.example' }, /^page: must be a path/],
    [{ page: '/a b' }, /^page: must be a path/],
    [{ page: 7 }, /^page: must be a path/],
    [{ as: 'x' }, /^as: must be an object/],
    [{ as: { who: 1 } }, /^as\.who: must be nothing: the fields are segments/],
    [{ as: { segments: 'a' } }, /^segments: must be a list of at most 50/],
    [{ as: { segments: [7] } }, /^segments: must be the key of a segment/],
    [{ as: { at: 'soon' } }, /^at: must be/],
    [{ as: { visitor: 'short' } }, /^as\.visitor: must be a visitor id/],
    [{ as: { locale: '../en' } }, /^as\.locale: must be a locale/],
    [{ as: { catalog: 'mine' } }, /^catalog: must be "published" or "drafts"/],
    [{ as: { context: [] } }, /^as\.context: must be an object/],
    [{ as: { context: { visit: { count: 0 } } } }, /^as\.context\.visit\.count: must be a whole number/],
    [{ as: { segments: new Array(50).fill('x'.repeat(100)) } }, /^as: must be shorter/],
    [{ frame: 'https://cms.example; script-src *' }, /^frame: must be an origin/],
    [{ frame: 'https://cms.example/admin' }, /^frame: must be an origin/],
    [{ more: 1 }, /^more: must be nothing/],
  ])('refuses %j', async (body, detail) => {
    const { status, text } = await ask(body);
    expect(status).toBe(400);
    expect(JSON.parse(text).detail).toMatch(detail);
  });
});

describe('the page', () => {
  it('is stitched with drafts, for somebody in exactly those segments and their parents', async () => {
    expect(await shown({})).toContain('Hello');
    expect(await shown({ segments: ['laptop_shopper'] })).toContain('Draft laptops');
    expect(await shown({ segments: ['drafted', 'laptop_shopper'] })).toContain('Drafted &amp; new');
    expect(await shown({ segments: ['cart_abandoner'] })).toContain('Take 10 % off');
    expect(await shown({ segments: [] })).toContain('Hello');
  });

  it('by device, time and language', async () => {
    const mobile = { context: { device: { type: 'mobile' } } };
    expect(await shown(mobile)).not.toContain('Mobile in 2030');
    expect(await shown({ ...mobile, at: Date.UTC(2031, 0, 1) })).toContain('Mobile in 2030');
    expect(await shown({ at: Date.UTC(2031, 0, 1) })).not.toContain('Mobile in 2030');
    expect(await shown({ segments: ['drafted'], locale: 'es' })).toContain('Borrador');
    expect(await shown({ segments: ['drafted'], locale: 'fr' })).toContain('Drafted &amp; new');
  });

  it('on a visit that the context says, also as somebody who is known', async () => {
    const { body } = await server.request.post('/tessera/beacon').send({ events: [{ type: 'page_view' }] });
    for (const who of [{}, { visitor: body.visitor }]) {
      expect(await shown({ ...who, context: { visit: { count: 3 } } })).toContain('Welcome back');
      expect(await shown({ ...who, context: { visit: { count: 2 } } })).not.toContain('Welcome back');
    }
  });

  it('as a visitor who is known, judged by the drafts; nothing is changed about them', async () => {
    const beacon = await server.request.post('/tessera/beacon').send({
      events: [
        { type: 'page_view', age: 0 },
        { type: 'identify', age: 0, props: { user: 'u', traits: { first_name: 'Ada <3' } } },
      ],
    });
    const { visitor } = beacon.body;
    const state = async () =>
      (await server.request.get(`/admin/visitors/${visitor}`).set('Authorization', `Bearer ${ADMIN_TOKEN}`))
        .body;
    const before = await state();
    const page = await shown({ visitor });
    expect(page).toContain('Drafted &amp; new');
    expect(page).toContain('Hello Ada &lt;3');
    expect(await shown({ visitor, segments: ['laptop_shopper'] })).toContain('Draft laptops');
    const after = await state();
    expect(after.signals).toEqual(before.signals);
    expect(after.segments).toEqual(before.segments);
    const gone = await open({ as: { visitor: 'nobody_of_that_name' } });
    expect([gone.status, gone.text]).toEqual([404, expect.stringContaining('nobody_of_that_name')]);
  });

  it('by what is published, if that is asked for', async () => {
    const as = { segments: ['laptop_shopper'], catalog: 'published' };
    expect((await ask({ as })).body.from).toBe('published');
    const { text, headers } = await open({ as });
    expect(text).not.toContain('Draft laptops');
    expect(text).toContain('Laptops');
    expect(headers['tessera-preview']).toBe('published');
  });

  it('passes a slot’s params on, and leaves a hole for what there is none of', async () => {
    expect(await shown({}, '/p/1')).toContain('Free delivery of laptops');
    expect(await shown({})).toContain('||');
  });

  it('leaves a page as it is that does not ask to be stitched', async () => {
    expect(await shown({}, '/plain')).toContain('<esi:include');
  });

  it('is for nobody else to keep, to find or to frame, sets no cookie and runs cut off', async () => {
    const { headers } = await open({ frame: 'https://cms.example' });
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'cdn-cache-control': 'private, no-store',
      'surrogate-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'tessera-preview': 'drafts',
    });
    expect(headers['set-cookie']).toBeUndefined();
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`frame-ancestors ${strapi} https://cms.example`);
    expect(policy).toContain("default-src 'none'; img-src 'self'");
    expect(policy).not.toContain("frame-ancestors 'none'");
    expect(policy).toContain('sandbox allow-scripts;');
  });

  it('sends nothing of the editor’s browser to the site', async () => {
    const path = await linkOf({});
    await server.request
      .get(path)
      .set({ Cookie: 'a=1', Authorization: 'Bearer x', 'X-Forwarded-For': '1.2.3.4' });
    const headers: IncomingMessage['headers'] = site.heard.at(-1)?.headers ?? {};
    expect(headers.cookie).toBeUndefined();
    expect(headers.authorization).toBeUndefined();
    expect(headers['x-forwarded-for']).toBeUndefined();
    expect(headers['surrogate-capability']).toBe('tessera="ESI/1.0"');
  });

  it('loads everything below its own address, without the tag', async () => {
    const path = await linkOf({});
    const prefix = path.slice(0, -1);
    const page = (await server.request.get(path)).text;
    expect(page).toContain(`href="${prefix}/a.css"`);
    expect((await server.request.get(`${prefix}/a.css`)).text).toBe(`a{b:url(${prefix}/b.png)}`);
    const image = await server.request.get(`${prefix}/b.png`);
    expect(image.headers['cache-control']).toBe('private, no-store');
    expect(image.headers['access-control-allow-origin']).toBe('*');
    const tag = await server.request.get(`${prefix}/tessera/beacon.js`);
    expect([tag.status, tag.text, tag.headers['content-type']]).toEqual([
      200,
      '',
      'text/javascript; charset=utf-8',
    ]);
    const sheet = await server.request.get(`${prefix}/tessera/fragments.css`);
    expect([sheet.status, sheet.text.length > 100]).toEqual([200, true]);
    expect((await server.request.get(`${prefix}/tessera/segments`)).status).toBe(404);
  });

  it('follows the site’s own redirects within the preview, and no others', async () => {
    const path = await linkOf({ page: '/old' });
    const { status, headers } = await server.request.get(path);
    expect([status, headers.location]).toEqual([302, path.replace(/\/old$/, '/p/1?x=1')]);
    const away = await open({ page: '/away' });
    expect([away.status, away.headers.location]).toEqual([502, undefined]);
  });

  it('shows the site’s own errors as they are', async () => {
    const missing = await open({ page: '/missing' });
    expect([missing.status, missing.text]).toEqual([404, '<p>not here</p>']);
  });

  it('never leads to another host, however the path is written', async () => {
    const prefix = (await linkOf({})).slice(0, -1);
    for (const rest of ['//elsewhere.example/', '/%2f%2felsewhere.example', '@elsewhere.example/', ':99/']) {
      const heard = site.heard.length;
      const { status } = await server.request.get(`${prefix}${rest}`);
      expect([rest, status >= 400, site.heard.length - heard <= 1]).toEqual([rest, true, true]);
    }
  });
});

describe('links', () => {
  it('end', async () => {
    const path = await linkOf({});
    server.time.now += 900_000;
    const { status, text, headers } = await server.request.get(path);
    expect([status, text]).toEqual([410, expect.stringContaining('This preview has ended')]);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('that were changed show nothing, of the page or of what it loads', async () => {
    const path = await linkOf({});
    const sealed = path.split('/')[3] ?? '';
    const forged = `${sealed.slice(0, 20)}${sealed[20] === 'A' ? 'B' : 'A'}${sealed.slice(21)}`;
    const heard = site.heard.length;
    for (const rest of ['/', '/a.css', '/tessera/fragments.css', '']) {
      const answer = await server.request.get(`/tessera/preview/${forged}${rest}`);
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('no link to a preview')]);
    }
    expect(site.heard).toHaveLength(heard);
  });

  it('name segments that the drafts no longer have: that is said', async () => {
    const { status, text } = await open({ as: { segments: ['gone_segment'] } });
    expect([status, text]).toEqual([400, expect.stringContaining('gone_segment')]);
  });
});

describe('drafts', () => {
  const fetched = () => cms.heard.filter(({ url }) => url === '/api/tessera/catalog/drafts');

  it('are fetched with the catalog’s token, by ETag', async () => {
    await shown({});
    expect(fetched().at(-1)?.headers.authorization).toBe('Bearer catalog-token');
  });

  it('that can’t be had or are wrong are not made up', async () => {
    // A server of its own: ours may still hold the drafts of a moment ago.
    const other = await startTestServer({
      env: { TESSERA_CATALOG: strapi, TESSERA_PAGES: pages },
    });
    const before = cms.answers.get('/api/tessera/catalog/drafts');
    const path = (await ask({}, other)).body.path;
    cms.answers.set('/api/tessera/catalog/drafts', sends('', {}, 403));
    const away = await other.request.get(path);
    expect([away.status, away.text]).toEqual([502, expect.stringContaining('403')]);
    cms.answers.set('/api/tessera/catalog/drafts', sends('{"version":"x","slots":7}'));
    const wrong = await other.request.get(path);
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('signals: is required')]);
    if (before) cms.answers.set('/api/tessera/catalog/drafts', before);
    expect((await other.request.get(path)).status).toBe(200);
    await other.stop();
  });

  it('there are none with a catalog file: the preview shows what is published, and says so', async () => {
    const other = await startTestServer({ env: { TESSERA_PAGES: pages } });
    const { body } = await ask({ as: { segments: ['laptop_shopper'] } }, other);
    expect(body.from).toBe('published');
    const { text, headers } = await other.request.get(body.path);
    expect(text).toContain('Laptops');
    expect(headers['tessera-preview']).toBe('published');
    expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'");
    await other.stop();
  });
});

it('simulate judges by the drafts if asked to', async () => {
  const simulate = async (catalog?: string) =>
    (
      await server.request
        .post('/admin/simulate')
        .set({ Authorization: `Bearer ${ADMIN_TOKEN}` })
        .send({ events: [{ type: 'page_view', age: 0 }], ...(catalog ? { catalog } : {}) })
    ).body;
  expect(await simulate('drafts')).toMatchObject({
    from: 'drafts',
    catalog: 'drafts-1',
    decisions: { home_hero: { variant: 'DraftedHero0' } },
  });
  expect(await simulate()).toMatchObject({ from: 'published', catalog: 'test#1' });
});

it('without TESSERA_PAGES there are no previews, and it says what to set', async () => {
  const other = await startTestServer();
  const { status, text } = await ask({}, other);
  expect([status, JSON.parse(text).code, text.includes('TESSERA_PAGES')]).toEqual([409, 'no_pages', true]);
  expect((await other.request.get('/tessera/preview/x/')).status).toBe(403);
  await other.stop();
});
