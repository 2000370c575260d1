import { cached, cookies, type EdgeFixture, filled, html, include, OFFER, stitched } from './fixture.js';

/** What is about one visitor goes to the fragment server and is never kept. */
export function oneVisitorSuite(edge: EdgeFixture): void {
  describe('what is about one visitor', () => {
    it('is passed to the server with Tessera’s cookies only, and its cookies come back', async () => {
      edge.server.answers['/tessera/beacon'] = ({ body }) => ({
        headers: {
          'Content-Type': 'application/json',
          'Set-Cookie': ['tessera_id=new; Path=/', `tsr_home_a=${OFFER}; Path=/`],
          'Tessera-Now': '123',
        },
        body: `{"got":${body.length}}`,
      });
      const body = JSON.stringify({ events: 'x'.repeat(3000) });
      const { status, text, headers } = await edge.get('/tessera/beacon', {
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
      const [seen] = edge.server.asked('/tessera/beacon').filter(({ method }) => method === 'POST');
      expect(seen?.headers.cookie).toBe(`tessera_id=me; tsr_home_a=${OFFER}`);
      expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
      const { host } = new URL(edge.url);
      expect([seen?.headers['x-forwarded-host'], seen?.headers.origin]).toEqual([host, edge.url]);
      if (edge.can.host) expect(seen?.headers.host).toBe(host);
    });

    it('begins with an id in the first page’s answer, where the edge can give one', async () => {
      edge.shop.answers['/first'] = { headers: stitched, body: `<p>${edge.slot('first_a')}</p>` };
      edge.shop.answers['/file'] = { headers: { ...html, 'Cache-Control': 's-maxage=60' }, body: 'x' };
      const idsOf = async (path: string, headers = {}) =>
        (await edge.get(path, { headers })).headers['set-cookie'] ?? [];
      const given = [...(await idsOf('/first')), ...(await idsOf('/first'))];
      if (!edge.can.visitorIds) return expect(given).toEqual([]);
      expect(given).toHaveLength(2);
      expect(given[0]).toMatch(
        /^tessera_id=[\w-]{21}; Max-Age=34560000; Path=\/; HttpOnly; (Secure; )?SameSite=Lax$/,
      );
      expect(given[0]).not.toBe(given[1]);
      const [id = ''] = given[0]?.split(';') ?? [];
      const unasked = [
        { cookie: id },
        { 'sec-gpc': '1' },
        { 'sec-fetch-dest': 'empty' },
        { 'sec-purpose': 'prefetch' },
      ];
      for (const headers of unasked) expect(await idsOf('/first', headers)).toEqual([]);
      expect(await idsOf('/file')).toEqual([]);
      expect(await idsOf('/tessera/slots/first_a')).toEqual([]);
      expect(edge.shop.asked('/first')).toHaveLength(1);
    });

    it('is never kept', async () => {
      let count = 0;
      edge.server.answers['/tessera/segments'] = () => ({ headers: cached, body: String(++count) });
      const read = () => edge.get('/tessera/segments', { headers: cookies({ tessera_id: 'me' }) });
      expect([(await read()).text, (await read()).text]).toEqual(['1', '2']);
      expect((await edge.get('/tessera/segments', { method: 'DELETE' })).text).toBe('3');
    });

    it('in a personal slot is asked for with the visitor’s cookies each time, and never kept', async () => {
      const none = { 'Cache-Control': 'private, no-store', 'CDN-Cache-Control': 'private, no-store' };
      edge.server.answers['/tessera/fragments/own/default'] = {
        headers: {
          ...html,
          ...none,
          'Surrogate-Control': 'private, no-store',
          'Tessera-Delivery': 'personal',
        },
      };
      edge.server.answers['/tessera/slots/own'] = ({ headers }) => ({
        headers: { ...html, ...none },
        body: `for ${/tessera_id=(\w+)/.exec(String(headers.cookie))?.[1]}`,
      });
      edge.shop.answers['/own'] = {
        headers: stitched,
        body: `<p>${include('/tessera/slots/own?locale=en')}</p>`,
      };
      const read = async (id: string) =>
        (await edge.get('/own', { headers: cookies({ tessera_id: id, s: 'x' }) })).text;
      const [ann, bob] = ['ann', 'bob'].map((name) => name.padEnd(21, '0')) as [string, string];
      expect([await read(ann), await read(bob), await read(ann)]).toEqual(
        [ann, bob, ann].map((id) => `<p>for ${id}</p>`),
      );
      const asked = edge.server.asked('/tessera/slots/own');
      expect(asked.map(({ url, headers }) => [url, headers.cookie])).toEqual(
        [ann, bob, ann].map((id) => ['/tessera/slots/own?locale=en', `tessera_id=${id}`]),
      );
      expect(edge.shop.asked('/own')).toHaveLength(1);
    });

    it('nobody is answered with what another was, however many come at the same time', async () => {
      const none = { 'Cache-Control': 'private, no-store', 'CDN-Cache-Control': 'private, no-store' };
      edge.server.answers['/tessera/fragments/crowd_own/default'] = {
        headers: { ...html, ...none, 'Tessera-Delivery': 'personal' },
      };
      edge.server.answers['/tessera/slots/crowd_own'] = ({ headers }) => ({
        headers: { ...html, ...none },
        body: String(headers.cookie),
        delay: 50,
      });
      const tags = `${include('/tessera/slots/crowd_own')}${edge.slot('crowd_shared')}`;
      edge.shop.answers['/crowd-own'] = { headers: stitched, body: `<p>${tags}</p>`, delay: 50 };
      const visits = Array.from({ length: 20 }, async (_, i) => {
        const id = `visitor${i}`.padEnd(21, '0');
        const variant = i % 2 ? OFFER : 'default';
        const decided: Record<string, string> = i % 2 ? { tsr_crowd_shared: OFFER } : {};
        const { text } = await edge.get('/crowd-own', { headers: cookies({ tessera_id: id, ...decided }) });
        expect(text).toMatch(new RegExp(`^<p>tessera_id=${id}[^<]*${filled('crowd_shared', variant)}</p>$`));
      });
      await Promise.all(visits);
    });

    it('does not reach the shop: a form sent to it comes without cookies', async () => {
      edge.shop.answers['/subscribe'] = ({ body }) => ({ headers: html, body: `thanks for ${body}` });
      const { text } = await edge.get('/subscribe', {
        method: 'POST',
        headers: { ...cookies({ tessera_id: 'me', session: 'secret' }), 'content-type': 'text/plain' },
        body: 'a form',
      });
      expect(text).toBe('thanks for a form');
      expect(edge.shop.asked('/subscribe')[0]?.headers.cookie).toBeUndefined();
    });
  });
}
