import { gunzipSync } from 'node:zlib';
import { type Ask, ask, closeBrowsers, cookies, type Got } from './browser.js';
import { type StubAnswer, StubOrigin } from './stub-origin.js';

export type StartOptions = {
  page: { host: string; port: number };
  fragments: { host: string; port: number };
  purgeToken: string;
  /** How long a fragment may take. */
  fragmentMs: number;
};

/** Starts the edge that the suite is about. */
export type StartEdge = (options: StartOptions) => Promise<{ url: string; stop(): Promise<void> }>;

const TOKEN = 'sesame-open-1';
const OFFER = 'Xk31bbGq0pLa';
const LAPTOPS = 'Lp_tops-0001';

const html = { 'Content-Type': 'text/html; charset=utf-8' };
const cached = { ...html, 'Cache-Control': 'public, max-age=0, s-maxage=60' };
const stitched = { ...cached, 'Surrogate-Control': 'content="ESI/1.0"' };
const include = (src: string) => `<esi:include src="${src}" onerror="continue"/>`;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A fragment as the fragment server sends it. */
function fragment(slot: string, variant: string, more: StubAnswer = {}, ttl = 60): StubAnswer {
  const stale = 'stale-while-revalidate=1, stale-if-error=600';
  const tags = ['tessera', `slot-${slot}`, `variant-${variant}`];
  return {
    headers: {
      ...html,
      'Cache-Control': `public, max-age=0, s-maxage=${ttl}, ${stale}`,
      'CDN-Cache-Control': `public, max-age=0, s-maxage=${ttl}, ${stale}`,
      'Surrogate-Control': `max-age=${ttl}, ${stale}`,
      'Surrogate-Key': tags.join(' '),
      xkey: tags.join(' '),
      'Cache-Tag': tags.join(','),
      ETag: `"${slot}-${variant}"`,
    },
    body: `<div data-tessera-slot="${slot}">${variant}</div>`,
    ...more,
  };
}

/** What every edge must do, whatever it is made of. */
export function describeEdge(name: string, startEdge: StartEdge): void {
  describe(name, () => {
    const shop = new StubOrigin();
    const server = new StubOrigin();
    let edge: Awaited<ReturnType<StartEdge>>;
    const get = (path: string, options: Ask = {}): Promise<Got> => ask(edge.url, path, options);
    const purge = (tags: string, authorization?: string) =>
      get('/', {
        method: 'PURGE',
        headers: { 'xkey-purge': tags, ...(authorization ? { authorization } : {}) },
      });

    beforeAll(async () => {
      await Promise.all([shop.start(), server.start()]);
      edge = await startEdge({
        page: { host: '127.0.0.1', port: shop.port },
        fragments: { host: '127.0.0.1', port: server.port },
        purgeToken: TOKEN,
        fragmentMs: 1000,
      });
    });
    afterAll(async () => {
      closeBrowsers();
      await edge.stop();
      await Promise.all([shop.stop(), server.stop()]);
    });

    /** A slot of its own for each test, with a default and two variants. */
    function slot(key: string, ttl = 60): string {
      for (const variant of ['default', OFFER, LAPTOPS]) {
        server.answers[`/tessera/fragments/${key}/${variant}`] = fragment(key, variant, {}, ttl);
      }
      return include(`/tessera/slots/${key}?locale=en`);
    }
    const filled = (key: string, variant: string) => `<div data-tessera-slot="${key}">${variant}</div>`;

    describe('a page with slots', () => {
      it('is kept for everybody and stitched for each', async () => {
        shop.answers['/home'] = { headers: stitched, body: `<!doctype html><p>1${slot('home_a')}2</p>` };
        const page = (variant: string) => `<!doctype html><p>1${filled('home_a', variant)}2</p>`;
        expect((await get('/home')).text).toBe(page('default'));
        const offer = await get('/home', { headers: cookies({ tsr_home_a: OFFER }) });
        expect([offer.text, offer.headers['x-tessera-cache']]).toEqual([page(OFFER), 'HIT']);
        expect((await get('/home', { headers: cookies({ tsr_home_a: LAPTOPS }) })).text).toBe(page(LAPTOPS));
        expect((await get('/home', { headers: cookies({ other: OFFER }) })).text).toBe(page('default'));
        expect(shop.asked('/home')).toHaveLength(1);
      });

      it('costs the server one request for each slot and variant, however many visitors come', async () => {
        shop.answers['/many'] = { headers: stitched, body: `<p>${slot('many_a')}${slot('many_b')}</p>` };
        const visits = Array.from({ length: 40 }, (_, i) =>
          get(`/many`, {
            headers: cookies({
              tessera_id: `visitor${i}`,
              tsr_many_a: i % 2 ? OFFER : LAPTOPS,
              junk: String(i),
            }),
          }),
        );
        expect(new Set((await Promise.all(visits)).map(({ text }) => text)).size).toBe(2);
        await get('/many');
        const asked = server.asked('/tessera/').filter(({ url }) => url.includes('/many_'));
        expect(asked.map(({ url }) => url).sort()).toEqual([
          `/tessera/fragments/many_a/${LAPTOPS}?locale=en`,
          `/tessera/fragments/many_a/${OFFER}?locale=en`,
          '/tessera/fragments/many_a/default?locale=en',
          '/tessera/fragments/many_b/default?locale=en',
        ]);
      });

      it.each([
        ['too short', 'Xk31'],
        ['too long', `${OFFER}x`],
        ['huge', 'x'.repeat(6000)],
        ['a path', '../../admin/'],
        ['markup', '"><esi:include'],
        ['encoded', '%2e%2e%2fadmin'],
      ])('shows the default to a forged cookie: %s', async (_, value) => {
        shop.answers['/forged'] = { headers: stitched, body: `<p>${slot('forged_a')}</p>` };
        const { text } = await get('/forged', { headers: cookies({ tsr_forged_a: value }) });
        expect(text).toBe(`<p>${filled('forged_a', 'default')}</p>`);
        expect(new Set(server.asked('/tessera/fragments/forged_a').map(({ url }) => url))).toEqual(
          new Set(['/tessera/fragments/forged_a/default?locale=en']),
        );
      });

      it('is nobody else’s: not for shared caches, and its ETag before stitching is not shown', async () => {
        shop.answers['/mine'] = {
          headers: { ...stitched, ETag: '"page-1"' },
          body: `<p>${slot('mine_a')}</p>`,
        };
        await get('/mine');
        const { status, headers } = await get('/mine', {
          headers: { ...cookies({ tsr_mine_a: OFFER }), 'if-none-match': '"page-1"' },
        });
        expect([status, headers['cache-control']]).toEqual([200, 'private, max-age=0']);
        expect(headers.etag).not.toBe('"page-1"');
        expect(headers['last-modified']).toBeUndefined();
      });

      it('stays whole when a fragment fails', async () => {
        Object.assign(server.answers, {
          '/tessera/fragments/gone/default': { status: 404, headers: { 'Cache-Control': 'no-store' } },
          '/tessera/fragments/bug/default': { status: 500, headers: html, body: '<h1>Stack trace</h1>' },
          '/tessera/fragments/cut/default': { broken: true },
          '/tessera/fragments/slow/default': fragment('slow', 'default', { delay: 5000 }),
        });
        const slots = ['gone', 'bug', 'cut', 'slow'].map((key) => include(`/tessera/slots/${key}`));
        shop.answers['/failing'] = { headers: stitched, body: `<p>1${slots.join('.')}2${slot('fine')}</p>` };
        const started = performance.now();
        const { status, text } = await get('/failing');
        expect([status, text]).toEqual([200, `<p>1...2${filled('fine', 'default')}</p>`]);
        expect(performance.now() - started).toBeLessThan(4000);
      });

      it('reaches a client that takes gzip with the right bytes, and one that does not', async () => {
        const body = `<p>${'plain text, '.repeat(500)}${slot('zip_a')}€ü😀</p>`;
        shop.answers['/zip'] = { headers: stitched, body };
        const expected = body.replace(include('/tessera/slots/zip_a?locale=en'), filled('zip_a', 'default'));
        for (let round = 0; round < 2; round++) {
          const zipped = await get('/zip', { headers: { 'accept-encoding': 'gzip, br' } });
          expect(zipped.headers['content-encoding']).toBe('gzip');
          expect(gunzipSync(zipped.bytes).toString()).toBe(expected);
          const plain = await get('/zip');
          expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, expected]);
        }
      });

      it('may use remove, comment and <!--esi, and comment out an include', async () => {
        const body = `plain <esi:remove>no</esi:remove>1<esi:comment text="x"/>2<!--esi ${slot('tags_a')}-->3<!-- ${slot('tags_b')} -->`;
        shop.answers['/tags'] = { headers: stitched, body };
        const { text } = await get('/tags');
        expect(text).toBe(`plain 12 ${filled('tags_a', 'default')}3<!-- ${slot('tags_b')} -->`);
        expect(server.asked('/tessera/fragments/tags_b')).toEqual([]);
      });

      it('ends when it includes itself, and includes nothing from elsewhere', async () => {
        const elsewhere = new StubOrigin({ '/evil': { headers: html, body: 'evil' } });
        await elsewhere.start();
        const foreign = include(`http://127.0.0.1:${elsewhere.port}/evil`);
        shop.answers['/self'] = { headers: stitched, body: `<p>${include('/self')}${foreign}</p>` };
        const { status, text } = await get('/self');
        await elsewhere.stop();
        expect([status, elsewhere.seen]).toEqual([200, []]);
        expect(text).toMatch(/^(<p>){2,12}(<\/p>){2,12}$/);
      });

      it('is given whole to who asks for a part', async () => {
        shop.answers['/part'] = { headers: stitched, body: `<p>${slot('part_a')}</p>` };
        for (let round = 0; round < 2; round++) {
          const { status, text } = await get('/part', { headers: { range: 'bytes=0-3' } });
          expect([status, text]).toEqual([200, `<p>${filled('part_a', 'default')}</p>`]);
        }
      });

      it('answers HEAD with the same head and no body', async () => {
        shop.answers['/head'] = { headers: stitched, body: `<p>${slot('head_a')}</p>` };
        await get('/head');
        const { status, headers, bytes } = await get('/head', { method: 'HEAD' });
        expect([status, headers['content-type'], bytes.length]).toEqual([200, html['Content-Type'], 0]);
        expect(shop.asked('/head').map(({ method }) => method)).toEqual(['GET']);
      });
    });

    describe('what does not ask to be stitched', () => {
      it.each([
        ['no Surrogate-Control', cached],
        ['another type', { ...stitched, 'Content-Type': 'text/plain' }],
        ['a later version', { ...stitched, 'Surrogate-Control': 'content="ESI/2.0"' }],
      ])('stays as it is: %s', async (title, headers) => {
        const path = `/plain-${title.length}`;
        const body = `<p>${include('/tessera/slots/never')}<!--esi x --></p>`;
        shop.answers[path] = { headers, body };
        expect([(await get(path)).text, (await get(path)).text]).toEqual([body, body]);
        expect(server.asked('/tessera/fragments/never')).toEqual([]);
      });

      it('is answered with 304 when the visitor has it already', async () => {
        shop.answers['/style.css'] = {
          headers: { 'Content-Type': 'text/css', 'Cache-Control': 'max-age=60', ETag: '"v1"' },
          body: 'p{}',
        };
        await get('/style.css');
        const { status, bytes, headers } = await get('/style.css', { headers: { 'if-none-match': '"v1"' } });
        expect([status, bytes.length, headers.etag?.replace('W/', '')]).toEqual([304, 0, '"v1"']);
        expect((await get('/style.css', { headers: { 'if-none-match': '"v0"' } })).status).toBe(200);
        expect(shop.asked('/style.css')).toHaveLength(1);
      });
    });

    describe('what visitors send', () => {
      it('never reaches a shared object: cookies, authorization, forged headers', async () => {
        shop.answers['/clean'] = { headers: stitched, body: `<p>${slot('clean_a')}</p>` };
        const forged = {
          ...cookies({ tessera_id: 'v'.repeat(21), session: 'secret', tsr_clean_a: OFFER }),
          authorization: 'Bearer secret',
          'x-forwarded-for': '6.6.6.6',
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': 'https',
          forwarded: 'for=6.6.6.6',
          'x-real-ip': '6.6.6.6',
          'x-original-url': '/admin',
          'x-http-method-override': 'DELETE',
          'surrogate-capability': 'evil="ESI/1.0"',
          'tessera-delivery': 'personal',
          'tessera-phase': 'personal',
          'tessera-cookie': 'tessera_id=stolen',
          'xkey-purge': 'tessera',
          referer: 'https://elsewhere.example/?token=1',
          'x-anything': 'evil',
        };
        expect((await get('/clean', { headers: forged })).text).toBe(`<p>${filled('clean_a', OFFER)}</p>`);
        const requests = [...shop.asked('/clean'), ...server.asked('/tessera/fragments/clean_a')];
        expect(requests).toHaveLength(2);
        for (const { headers } of requests) {
          expect(headers['surrogate-capability'] ?? 'tessera="ESI/1.0"').toBe('tessera="ESI/1.0"');
          expect(JSON.stringify(headers)).not.toMatch(/secret|stolen|evil|6\.6\.6\.6|vvvv|https|personal/);
        }
      });

      it('can’t multiply fragments by what is added to their addresses', async () => {
        slot('query_a');
        const page = include(
          '/tessera/slots/query_a?utm=x%20y&amp;locale=en&amp;Bad=1&amp;b=2&amp;a=1&amp;empty=&amp;x',
        );
        shop.answers['/query'] = { headers: stitched, body: `<p>${page}</p>` };
        await get('/query');
        await get('/tessera/fragments/query_a/default?b=2&a=1&locale=en&_=123.456');
        await get('/tessera/fragments/query_a/default?locale=en&a=1&b=2&UPPER=1&<script>=1');
        await get('/tessera/fragments/query_a/made-up-variant?locale=en&a=1&b=2');
        await get('/tessera/slots/query_a?locale=en&a=1&b=2', { headers: { host: 'other.example' } });
        expect(server.asked('/tessera/fragments/query_a').map(({ url }) => url)).toEqual([
          '/tessera/fragments/query_a/default?a=1&b=2&locale=en',
        ]);
        server.answers['/tessera/beacon.js'] = { headers: cached, body: 'tag()' };
        await get('/tessera/beacon.js?v=1');
        await get('/tessera/beacon.js?v=2');
        expect(server.asked('/tessera/beacon.js')).toHaveLength(1);
      });

      it('never gets to operators’ addresses', async () => {
        const paths = [
          '/admin',
          '/admin/status',
          '/metrics',
          '/healthz',
          '/readyz?x',
          '//admin',
          '/ADMIN/catalog',
        ];
        const disguised = ['/%61dmin/status', '/tessera/../admin/status', '/./metrics'];
        for (const path of [...paths, ...disguised]) {
          expect([path, (await get(path)).status]).toEqual([path, 404]);
          expect((await get(path, { method: 'POST', body: '{}' })).status).toBe(404);
        }
        expect(
          [...shop.seen, ...server.seen].filter(({ url }) => /admin|metrics|healthz|readyz/i.test(url)),
        ).toEqual([]);
      });
    });

    describe('answers', () => {
      it('show nothing that is meant for the edge', async () => {
        slot('inner_a');
        shop.answers['/inner'] = {
          headers: {
            ...stitched,
            xkey: 'page-1',
            'CDN-Cache-Control': 'max-age=60',
            'Tessera-Delivery': 'x',
          },
          body: '<p></p>',
        };
        const answers = [await get('/inner'), await get('/tessera/fragments/inner_a/default')];
        for (const { status, headers } of answers) {
          expect(status).toBe(200);
          expect(Object.keys(headers).join(' ')).not.toMatch(
            /xkey|surrogate|cache-tag|cdn-cache|delivery|x-varnish|via/,
          );
        }
      });

      it('say how old they are and where they came from', async () => {
        shop.answers['/aged'] = { headers: cached, body: 'x' };
        expect((await get('/aged')).headers['x-tessera-cache']).toBe('MISS');
        await sleep(1100);
        const { headers } = await get('/aged');
        expect([headers['x-tessera-cache'], Number(headers.age) >= 1]).toEqual(['HIT', true]);
      });

      it('for one slot alone are nobody else’s', async () => {
        slot('alone_a');
        const { text, headers } = await get('/tessera/slots/alone_a', {
          headers: cookies({ tsr_alone_a: OFFER }),
        });
        expect([text, headers['cache-control']]).toEqual([filled('alone_a', OFFER), 'private, no-store']);
        expect((await get('/tessera/slots/Bad-Slot')).status).toBe(404);
      });

      it('from the shop about going elsewhere are passed on', async () => {
        shop.answers['/old'] = { status: 302, headers: { Location: '/new', 'Cache-Control': 'no-store' } };
        const { status, headers } = await get('/old');
        expect([status, headers.location]).toEqual([302, '/new']);
      });
    });

    describe('keeping', () => {
      it.each([
        ['Set-Cookie', { ...cached, 'Set-Cookie': 'session=1' }],
        ['private', { ...html, 'Cache-Control': 'private, max-age=60' }],
        ['Private in capitals', { ...html, 'Cache-Control': 'Private, max-age=60' }],
        ['no-store', { ...html, 'Cache-Control': 'no-store' }],
        ['no-store for CDNs', { ...cached, 'CDN-Cache-Control': 'no-store' }],
        ['Vary: *', { ...cached, Vary: '*' }],
        ['no word of caching', html],
      ])('never happens to an answer with %s', async (title, headers) => {
        const path = `/unkept-${title.replace(/\W/g, '')}`;
        let count = 0;
        shop.answers[path] = () => ({ headers, body: `answer ${++count}` });
        expect((await get(path)).text).toBe('answer 1');
        const second = await get(path);
        expect([second.text, second.headers['x-tessera-cache']]).toEqual(['answer 2', 'PASS']);
      });

      it('follows what is meant for CDNs before what is meant for browsers', async () => {
        const lifetimes = [
          { ...html, 'Cache-Control': 'max-age=0', 'CDN-Cache-Control': 'max-age=60' },
          { ...html, 'Cache-Control': 'max-age=0', 'Surrogate-Control': 'max-age=60+10' },
          { ...html, 'Cache-Control': 'public, max-age=0, S-Maxage=60' },
        ];
        for (const [i, headers] of lifetimes.entries()) {
          shop.answers[`/cdn-${i}`] = { headers, body: 'x' };
          await get(`/cdn-${i}`);
          expect((await get(`/cdn-${i}`)).headers['x-tessera-cache']).toBe('HIT');
        }
      });

      it('keeps apart what varies by a header that the origin may see', async () => {
        shop.answers['/hello'] = ({ headers }) => ({
          headers: { ...cached, Vary: 'Accept-Language' },
          body: headers['accept-language'] === 'es' ? 'hola' : 'hello',
        });
        const read = (language: string) => get('/hello', { headers: { 'accept-language': language } });
        const texts = [await read('en'), await read('es'), await read('en'), await read('es')];
        expect(texts.map(({ text }) => text)).toEqual(['hello', 'hola', 'hello', 'hola']);
        expect(shop.asked('/hello')).toHaveLength(2);
      });

      it('asks once for all who come at the same time', async () => {
        shop.answers['/crowd'] = { headers: stitched, body: `<p>${slot('crowd_a')}</p>`, delay: 200 };
        const answers = await Promise.all(Array.from({ length: 12 }, () => get('/crowd')));
        expect(new Set(answers.map(({ text }) => text))).toEqual(
          new Set([`<p>${filled('crowd_a', 'default')}</p>`]),
        );
        expect([shop.asked('/crowd').length, server.asked('/tessera/fragments/crowd_a').length]).toEqual([
          1, 1,
        ]);
      });
    });

    describe('an expired object', () => {
      it('is asked about with its ETag and used again after 304', async () => {
        shop.answers['/etag'] = ({ headers }) => {
          const same = /"v1"/.test(headers['if-none-match'] ?? '');
          const control = 'max-age=1, stale-while-revalidate=0';
          return {
            status: same ? 304 : 200,
            headers: { ...html, 'Cache-Control': control, ETag: '"v1"' },
            body: same ? '' : 'version 1',
          };
        };
        await get('/etag');
        await sleep(1200);
        expect((await get('/etag')).text).toBe('version 1');
        const asked = shop.asked('/etag').map(({ headers }) => headers['if-none-match']?.replace('W/', ''));
        expect(asked).toEqual([undefined, '"v1"']);
        expect((await get('/etag')).headers['x-tessera-cache']).toBe('HIT');
      });

      it('is shown once more while it is refreshed behind', async () => {
        let version = 0;
        shop.answers['/behind'] = () => ({
          headers: { ...html, 'Cache-Control': 's-maxage=1, stale-while-revalidate=60' },
          body: `version ${++version}`,
          delay: version > 0 ? 100 : 0,
        });
        await get('/behind');
        await sleep(1200);
        const stale = await get('/behind');
        expect([stale.text, stale.headers['x-tessera-cache']]).toEqual(['version 1', 'STALE']);
        await sleep(300);
        expect((await get('/behind')).text).toBe('version 2');
      });

      it('is shown while the shop and the server are away, and replaced when they are back', async () => {
        const control = { 'Cache-Control': 's-maxage=1, stale-while-revalidate=0, stale-if-error=600' };
        shop.answers['/away'] = {
          headers: { ...stitched, ...control },
          body: `<p>old ${slot('away_a', 1)}</p>`,
        };
        await get('/away');
        await Promise.all([shop.stop(), server.stop()]);
        try {
          await sleep(2300);
          for (let round = 0; round < 3; round++) {
            const { status, text, headers } = await get('/away');
            expect([status, text]).toEqual([200, `<p>old ${filled('away_a', 'default')}</p>`]);
            expect(headers['x-tessera-cache']).toBe('STALE');
          }
          const never = await get('/never-seen');
          expect([never.status, never.headers['cache-control']]).toEqual([502, 'no-store']);
          expect(never.bytes.length).toBeLessThan(600);
        } finally {
          await Promise.all([shop.start(), server.start()]);
        }
        shop.answers['/away'] = {
          headers: { ...stitched, ...control },
          body: `<p>new ${slot('away_a', 1)}</p>`,
        };
        await sleep(2300);
        expect((await get('/away')).text).toBe(`<p>new ${filled('away_a', 'default')}</p>`);
      });

      it('is shown when the origin answers with an error instead', async () => {
        const headers = { ...html, 'Cache-Control': 's-maxage=1, stale-while-revalidate=0' };
        shop.answers['/error'] = { headers, body: 'good' };
        await get('/error');
        await sleep(1200);
        shop.answers['/error'] = { status: 503, headers: html, body: 'bad' };
        const { status, text } = await get('/error');
        expect([status, text]).toEqual([200, 'good']);
        shop.answers['/error-only'] = { status: 503, headers: html, body: 'bad' };
        expect((await get('/error-only')).text).toBe('bad');
      });
    });

    describe('purging', () => {
      it('removes what carries a tag, at once, and nothing else', async () => {
        shop.answers['/tagged'] = {
          headers: { ...stitched, xkey: 'p1' },
          body: `<p>${slot('tag_a')}${slot('tag_b')}</p>`,
        };
        await get('/tagged');
        server.answers['/tessera/fragments/tag_a/default'] = fragment('tag_a', 'default', {
          body: 'changed',
        });
        const { status, headers } = await purge(`slot-tag_a variant-unknown`, `Bearer ${TOKEN}`);
        expect([status, headers['tessera-purged']]).toEqual([200, '1']);
        expect((await get('/tagged')).text).toBe(`<p>changed${filled('tag_b', 'default')}</p>`);
        expect(server.asked('/tessera/fragments/tag_a')).toHaveLength(2);
        expect(server.asked('/tessera/fragments/tag_b')).toHaveLength(1);
        expect(shop.asked('/tagged')).toHaveLength(1);
      });

      it('is for those who have the token', async () => {
        slot('keep_a');
        await get('/tessera/fragments/keep_a/default');
        expect((await purge('slot-keep_a')).status).toBe(401);
        expect((await purge('slot-keep_a', 'Bearer wrong')).status).toBe(403);
        expect((await purge('slot-keep_a', TOKEN)).status).toBeGreaterThanOrEqual(401);
        expect((await purge('', `Bearer ${TOKEN}`)).status).toBe(400);
        expect((await get('/tessera/fragments/keep_a/default')).headers['x-tessera-cache']).toBe('HIT');
      });
    });

    describe('what is about one visitor', () => {
      it('is passed to the server with Tessera’s cookies only, and its cookies come back', async () => {
        server.answers['/tessera/beacon'] = ({ body }) => ({
          headers: {
            'Content-Type': 'application/json',
            'Set-Cookie': ['tessera_id=new; Path=/', `tsr_home_a=${OFFER}; Path=/`],
            'Tessera-Now': '123',
          },
          body: `{"got":${body.length}}`,
        });
        const body = JSON.stringify({ events: 'x'.repeat(3000) });
        const { status, text, headers } = await get('/tessera/beacon', {
          method: 'POST',
          headers: {
            ...cookies({ tessera_id: 'me', session: 'secret', tsr_home_a: OFFER, '"odd': '1' }),
            'content-type': 'text/plain',
            origin: edge.url,
            'x-forwarded-for': '6.6.6.6',
          },
          body,
        });
        expect([status, text, headers['tessera-now']]).toEqual([200, `{"got":${body.length}}`, '123']);
        expect(headers['set-cookie']).toEqual(['tessera_id=new; Path=/', `tsr_home_a=${OFFER}; Path=/`]);
        const [seen] = server.asked('/tessera/beacon').filter(({ method }) => method === 'POST');
        expect(seen?.headers.cookie).toBe(`tessera_id=me; tsr_home_a=${OFFER}`);
        expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
        expect([seen?.headers.host, seen?.headers.origin]).toEqual([new URL(edge.url).host, edge.url]);
      });

      it('is never kept', async () => {
        let count = 0;
        server.answers['/tessera/segments'] = () => ({ headers: cached, body: String(++count) });
        const read = () => get('/tessera/segments', { headers: cookies({ tessera_id: 'me' }) });
        expect([(await read()).text, (await read()).text]).toEqual(['1', '2']);
        expect((await get('/tessera/segments', { method: 'DELETE' })).text).toBe('3');
      });

      it('in a personal slot is asked for with the visitor’s cookies each time, and never kept', async () => {
        const none = { 'Cache-Control': 'private, no-store', 'CDN-Cache-Control': 'private, no-store' };
        server.answers['/tessera/fragments/own/default'] = {
          headers: {
            ...html,
            ...none,
            'Surrogate-Control': 'private, no-store',
            'Tessera-Delivery': 'personal',
          },
        };
        server.answers['/tessera/slots/own'] = ({ headers }) => ({
          headers: { ...html, ...none },
          body: `for ${/tessera_id=(\w+)/.exec(String(headers.cookie))?.[1]}`,
        });
        shop.answers['/own'] = {
          headers: stitched,
          body: `<p>${include('/tessera/slots/own?locale=en')}</p>`,
        };
        const read = async (id: string) =>
          (await get('/own', { headers: cookies({ tessera_id: id, s: 'x' }) })).text;
        expect([await read('ann'), await read('bob'), await read('ann')]).toEqual([
          '<p>for ann</p>',
          '<p>for bob</p>',
          '<p>for ann</p>',
        ]);
        const asked = server.asked('/tessera/slots/own');
        expect(asked.map(({ url, headers }) => [url, headers.cookie])).toEqual([
          ['/tessera/slots/own?locale=en', 'tessera_id=ann'],
          ['/tessera/slots/own?locale=en', 'tessera_id=bob'],
          ['/tessera/slots/own?locale=en', 'tessera_id=ann'],
        ]);
        expect(shop.asked('/own')).toHaveLength(1);
      });

      it('does not reach the shop: a form sent to it comes without cookies', async () => {
        shop.answers['/subscribe'] = ({ body }) => ({ headers: html, body: `thanks for ${body}` });
        const { text } = await get('/subscribe', {
          method: 'POST',
          headers: { ...cookies({ tessera_id: 'me', session: 'secret' }), 'content-type': 'text/plain' },
          body: 'a form',
        });
        expect(text).toBe('thanks for a form');
        expect(shop.asked('/subscribe')[0]?.headers.cookie).toBeUndefined();
      });
    });
  });
}
