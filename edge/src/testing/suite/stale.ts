import { type EdgeFixture, filled, html, sleep, stitched } from './fixture.js';

/** Objects past their lifetime: refreshed, asked about, or better than nothing. */
export function staleSuite(edge: EdgeFixture): void {
  describe('an expired object', () => {
    it('is asked about with its ETag and used again after 304', async () => {
      edge.shop.answers['/etag'] = ({ headers }) => {
        const same = /"v1"/.test(headers['if-none-match'] ?? '');
        const control = 'max-age=1, stale-while-revalidate=0';
        return {
          status: same ? 304 : 200,
          headers: { ...html, 'Cache-Control': control, ETag: '"v1"' },
          body: same ? '' : 'version 1',
        };
      };
      await edge.get('/etag');
      await sleep(1200);
      expect((await edge.get('/etag')).text).toBe('version 1');
      const asked = edge.shop
        .asked('/etag')
        .map(({ headers }) => headers['if-none-match']?.replace('W/', ''));
      expect(asked).toEqual([undefined, '"v1"']);
      expect((await edge.get('/etag')).headers['x-tessera-cache']).toBe('HIT');
    });

    it('is shown once more while it is refreshed behind', async () => {
      let version = 0;
      edge.shop.answers['/behind'] = () => ({
        headers: { ...html, 'Cache-Control': 's-maxage=1, stale-while-revalidate=60' },
        body: `version ${++version}`,
        delay: version > 0 ? 100 : 0,
      });
      await edge.get('/behind');
      await sleep(1200);
      const stale = await edge.get('/behind');
      expect([stale.text, stale.headers['x-tessera-cache']]).toEqual(['version 1', 'STALE']);
      await sleep(300);
      expect((await edge.get('/behind')).text).toBe('version 2');
    });

    it('is shown while the shop and the server are away, and replaced when they are back', async () => {
      const control = { 'Cache-Control': 's-maxage=1, stale-while-revalidate=0, stale-if-error=600' };
      edge.shop.answers['/away'] = {
        headers: { ...stitched, ...control },
        body: `<p>old ${edge.slot('away_a', 1)}</p>`,
      };
      await edge.get('/away');
      await Promise.all([edge.shop.stop(), edge.server.stop()]);
      try {
        await sleep(2300);
        for (let round = 0; round < 3; round++) {
          const { status, text, headers } = await edge.get('/away');
          expect([status, text]).toEqual([200, `<p>old ${filled('away_a', 'default')}</p>`]);
          expect(headers['x-tessera-cache']).toBe('STALE');
        }
        const never = await edge.get('/never-seen');
        expect([never.status, never.headers['cache-control']]).toEqual([502, 'no-store']);
        expect(never.bytes.length).toBeLessThan(600);
      } finally {
        await Promise.all([edge.shop.start(), edge.server.start()]);
      }
      edge.shop.answers['/away'] = {
        headers: { ...stitched, ...control },
        body: `<p>new ${edge.slot('away_a', 1)}</p>`,
      };
      await sleep(2300);
      expect((await edge.get('/away')).text).toBe(`<p>new ${filled('away_a', 'default')}</p>`);
    });

    it('is shown when the origin answers with an error instead', async () => {
      const headers = { ...html, 'Cache-Control': 's-maxage=1, stale-while-revalidate=0' };
      edge.shop.answers['/error'] = { headers, body: 'good' };
      await edge.get('/error');
      await sleep(1200);
      edge.shop.answers['/error'] = { status: 503, headers: html, body: 'bad' };
      const { status, text } = await edge.get('/error');
      expect([status, text]).toEqual([200, 'good']);
      edge.shop.answers['/error-only'] = { status: 503, headers: html, body: 'bad' };
      expect((await edge.get('/error-only')).text).toBe('bad');
    });
  });
}
