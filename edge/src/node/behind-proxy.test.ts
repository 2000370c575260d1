import { ask, closeBrowsers } from '../testing/browser.js';
import { StubOrigin } from '../testing/stub-origin.js';
import { type RunningEdge, startEdge } from './start-edge.js';

const esi = { 'Content-Type': 'text/html', 'Surrogate-Control': 'content="ESI/1.0"' };
const shop = new StubOrigin();
const server = new StubOrigin();
let running: RunningEdge;

async function start(more: { behindProxy?: boolean; countryHeader?: string }): Promise<string> {
  const at = ({ port }: StubOrigin) => `http://127.0.0.1:${port}`;
  running = await startEdge({ origin: at(shop), fragments: at(server), port: 0, ...more });
  return running.url;
}

beforeAll(async () => {
  await Promise.all([shop.start(), server.start()]);
  shop.answers['/'] = { headers: esi, body: '<p></p>' };
  server.answers['/tessera/segments'] = { body: '{}' };
});
afterEach(() => {
  closeBrowsers();
  return running.close();
});
afterAll(() => Promise.all([shop.stop(), server.stop()]));

const forwarded = {
  'x-forwarded-for': '6.6.6.6, 203.0.113.7',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'shop.example',
};

it('believes the proxy, and of a list only what the proxy itself has added', async () => {
  const url = await start({ behindProxy: true });
  const { headers } = await ask(url, '/', { headers: forwarded });
  expect(headers['set-cookie']?.[0]).toContain('; Secure;');
  await ask(url, '/tessera/segments', { headers: forwarded });
  expect(server.asked('/tessera/segments').at(-1)?.headers).toMatchObject({
    host: 'shop.example',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-proto': 'https',
  });
});

it('believes nobody else', async () => {
  const url = await start({});
  expect((await ask(url, '/', { headers: forwarded })).headers['set-cookie']?.[0]).not.toContain('Secure');
  await ask(url, '/tessera/segments', { headers: forwarded });
  expect(server.asked('/tessera/segments').at(-1)?.headers).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
  });
});

it('takes the country from the header that is named', async () => {
  const url = await start({ countryHeader: 'CF-IPCountry' });
  const plain = { 'Content-Type': 'text/html', 'Cache-Control': 's-maxage=60' };
  server.answers['/tessera/fragments/hero/default'] = ({ url: address }) => ({
    headers: { ...plain, 'Tessera-Depends': 'geo.country' },
    body: address,
  });
  const { text } = await ask(url, '/tessera/slots/hero', { headers: { 'cf-ipcountry': 'AT' } });
  expect(text).toBe('/tessera/fragments/hero/default?context.geo.country=AT');
});
