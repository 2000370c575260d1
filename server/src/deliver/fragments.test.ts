import { KEYS } from '../testing/test-catalog.js';
import { startTestServer, type TestServer } from '../testing/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const SHARED = 'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400';

describe('GET /tessera/fragments/{slot}/{variant}', () => {
  it('answers the variant with everything a CDN wants to know, and no cookie', async () => {
    const response = await server.request
      .get(`/tessera/fragments/home_hero/${KEYS.laptops}`)
      .set('Cookie', 'tessera_id=x');
    expect(response.status).toBe(200);
    expect(response.text).toMatch(
      /^<div [^>]*data-tessera-slot="home_hero" data-tessera-variant="LaptopsHero0"/,
    );
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': SHARED,
      'cdn-cache-control': SHARED,
      'surrogate-control': 'max-age=60, stale-while-revalidate=60, stale-if-error=86400',
      'surrogate-key': 'tessera slot-home_hero variant-LaptopsHero0 catalog-test-1',
      xkey: 'tessera slot-home_hero variant-LaptopsHero0 catalog-test-1',
      'cache-tag': 'tessera,slot-home_hero,variant-LaptopsHero0,catalog-test-1',
      etag: expect.stringMatching(/^"[^"]+"$/),
    });
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.headers.vary).toBeUndefined();
  });

  it('answers "default" with the fallback, in the language asked for', async () => {
    const english = await server.request.get('/tessera/fragments/home_hero/default');
    expect(english.text).toContain('Hello');
    expect(english.headers['cache-control']).toBe(SHARED);
    expect((await server.request.get('/tessera/fragments/home_hero/default?locale=es-MX')).text).toContain(
      '¡Hola, señor!',
    );
    expect((await server.request.get('/tessera/fragments/home_hero/default?locale=<x>')).text).toBe(
      english.text,
    );
  });

  it('an empty fragment where the slot has no fallback', async () => {
    const { status, text } = await server.request.get('/tessera/fragments/page_directives/default');
    expect([status, text]).toEqual([
      200,
      expect.stringMatching(/^<div [^>]*data-tessera-variant=""[^>]*><\/div>$/),
    ]);
  });

  it('shows declared parameters only, well-formed only', async () => {
    const at = (query: string) =>
      server.request.get(`/tessera/fragments/product_banner/default?${query}`).then(({ text }) => text);
    expect(await at('category=laptops&utm=1')).toContain('Free delivery of laptops');
    expect(await at('category=%3Cscript%3E')).not.toContain('script');
    expect(await at('other=laptops')).not.toContain('laptops');
  });

  it('304 for who has it, HEAD without a body', async () => {
    const { headers } = await server.request.get('/tessera/fragments/home_hero/default');
    const same = await server.request
      .get('/tessera/fragments/home_hero/default')
      .set('If-None-Match', `W/"a", ${headers.etag}`);
    expect([same.status, same.text]).toEqual([304, '']);
    const head = await server.request.head('/tessera/fragments/home_hero/default');
    expect([head.status, head.headers['content-length']]).toEqual([200, headers['content-length']]);
  });

  it('an unknown or retired variant, or one of another slot: the fallback, not to be stored', async () => {
    for (const variant of ['AAAAAAAAAAAA', 'x', KEYS.banner, '__proto__', '%00']) {
      const response = await server.request.get(`/tessera/fragments/home_hero/${variant}`);
      expect(response.status).toBe(200);
      expect(response.text).toContain('data-tessera-variant="PlainHero0_-"');
      expect(response.headers).toMatchObject({
        'cache-control': 'no-store',
        'cdn-cache-control': 'no-store',
        'surrogate-control': 'no-store',
      });
    }
  });

  it('errors have no body, because a CDN may stitch it', async () => {
    for (const path of [
      '/tessera/fragments/nope/default',
      '/tessera/slots/nope',
      '/tessera/fragments/constructor/default',
      '/tessera/fragments/%E0%A4%A/x',
    ]) {
      const response = await server.request.get(path);
      expect([response.status, response.text]).toEqual([404, '']);
      expect(response.headers['cache-control']).toBe('no-store');
    }
    const posted = await server.request.post('/tessera/fragments/home_hero/default');
    expect([posted.status, posted.text]).toEqual([405, '']);
  });

  it('a personal slot is never answered at an address that is for everybody', async () => {
    const response = await server.request.get(`/tessera/fragments/greeting/${KEYS.greeting}`);
    expect([response.status, response.text]).toEqual([200, '']);
    expect(response.headers['cache-control']).toBe('private, no-store');
  });
});

describe('GET /tessera/slots/{slot}', () => {
  const variantIn = (html: string) => /data-tessera-variant="([^"]*)"/.exec(html)?.[1];

  it('by decision cookie, else by visitor, else by the request’s context; never to be stored', async () => {
    const byCookie = await server.request
      .get('/tessera/slots/home_hero')
      .set('Cookie', `tsr_home_hero=${KEYS.offer}`);
    expect(variantIn(byCookie.text)).toBe(KEYS.offer);
    expect(byCookie.headers['cache-control']).toBe('private, no-store');

    const cookie = `tessera_id=${'s'.repeat(21)}`;
    const laptop = { type: 'page_view', age: 0, page: { category: 'laptops' } };
    await server.request
      .post('/tessera/beacon')
      .set('Cookie', cookie)
      .send({ events: [laptop, laptop] });
    expect(variantIn((await server.request.get('/tessera/slots/home_hero').set('Cookie', cookie)).text)).toBe(
      KEYS.laptops,
    );

    const lite = await server.request.get('/tessera/slots/page_directives').set('Save-Data', 'on');
    expect(variantIn(lite.text)).toBe(KEYS.lite);
    expect(variantIn((await server.request.get('/tessera/slots/page_directives')).text)).toBe('');
  });

  it('a forged decision cookie counts for nothing', async () => {
    for (const forged of ['x', 'AAAAAAAAAAAA', KEYS.banner, '../../../..1']) {
      const { text } = await server.request
        .get('/tessera/slots/home_hero')
        .set('Cookie', `tsr_home_hero=${forged}`);
      expect(variantIn(text)).toBe(KEYS.plain);
    }
  });

  it('personal: shows the visitor’s traits, escaped', async () => {
    const cookie = `tessera_id=${'p'.repeat(21)}`;
    const identify = {
      type: 'identify',
      age: 0,
      props: { user: 'u1', traits: { first_name: '<b>Ada</b>' } },
    };
    await server.request
      .post('/tessera/beacon')
      .set('Cookie', cookie)
      .send({ events: [identify] });
    const { text, headers } = await server.request.get('/tessera/slots/greeting').set('Cookie', cookie);
    expect(text).toContain('Hello &lt;b&gt;Ada&lt;/b&gt;');
    expect(headers['cache-control']).toBe('private, no-store');
  });
});

it('assets: tag and style sheets, with ETag', async () => {
  for (const path of [
    '/tessera/beacon.js',
    '/tessera/behaviours.js',
    '/tessera/fragments.css',
    '/tessera/directives/lite-media.css',
    '/tessera/directives/calm-motion.css',
  ]) {
    const { status, headers, text } = await server.request.get(path);
    expect([status, headers['content-type'], (text ?? '').length > 0 || path.endsWith('.js')]).toEqual([
      200,
      expect.stringMatching(/javascript|css/),
      true,
    ]);
    await server.request
      .get(path)
      .set('If-None-Match', headers.etag as string)
      .expect(304);
  }
});

it('the front door and Express answer alike', async () => {
  for (const path of [
    `/tessera/fragments/home_hero/${KEYS.laptops}`,
    '/tessera/fragments/home_hero/AAAAAAAAAAAA',
    '/tessera/fragments/nope/x',
  ]) {
    const fast = await server.request.get(path);
    // A percent sign sends the request past the front door.
    const slow = await server.request.get(
      path
        .replace('fragments', 'fr%61gments')
        .replace('hero', 'her%6F')
        .replace('/fr%61gments', '/fragments'),
    );
    expect({ ...slow.headers, date: '' }).toEqual({ ...fast.headers, date: '' });
    expect(slow.text).toBe(fast.text);
  }
});
