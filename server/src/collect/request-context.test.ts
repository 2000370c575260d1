import type { Context } from '@tessera/model';
import { startTestServer, type TestServer } from '../testing/test-server.js';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const ID = 'c'.repeat(21);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    env: { TESSERA_COUNTRY_HEADER: 'CF-IPCountry', TESSERA_REGION_HEADER: 'x-region' },
  });
});
afterAll(() => server.stop());

async function contextAfter(
  headers: Record<string, string>,
  context: Context | undefined,
  url?: string,
): Promise<Context> {
  server.time.now += 1;
  const events = [{ type: 'page_view', page: url === undefined ? {} : { url } }];
  await server.request
    .post('/tessera/beacon')
    .set({ Cookie: `tessera_id=${ID}`, ...headers })
    .send({ events, context })
    .expect(200);
  const kept = await server.request
    .get(`/admin/visitors/${ID}`)
    .set('Authorization', 'Bearer test-admin-token');
  const { visit: _, ...told } = kept.body.visitor.context;
  return told;
}

it('what the request tells counts; what the browser says counts where the request cannot know', async () => {
  const said = {
    device: { type: 'desktop', os: 'BeOS', screen: { width: 390, height: 844 } },
    network: { type: '4g', downlink: 9, save_data: false },
    locale: 'de',
    timezone: 'Europe/Berlin',
  } as const;
  expect(
    await contextAfter(
      { 'User-Agent': IPHONE, 'Accept-Language': 'es-ES,es;q=0.9', 'Save-Data': 'on', ECT: '2g' },
      said,
    ),
  ).toEqual({
    device: { type: 'mobile', os: 'iOS', browser: 'Safari', screen: { width: 390, height: 844 } },
    network: { type: '2g', downlink: 9, save_data: true },
    locale: 'es-ES',
    timezone: 'Europe/Berlin',
  });
});

it('a beacon that says nothing of a browser leaves what is known as it is', async () => {
  const before = await contextAfter({ 'User-Agent': IPHONE }, { device: { type: 'mobile' } });
  expect(before.device).toMatchObject({ type: 'mobile', os: 'iOS' });
  expect(await contextAfter({ 'User-Agent': 'okhttp/4.12' }, undefined)).toEqual(before);
  expect((await contextAfter({}, { locale: 'fr' })).device).toEqual(before.device);
});

it('the country is what the CDN says, not what the browser says of itself', async () => {
  const elsewhere = { geo: { country: 'US' } };
  expect((await contextAfter({ 'CF-IPCountry': 'es', 'X-Region': 'CT' }, elsewhere)).geo).toEqual({
    country: 'ES',
    region: 'CT',
  });
  // Unknown to the CDN: what was known before stays.
  expect((await contextAfter({ 'CF-IPCountry': 'XX' }, {})).geo).toEqual({
    country: 'ES',
    region: 'CT',
  });
});

it('the campaign is the one in the latest page’s address, until another comes', async () => {
  const at = (query: string) => contextAfter({}, undefined, `https://shop.example/p/1?${query}`);
  expect((await at('utm_source=mail&utm_medium=email&utm_campaign=autumn')).campaign).toEqual({
    source: 'mail',
    medium: 'email',
    name: 'autumn',
  });
  expect((await at('x=1')).campaign?.source).toBe('mail');
  expect((await at('utm_source=ads')).campaign).toEqual({ source: 'ads' });
});
