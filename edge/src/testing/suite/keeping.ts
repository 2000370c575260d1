import { cached, type EdgeFixture, filled, fragment, html, stitched, TOKEN } from './fixture.js';

/** What is kept, for how long, and purging it. */
export function keepingSuite(edge: EdgeFixture): void {
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
      edge.shop.answers[path] = () => ({ headers, body: `answer ${++count}` });
      expect((await edge.get(path)).text).toBe('answer 1');
      const second = await edge.get(path);
      expect([second.text, second.headers['x-tessera-cache']]).toEqual(['answer 2', 'PASS']);
    });

    // An edge may lie between an editor and the server; what is previewed there is a draft.
    it.each(['', 'a.css', 'p/1?x=1'])('never happens to an editor’s preview (…/%s)', async (rest) => {
      const path = `/tessera/preview/sealed-word_1/${rest}`;
      const nobody = 'private, no-store';
      let count = 0;
      edge.server.answers[path.replace(/\?.*/, '')] = () => ({
        headers: {
          ...html,
          'Cache-Control': nobody,
          'CDN-Cache-Control': nobody,
          'Surrogate-Control': nobody,
          'X-Robots-Tag': 'noindex, nofollow',
          'Content-Security-Policy': 'sandbox allow-scripts',
        },
        body: `draft ${++count}`,
      });
      const [first, second] = [await edge.get(path), await edge.get(path)];
      expect([first.text, second.text]).toEqual(['draft 1', 'draft 2']);
      expect(second.headers).toMatchObject({
        'x-robots-tag': 'noindex, nofollow',
        'content-security-policy': 'sandbox allow-scripts',
      });
      expect(second.headers['cache-control']).toContain('no-store');
    });

    it('follows what is meant for CDNs before what is meant for browsers', async () => {
      const lifetimes = [
        { ...html, 'Cache-Control': 'max-age=0', 'CDN-Cache-Control': 'max-age=60' },
        { ...html, 'Cache-Control': 'max-age=0', 'Surrogate-Control': 'max-age=60+10' },
        { ...html, 'Cache-Control': 'public, max-age=0, S-Maxage=60' },
      ];
      for (const [i, headers] of lifetimes.entries()) {
        edge.shop.answers[`/cdn-${i}`] = { headers, body: 'x' };
        await edge.get(`/cdn-${i}`);
        expect((await edge.get(`/cdn-${i}`)).headers['x-tessera-cache']).toBe('HIT');
      }
    });

    it('keeps apart what varies by a header that the origin may see', async () => {
      edge.shop.answers['/hello'] = ({ headers }) => ({
        headers: { ...cached, Vary: 'Accept-Language' },
        body: headers['accept-language'] === 'es' ? 'hola' : 'hello',
      });
      const read = (language: string) => edge.get('/hello', { headers: { 'accept-language': language } });
      const texts = [await read('en'), await read('es'), await read('en'), await read('es')];
      expect(texts.map(({ text }) => text)).toEqual(['hello', 'hola', 'hello', 'hola']);
      expect(edge.shop.asked('/hello')).toHaveLength(2);
    });

    it('asks once for all who come at the same time', async () => {
      edge.shop.answers['/crowd'] = { headers: stitched, body: `<p>${edge.slot('crowd_a')}</p>`, delay: 200 };
      const answers = await Promise.all(Array.from({ length: 12 }, () => edge.get('/crowd')));
      expect(new Set(answers.map(({ text }) => text))).toEqual(
        new Set([`<p>${filled('crowd_a', 'default')}</p>`]),
      );
      expect([
        edge.shop.asked('/crowd').length,
        edge.server.asked('/tessera/fragments/crowd_a').length,
      ]).toEqual([1, 1]);
    });
  });

  describe('purging', () => {
    it('removes what carries a tag, at once, and nothing else', async () => {
      edge.shop.answers['/tagged'] = {
        headers: { ...stitched, xkey: 'p1' },
        body: `<p>${edge.slot('tag_a')}${edge.slot('tag_b')}</p>`,
      };
      await edge.get('/tagged');
      edge.server.answers['/tessera/fragments/tag_a/default'] = fragment('tag_a', 'default', {
        body: 'changed',
      });
      const { status, headers } = await edge.purge(`slot-tag_a variant-unknown`, `Bearer ${TOKEN}`);
      expect([status, headers['tessera-purged']]).toEqual([200, edge.can.purgeCount ? '1' : undefined]);
      expect((await edge.get('/tagged')).text).toBe(`<p>changed${filled('tag_b', 'default')}</p>`);
      expect(edge.server.asked('/tessera/fragments/tag_a')).toHaveLength(2);
      expect(edge.server.asked('/tessera/fragments/tag_b')).toHaveLength(1);
      expect(edge.shop.asked('/tagged')).toHaveLength(1);
    });

    it('is for those who have the token', async () => {
      edge.slot('keep_a');
      await edge.get('/tessera/fragments/keep_a/default');
      expect((await edge.purge('slot-keep_a')).status).toBe(401);
      expect((await edge.purge('slot-keep_a', 'Bearer wrong')).status).toBe(403);
      expect((await edge.purge('slot-keep_a', TOKEN)).status).toBeGreaterThanOrEqual(401);
      expect((await edge.purge('', `Bearer ${TOKEN}`)).status).toBe(400);
      expect((await edge.get('/tessera/fragments/keep_a/default')).headers['x-tessera-cache']).toBe('HIT');
    });
  });
}
