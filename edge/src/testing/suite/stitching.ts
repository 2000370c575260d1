import { gunzipSync } from 'node:zlib';
import { StubOrigin } from '../stub-origin.js';
import {
  cached,
  cookies,
  type EdgeFixture,
  filled,
  fragment,
  html,
  include,
  LAPTOPS,
  OFFER,
  stitched,
} from './fixture.js';

/** Pages with slots, and what must be left alone. */
export function stitchingSuite(edge: EdgeFixture): void {
  describe('a page with slots', () => {
    it('is kept for everybody and stitched for each', async () => {
      edge.shop.answers['/home'] = {
        headers: stitched,
        body: `<!doctype html><p>1${edge.slot('home_a')}2</p>`,
      };
      const page = (variant: string) => `<!doctype html><p>1${filled('home_a', variant)}2</p>`;
      expect((await edge.get('/home')).text).toBe(page('default'));
      const offer = await edge.get('/home', { headers: cookies({ tsr_home_a: OFFER }) });
      expect([offer.text, offer.headers['x-tessera-cache']]).toEqual([page(OFFER), 'HIT']);
      expect((await edge.get('/home', { headers: cookies({ tsr_home_a: LAPTOPS }) })).text).toBe(
        page(LAPTOPS),
      );
      expect((await edge.get('/home', { headers: cookies({ other: OFFER }) })).text).toBe(page('default'));
      expect(edge.shop.asked('/home')).toHaveLength(1);
    });

    it('costs the server one request for each slot and variant, however many visitors come', async () => {
      edge.shop.answers['/many'] = {
        headers: stitched,
        body: `<p>${edge.slot('many_a')}${edge.slot('many_b')}</p>`,
      };
      const visits = Array.from({ length: 40 }, (_, i) =>
        edge.get(`/many`, {
          headers: cookies({
            tessera_id: `visitor${i}`,
            tsr_many_a: i % 2 ? OFFER : LAPTOPS,
            junk: String(i),
          }),
        }),
      );
      expect(new Set((await Promise.all(visits)).map(({ text }) => text)).size).toBe(2);
      await edge.get('/many');
      const asked = edge.server.asked('/tessera/').filter(({ url }) => url.includes('/many_'));
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
      edge.shop.answers['/forged'] = { headers: stitched, body: `<p>${edge.slot('forged_a')}</p>` };
      const { text } = await edge.get('/forged', { headers: cookies({ tsr_forged_a: value }) });
      expect(text).toBe(`<p>${filled('forged_a', 'default')}</p>`);
      expect(new Set(edge.server.asked('/tessera/fragments/forged_a').map(({ url }) => url))).toEqual(
        new Set(['/tessera/fragments/forged_a/default?locale=en']),
      );
    });

    it('is nobody else’s: not for shared caches, and its ETag before stitching is not shown', async () => {
      edge.shop.answers['/mine'] = {
        headers: { ...stitched, ETag: '"page-1"' },
        body: `<p>${edge.slot('mine_a')}</p>`,
      };
      await edge.get('/mine');
      const { status, headers } = await edge.get('/mine', {
        headers: { ...cookies({ tsr_mine_a: OFFER }), 'if-none-match': '"page-1"' },
      });
      expect([status, headers['cache-control']]).toEqual([200, 'private, max-age=0']);
      expect(headers.etag).not.toBe('"page-1"');
      expect(headers['last-modified']).toBeUndefined();
    });

    it('stays whole when a fragment fails', async () => {
      Object.assign(edge.server.answers, {
        '/tessera/fragments/gone/default': { status: 404, headers: { 'Cache-Control': 'no-store' } },
        '/tessera/fragments/bug/default': { status: 500, headers: html, body: '<h1>Stack trace</h1>' },
        '/tessera/fragments/cut/default': { broken: true },
        '/tessera/fragments/slow/default': fragment('slow', 'default', { delay: 5000 }),
      });
      const slots = ['gone', 'bug', 'cut', 'slow'].map((key) => include(`/tessera/slots/${key}`));
      edge.shop.answers['/failing'] = {
        headers: stitched,
        body: `<p>1${slots.join('.')}2${edge.slot('fine')}</p>`,
      };
      const started = performance.now();
      const { status, text } = await edge.get('/failing');
      expect([status, text]).toEqual([200, `<p>1...2${filled('fine', 'default')}</p>`]);
      expect(performance.now() - started).toBeLessThan(4000);
    });

    it('reaches a client that takes gzip with the right bytes, and one that does not', async () => {
      const body = `<p>${'plain text, '.repeat(500)}${edge.slot('zip_a')}€ü😀</p>`;
      edge.shop.answers['/zip'] = { headers: stitched, body };
      const expected = body.replace(include('/tessera/slots/zip_a?locale=en'), filled('zip_a', 'default'));
      for (let round = 0; round < 2; round++) {
        const zipped = await edge.get('/zip', { headers: { 'accept-encoding': 'gzip, br' } });
        expect(zipped.headers['content-encoding']).toBe(edge.can.gzip ? 'gzip' : undefined);
        expect((edge.can.gzip ? gunzipSync(zipped.bytes) : zipped.bytes).toString()).toBe(expected);
        const plain = await edge.get('/zip');
        expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, expected]);
      }
    });

    it('may use remove, comment and <!--esi, and comment out an include', async () => {
      const body = `plain <esi:remove>no</esi:remove>1<esi:comment text="x"/>2<!--esi ${edge.slot('tags_a')}-->3<!-- ${edge.slot('tags_b')} -->`;
      edge.shop.answers['/tags'] = { headers: stitched, body };
      const { text } = await edge.get('/tags');
      if (!edge.can.comments) {
        const [a, b] = [filled('tags_a', 'default'), filled('tags_b', 'default')];
        return expect(text).toBe(`plain 12${a}3<!-- ${b} -->`);
      }
      expect(text).toBe(`plain 12 ${filled('tags_a', 'default')}3<!-- ${edge.slot('tags_b')} -->`);
      expect(edge.server.asked('/tessera/fragments/tags_b')).toEqual([]);
    });

    it('ends when it includes itself, and includes nothing from elsewhere', async () => {
      const elsewhere = new StubOrigin({ '/evil': { headers: html, body: 'evil' } });
      await elsewhere.start();
      const foreign = include(`http://127.0.0.1:${elsewhere.port}/evil`);
      edge.shop.answers['/self'] = { headers: stitched, body: `<p>${include('/self')}${foreign}</p>` };
      const { status, text } = await edge.get('/self');
      await elsewhere.stop();
      expect([status, elsewhere.seen]).toEqual([200, []]);
      expect(text).toMatch(/^(<p>){2,12}(<\/p>){2,12}$/);
    });

    it('is given whole to who asks for a part', async () => {
      edge.shop.answers['/part'] = { headers: stitched, body: `<p>${edge.slot('part_a')}</p>` };
      for (let round = 0; round < 2; round++) {
        const { status, text } = await edge.get('/part', { headers: { range: 'bytes=0-3' } });
        expect([status, text]).toEqual([200, `<p>${filled('part_a', 'default')}</p>`]);
      }
    });

    it('answers HEAD with the same head and no body', async () => {
      edge.shop.answers['/head'] = { headers: stitched, body: `<p>${edge.slot('head_a')}</p>` };
      await edge.get('/head');
      const { status, headers, bytes } = await edge.get('/head', { method: 'HEAD' });
      expect([status, headers['content-type'], bytes.length]).toEqual([200, html['Content-Type'], 0]);
      expect(edge.shop.asked('/head').map(({ method }) => method)).toEqual(['GET']);
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
      edge.shop.answers[path] = { headers, body };
      expect([(await edge.get(path)).text, (await edge.get(path)).text]).toEqual([body, body]);
      expect(edge.server.asked('/tessera/fragments/never')).toEqual([]);
    });

    it('is answered with 304 when the visitor has it already', async () => {
      edge.shop.answers['/style.css'] = {
        headers: { 'Content-Type': 'text/css', 'Cache-Control': 'max-age=60', ETag: '"v1"' },
        body: 'p{}',
      };
      await edge.get('/style.css');
      const { status, bytes, headers } = await edge.get('/style.css', {
        headers: { 'if-none-match': '"v1"' },
      });
      expect([status, bytes.length, headers.etag?.replace('W/', '')]).toEqual([304, 0, '"v1"']);
      expect((await edge.get('/style.css', { headers: { 'if-none-match': '"v0"' } })).status).toBe(200);
      expect(edge.shop.asked('/style.css')).toHaveLength(1);
    });
  });
}
