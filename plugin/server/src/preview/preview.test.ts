import { checkCatalog } from '@tessera/model';
import { CATALOG_ACTION, DRAFTS_ACTION, PERMISSIONS } from '../../../contracts/permissions';
import { segmentsAsked } from '../../../contracts/segments-asked';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { FragmentServer } from '../../../test/fragment-server';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { browserUrl, frameOrigins } from './browser-url';
import { withFrames } from './frames';
import type { PreviewService } from './service';

describe('through Strapi', () => {
  const app = newAppFolder();
  const server = new FragmentServer();
  let cms: TestStrapi;
  let admin: string;

  beforeAll(async () => {
    await server.start();
    cms = await startStrapi(app.folder, { servers: [{ url: server.url, token: server.token }] });
    admin = await cms.signIn('super');
  }, 60_000);
  afterAll(async () => {
    await cms.stop();
    await server.stop();
    app.remove();
  });
  beforeEach(() => {
    server.answer = () => ({
      status: 200,
      json: { url: `${server.url}/tessera/preview/sealed/p/1`, until: 1_800_000_000_000, from: 'drafts' },
    });
  });

  const post = (body: unknown, token = admin) =>
    cms.http
      .post('/tessera/preview')
      .set({ Authorization: `Bearer ${token}`, Origin: 'https://cms.example' })
      .send(body as object);

  describe('POST /tessera/preview', () => {
    it('gets a link from the fragment server, whose token stays on this side', async () => {
      const { status, body, text } = await post({ page: '/p/1', as: { segments: ['a'] } });
      expect([status, body]).toEqual([
        200,
        {
          kind: 'ok',
          server: server.url,
          answer: {
            url: `${server.url}/tessera/preview/sealed/p/1`,
            until: 1_800_000_000_000,
            from: 'drafts',
          },
        },
      ]);
      expect(text).not.toContain(server.token);
      expect(server.heard.at(-1)).toMatchObject({
        method: 'POST',
        url: '/admin/preview',
        authorization: `Bearer ${server.token}`,
      });
    });

    it('says what the fragment server refuses, and does not pass on what is no link', async () => {
      server.answer = () => ({ status: 409, json: { code: 'no_pages', detail: 'set TESSERA_PAGES' } });
      expect((await post({ page: '/', as: {} })).body).toMatchObject({
        kind: 'refused',
        detail: 'set TESSERA_PAGES',
      });
      server.answer = () => ({ status: 200, json: { hello: 'world' } });
      expect((await post({ page: '/', as: {} })).body.kind).toBe('unexpected');
    });

    it.each([[{}], [{ page: '/' }], [{ page: 7, as: {} }], [{ page: '/', as: [] }]])(
      'refuses %j',
      async (body) => {
        const heard = server.heard.length;
        expect((await post(body)).status).toBe(400);
        expect(server.heard).toHaveLength(heard);
      },
    );

    it('is closed to whoever has not the right to preview', async () => {
      const body = { page: '/', as: {} };
      expect((await cms.http.post('/tessera/preview').send(body)).status).toBe(401);
      expect((await post(body, await cms.signIn('reader', [PERMISSIONS.read]))).status).toBe(403);
      expect((await post(body, await cms.token('full-access'))).status).toBe(401);
      expect((await post(body, await cms.signIn('previewer', [PERMISSIONS.preview]))).status).toBe(200);
    });
  });

  describe('GET /api/tessera/catalog/drafts', () => {
    const drafts = (token: string, headers = {}) =>
      cms.http.get('/api/tessera/catalog/drafts').set({ Authorization: `Bearer ${token}`, ...headers });

    it('asks for a token that may', async () => {
      expect((await cms.http.get('/api/tessera/catalog/drafts')).status).toBe(401);
      expect((await drafts(await cms.token('custom', [CATALOG_ACTION]))).status).toBe(403);
      expect((await drafts(await cms.token('custom', [DRAFTS_ACTION]))).status).toBe(200);
    });

    it('is the catalog as it would be if all drafts were published, and publishes nothing', async () => {
      const token = await cms.token('custom', [CATALOG_ACTION, DRAFTS_ACTION]);
      const published = async () =>
        (await cms.http.get('/api/tessera/catalog').set({ Authorization: `Bearer ${token}` })).body;
      const segment = documentsOf(cms.strapi, 'segment');
      const { documentId } = await segment.published(SEGMENT('changed', { hold: '1m' }));
      await segment.published(SEGMENT('untouched'));
      const before = await published();
      await segment.update(documentId, { hold: '2m' });
      await segment.create(SEGMENT('new_one'));
      await documentsOf(cms.strapi, 'variant').create(VARIANT('Draft', { slots: ['hero'] }));

      const answer = await drafts(token);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      const checked = checkCatalog(answer.body);
      if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
      const { version, segments, variants } = checked.value;
      expect(version).toMatch(/^drafts-/);
      expect(segments.map(({ key, hold }) => [key, hold])).toEqual([
        ['changed', '2m'],
        ['new_one', null],
        ['untouched', null],
      ]);
      expect(variants.map(({ name }) => name)).toEqual(['Draft']);
      expect(await published()).toEqual(before);

      expect((await drafts(token, { 'If-None-Match': answer.headers.etag ?? '' })).status).toBe(304);
      await segment.update(documentId, { hold: '3m' });
      expect((await drafts(token, { 'If-None-Match': answer.headers.etag ?? '' })).status).toBe(200);
    });
  });

  it('Strapi’s own preview of a variant leads to the page of its slots, as somebody who is meant', async () => {
    const service: PreviewService = cms.strapi.plugin('tessera').service('preview');
    const variant = documentsOf(cms.strapi, 'variant');
    const { documentId } = await variant.create(
      VARIANT('Meant', { targeting: { segments: { any: ['changed', 'new_one'] } } }),
    );
    const asked: string[][] = [];
    const pageOf = (slots: readonly string[]) => {
      asked.push([...slots]);
      return '/p/1';
    };
    const of = (uid: string, entry: object) => service.urlOfEntry(uid, entry, pageOf);
    expect(await of('plugin::tessera.variant', { documentId, status: 'draft' })).toBe(
      `${server.url}/tessera/preview/sealed/p/1`,
    );
    expect(asked).toEqual([['hero']]);
    // It has never been published.
    expect(await of('plugin::tessera.variant', { documentId, status: 'published' })).toBeUndefined();
    await variant.publish(documentId);
    expect(await of('plugin::tessera.variant', { documentId, status: 'published' })).toContain('/p/1');
    expect(await of('plugin::tessera.variant', { documentId: 'none' })).toBeUndefined();
    expect(await of('plugin::tessera.segment', { documentId })).toBeUndefined();
    server.answer = () => ({ status: 409, json: { code: 'no_pages' } });
    expect(await of('plugin::tessera.variant', { documentId })).toBeUndefined();
  });

  it('pages of the panel may frame the fragment servers; nothing else changes', async () => {
    const policy = async (path: string, accept: string) =>
      (await cms.http.get(path).set('Accept', accept)).headers['content-security-policy'] ?? '';
    const panel = await policy('/admin/plugins/tessera/preview', 'text/html');
    expect(panel).toContain(`frame-src 'self' ${server.url}`);
    const elsewhere = await policy('/elsewhere', 'text/html');
    expect(elsewhere).toContain("default-src 'self'");
    expect(elsewhere).not.toContain(server.url);
    expect(await policy('/admin/init', 'application/json')).not.toContain(server.url);
  });
});

it.each([
  ["default-src 'self';img-src *", "default-src 'self';img-src *;frame-src 'self' http://s:1"],
  ["default-src 'none'", "default-src 'none';frame-src http://s:1"],
  ["frame-src 'self' http://s:1;img-src *", "img-src *;frame-src 'self' http://s:1"],
  ["Frame-Src 'none'", 'frame-src http://s:1'],
  ["default-src *; child-src 'self'", "default-src *;child-src 'self';frame-src 'self' http://s:1"],
  ["script-src 'self'", "script-src 'self'"],
])('withFrames(%s)', (before, after) => expect(withFrames(before, ['http://s:1'])).toBe(after));

it('browsers are sent to the address that is for them', () => {
  const url = 'http://tessera.internal:4000/tessera/preview/x/p?y=1';
  expect(browserUrl(url, 'https://preview.example/')).toBe('https://preview.example/tessera/preview/x/p?y=1');
  expect(browserUrl(url, undefined)).toBe(url);
  expect(browserUrl(url, 'nonsense')).toBe(url);
  const servers = [{ url: 'http://a:1/base' }, { url: 'http://a:1' }, { url: 'nonsense' }];
  expect(frameOrigins(servers, undefined)).toEqual(['http://a:1']);
  expect(frameOrigins(servers, 'https://preview.example')).toEqual(['https://preview.example']);
});

it('somebody who is shown an entry is in one of its any and all of its all', () => {
  expect(segmentsAsked({ segments: { any: ['a', 'b'], all: ['c', 'a'], none: ['d'] } })).toEqual(['a', 'c']);
  for (const odd of [null, 7, [], {}, { segments: 'x' }, { segments: { any: [7, null] } }])
    expect(segmentsAsked(odd)).toEqual([]);
});
