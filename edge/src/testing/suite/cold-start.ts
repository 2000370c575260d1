import { cookies, type EdgeFixture, filled, fragment, include, OFFER, stitched } from './fixture.js';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

/** Visitors without a cookie: decided by what their request tells. */
export function coldStartSuite(edge: EdgeFixture): void {
  /** A slot whose default depends on these fields, and which shows the address it was asked for. */
  function slot(key: string, fields: string): string {
    const tag = edge.slot(key);
    const plain = fragment(key, 'default');
    edge.server.answers[`/tessera/fragments/${key}/default`] = ({ url }) => ({
      headers: { ...plain.headers, 'Tessera-Depends': fields },
      body: filled(key, url.split('?')[1] ?? ''),
    });
    return tag;
  }

  if (!edge.can.coldStart) {
    it('a visitor without a cookie is shown what the server has for everybody', async () => {
      edge.shop.answers['/cold'] = { headers: stitched, body: `<p>${slot('cold_a', 'device.type')}</p>` };
      const { text } = await edge.get('/cold', { headers: { 'user-agent': IPHONE } });
      expect(text).toBe(`<p>${filled('cold_a', 'locale=en')}</p>`);
    });
    return;
  }

  describe('a visitor without a cookie', () => {
    it('is decided by the fields that the server names, and by nothing else', async () => {
      edge.shop.answers['/cold'] = {
        headers: stitched,
        body: `<p>${slot('cold_a', 'device.type, network.save_data, locale')}</p>`,
      };
      const visit = (headers: Record<string, string>, query = '') => edge.get(`/cold${query}`, { headers });
      const shown = (query: string) => `<p>${filled('cold_a', query)}</p>`;
      const phone = await visit({ 'user-agent': IPHONE, 'save-data': 'on', 'accept-language': 'de-AT,en' });
      expect(phone.text).toBe(
        shown('locale=en&context.device.type=mobile&context.network.save_data=true&context.locale=de-AT'),
      );
      expect((await visit({ 'user-agent': WINDOWS })).text).toBe(
        shown('locale=en&context.device.type=desktop'),
      );
      expect((await visit({})).text).toBe(shown('locale=en'));
      const before = edge.server.asked('/tessera/fragments/cold_a').length;
      // Another browser, the same type of device: the same object.
      await visit({
        'user-agent': WINDOWS.replace('150', '149'),
        referer: 'https://a.example/',
        cookie: 'x=1',
      });
      await visit({ 'user-agent': IPHONE, 'save-data': 'on', 'accept-language': 'de-AT' });
      expect(edge.server.asked('/tessera/fragments/cold_a')).toHaveLength(before);
    });

    it('is decided by the campaign in the page’s address', async () => {
      edge.shop.answers['/campaign'] = {
        headers: stitched,
        body: `<p>${slot('cold_b', 'campaign.name')}</p>`,
      };
      const { text } = await edge.get('/campaign?utm_campaign=spring%20%26co&utm_source=x');
      expect(text).toBe(`<p>${filled('cold_b', 'locale=en&context.campaign.name=spring%20%26co')}</p>`);
    });

    it('can’t say by an address what an edge says of them, and is not told what it depends on', async () => {
      slot('cold_c', 'device.type');
      const path = '/tessera/fragments/cold_c/default?context.device.type=tablet&locale=en';
      const { text, headers } = await edge.get(path, { headers: { 'tessera-depends': 'x' } });
      expect(text).toBe(filled('cold_c', 'locale=en'));
      expect(headers['tessera-depends']).toBeUndefined();
    });

    it('is told of to the server where a slot is personal', async () => {
      const none = { 'Cache-Control': 'private, no-store' };
      edge.server.answers['/tessera/fragments/cold_own/default'] = {
        headers: { ...none, 'Content-Type': 'text/html', 'Tessera-Delivery': 'personal' },
      };
      edge.server.answers['/tessera/slots/cold_own'] = ({ url }) => ({
        headers: { ...none, 'Content-Type': 'text/html' },
        body: /device\.type=(\w+)/.exec(url)?.[1] ?? 'unknown',
      });
      const page = include('/tessera/slots/cold_own?locale=en');
      edge.shop.answers['/cold-own'] = { headers: stitched, body: `<p>${page}</p>` };
      const known = cookies({ tessera_id: 'x'.repeat(21) });
      const read = async (headers: Record<string, string>) =>
        (await edge.get('/cold-own', { headers: { 'user-agent': IPHONE, ...headers } })).text;
      expect([await read({}), await read(known)]).toEqual(['<p>mobile</p>', '<p>unknown</p>']);
    });

    it('is one no more when there is a decision cookie', async () => {
      edge.shop.answers['/warm'] = { headers: stitched, body: `<p>${slot('cold_d', 'device.type')}</p>` };
      const headers = { ...cookies({ tsr_cold_d: OFFER }), 'user-agent': IPHONE };
      expect((await edge.get('/warm', { headers })).text).toBe(`<p>${filled('cold_d', OFFER)}</p>`);
      expect(edge.server.asked('/tessera/fragments/cold_d')).toHaveLength(1);
    });
  });
}
