import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };

/** A CMS that can be told what to answer, and a CDN that can be told to fail. */
function standIn() {
  const state = {
    status: 200,
    body: JSON.stringify(testCatalog()),
    etag: '"1"',
    seen: [] as string[],
    purged: [] as string[],
    purgeFails: 0,
  };
  const server: Server = createServer((req, res) => {
    if (req.method === 'PURGE') {
      const fails = state.purgeFails-- > 0;
      if (!fails) state.purged.push(...String(req.headers['xkey-purge']).split(' '));
      res.writeHead(fails ? 503 : 200).end();
      return;
    }
    state.seen.push(`${req.headers.authorization} ${req.headers['if-none-match'] ?? ''}`.trim());
    if (req.headers['if-none-match'] === state.etag) res.writeHead(304).end();
    else res.writeHead(state.status, { ETag: state.etag }).end(state.body);
  });
  return {
    state,
    listen: (port = 0) =>
      new Promise<number>((resolve) =>
        server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
      ),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const eventually = async (check: () => void | Promise<void>): Promise<void> => {
  for (let tries = 0; ; tries++) {
    try {
      return await check();
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

let cms: ReturnType<typeof standIn>;
let port: number;
let server: TestServer;
beforeEach(async () => {
  cms = standIn();
  port = await cms.listen();
});
afterEach(async () => {
  await server.stop();
  await cms.close();
});

const env = () => ({
  TESSERA_CATALOG: `http://127.0.0.1:${port}`,
  TESSERA_CATALOG_TOKEN: 'cms-token',
  TESSERA_PURGE: `edge:http://127.0.0.1:${port}`,
  TESSERA_PURGE_TOKEN: 'purge-token',
});

it('asks with its token and the last ETag, and purges what changed', async () => {
  server = await startTestServer({ env: env() });
  await eventually(() => expect(cms.state.purged).toContain('tessera'));
  await server.request.post('/admin/catalog').set(bearer).expect(200);
  expect(cms.state.seen).toEqual(['Bearer cms-token', 'Bearer cms-token "1"']);

  const catalog = testCatalog({ version: 'test#2' });
  const [plain] = catalog.variants;
  if (plain) plain.locales.en = { template: 'hero', content: { title: 'Changed' } };
  Object.assign(cms.state, { body: JSON.stringify(catalog), etag: '"2"', purged: [], purgeFails: 1 });
  await server.request.post('/admin/catalog').set(bearer).expect(200);
  expect((await server.request.get('/tessera/fragments/home_hero/default')).text).toContain('Changed');
  await eventually(() => expect(cms.state.purged).toContain(`variant-${KEYS.plain}`));
  await eventually(async () => {
    const { body } = await server.request.get('/admin/status').set(bearer);
    expect(body.purge).toMatchObject([
      {
        target: `edge:http://127.0.0.1:${port}`,
        waiting: 0,
        lastPurgeAt: expect.any(String),
        lastError: null,
      },
    ]);
  });
});

it.each([
  [401, /TESSERA_CATALOG_TOKEN is missing or not valid/],
  [404, /plugin enabled/],
  [500, /it answered 500/],
])('a CMS that answers %s is told of, and changes nothing', async (status, says) => {
  server = await startTestServer({ env: env() });
  Object.assign(cms.state, { status, etag: '"3"' });
  const response = await server.request.post('/admin/catalog').set(bearer);
  expect([response.status, response.headers['retry-after']]).toEqual([502, '5']);
  expect(JSON.parse(response.text)).toMatchObject({
    code: 'catalog_unreachable',
    detail: expect.stringMatching(says),
  });
  await server.request.get('/tessera/fragments/home_hero/default').expect(200);
});

it('goes on with the last good catalog while the CMS is away, across its own restart', async () => {
  server = await startTestServer({ env: env() });
  const cookie = `tessera_id=${'k'.repeat(21)}`;
  const laptop = { type: 'page_view', age: 0, page: { category: 'laptops' } };
  await server.request
    .post('/tessera/beacon')
    .set('Cookie', cookie)
    .send({ events: [laptop, laptop] })
    .expect(200);
  await cms.close();
  expect((await server.request.post('/admin/catalog').set(bearer)).status).toBe(502);

  await server.stopKeeping();
  server = await startTestServer({ env: env(), directory: server.directory });
  const { text } = await server.request.get('/tessera/slots/home_hero').set('Cookie', cookie);
  expect(text).toContain(KEYS.laptops);
  const status = await server.request.get('/admin/status').set(bearer);
  expect(status.body.catalog).toMatchObject({ version: 'test#1', error: { code: 'catalog_unreachable' } });
  expect(status.body.visitors.known).toBe(1);
});

it('without any catalog it is alive, not ready, and takes no beacon it could not keep', async () => {
  await cms.close();
  server = await startTestServer({ env: env() });
  await server.request.get('/healthz').expect(200);
  expect((await server.request.get('/readyz').expect(503)).body.reasons).toEqual([
    'no catalog has been loaded yet',
  ]);
  const response = await server.request.post('/tessera/beacon').send({ events: [] });
  expect([response.status, response.headers['retry-after'], JSON.parse(response.text).code]).toEqual([
    503,
    '5',
    'not_ready',
  ]);

  cms = standIn();
  await cms.listen(port);
  await eventually(() =>
    server.request
      .get('/readyz')
      .expect(200)
      .then(() => undefined),
  );
  await server.request.post('/tessera/beacon').send({ events: [] }).expect(200);
});
