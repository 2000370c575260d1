import { cached, cookies, type EdgeFixture, filled, include, OFFER, sleep, stitched } from './fixture.js';

/** Nothing that a visitor sends gets where it must not, and nothing internal gets out. */
export function visitorInputSuite(edge: EdgeFixture): void {
  describe('what visitors send', () => {
    it('never reaches a shared object: cookies, authorization, forged headers', async () => {
      edge.shop.answers['/clean'] = { headers: stitched, body: `<p>${edge.slot('clean_a')}</p>` };
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
      expect((await edge.get('/clean', { headers: forged })).text).toBe(`<p>${filled('clean_a', OFFER)}</p>`);
      const requests = [...edge.shop.asked('/clean'), ...edge.server.asked('/tessera/fragments/clean_a')];
      expect(requests).toHaveLength(2);
      for (const { headers } of requests) {
        expect(headers['surrogate-capability'] ?? 'tessera="ESI/1.0"').toBe('tessera="ESI/1.0"');
        expect(JSON.stringify(headers)).not.toMatch(/secret|stolen|evil|6\.6\.6\.6|vvvv|https|personal/);
      }
    });

    it('can’t multiply fragments by what is added to their addresses', async () => {
      edge.slot('query_a');
      const page = include(
        '/tessera/slots/query_a?utm=x%20y&amp;locale=en&amp;Bad=1&amp;b=2&amp;a=1&amp;empty=&amp;x',
      );
      edge.shop.answers['/query'] = { headers: stitched, body: `<p>${page}</p>` };
      await edge.get('/query');
      await edge.get('/tessera/fragments/query_a/default?b=2&a=1&locale=en&_=123.456');
      await edge.get('/tessera/fragments/query_a/default?locale=en&a=1&b=2&UPPER=1&<script>=1');
      await edge.get('/tessera/fragments/query_a/made-up-variant?locale=en&a=1&b=2');
      await edge.get('/tessera/slots/query_a?locale=en&a=1&b=2', { headers: { host: 'other.example' } });
      expect(edge.server.asked('/tessera/fragments/query_a').map(({ url }) => url)).toEqual([
        '/tessera/fragments/query_a/default?a=1&b=2&locale=en',
      ]);
      edge.server.answers['/tessera/beacon.js'] = { headers: cached, body: 'tag()' };
      await edge.get('/tessera/beacon.js?v=1');
      await edge.get('/tessera/beacon.js?v=2');
      expect(edge.server.asked('/tessera/beacon.js')).toHaveLength(1);
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
        expect([path, (await edge.get(path)).status]).toEqual([path, 404]);
        expect((await edge.get(path, { method: 'POST', body: '{}' })).status).toBe(404);
      }
      expect(
        [...edge.shop.seen, ...edge.server.seen].filter(({ url }) =>
          /admin|metrics|healthz|readyz/i.test(url),
        ),
      ).toEqual([]);
    });
  });

  describe('answers', () => {
    it('show nothing that is meant for the edge', async () => {
      edge.slot('inner_a');
      edge.shop.answers['/inner'] = {
        headers: {
          ...stitched,
          xkey: 'page-1',
          'CDN-Cache-Control': 'max-age=60',
          'Tessera-Delivery': 'x',
        },
        body: '<p></p>',
      };
      const answers = [await edge.get('/inner'), await edge.get('/tessera/fragments/inner_a/default')];
      for (const { status, headers } of answers) {
        expect(status).toBe(200);
        expect(Object.keys(headers).join(' ')).not.toMatch(
          /xkey|surrogate|cache-tag|cdn-cache|delivery|x-varnish|via/,
        );
      }
    });

    it('say how old they are and where they came from', async () => {
      edge.shop.answers['/aged'] = { headers: cached, body: 'x' };
      expect((await edge.get('/aged')).headers['x-tessera-cache']).toBe('MISS');
      await sleep(1100);
      const { headers } = await edge.get('/aged');
      expect([headers['x-tessera-cache'], Number(headers.age) >= 1]).toEqual(['HIT', true]);
    });

    it('for one slot alone are nobody else’s', async () => {
      edge.slot('alone_a');
      const { text, headers } = await edge.get('/tessera/slots/alone_a', {
        headers: cookies({ tsr_alone_a: OFFER }),
      });
      expect([text, headers['cache-control']]).toEqual([filled('alone_a', OFFER), 'private, no-store']);
      expect((await edge.get('/tessera/slots/Bad-Slot')).status).toBe(404);
    });

    it('from the shop about going elsewhere are passed on', async () => {
      edge.shop.answers['/old'] = { status: 302, headers: { Location: '/new', 'Cache-Control': 'no-store' } };
      const { status, headers } = await edge.get('/old');
      expect([status, headers.location]).toEqual([302, '/new']);
    });
  });
}
