import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };
const reload = () => server.request.post('/admin/catalog').set(bearer);

it.each([
  ['get', '/metrics'],
  ['get', '/admin/status'],
  ['get', '/admin/audience'],
  ['get', '/admin/catalog'],
  ['post', '/admin/catalog'],
  ['post', '/admin/simulate'],
] as const)('%s %s asks for the token', async (method, path) => {
  for (const given of [
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: 'Basic eDp5' },
    { Authorization: `Bearer ${ADMIN_TOKEN}x` },
  ]) {
    const response = await server.request[method](path).set(given);
    expect([response.status, response.headers['www-authenticate'], JSON.parse(response.text).code]).toEqual([
      401,
      'Bearer',
      'unauthorized',
    ]);
  }
});

it('without a configured token the admin side is closed, whatever is sent', async () => {
  const closed = await startTestServer({ env: { TESSERA_ADMIN_TOKEN: '' } });
  const response = await closed.request.get('/admin/status').set('Authorization', 'Bearer ');
  expect([response.status, JSON.parse(response.text).code]).toEqual([403, 'admin_disabled']);
  await closed.stop();
});

it('health and readiness', async () => {
  expect((await server.request.get('/healthz').expect(200)).body).toEqual({ status: 'ok' });
  expect((await server.request.get('/readyz').expect(200)).body).toEqual({ status: 'ready', reasons: [] });
});

it('status: catalog, visitors now, the live share of each segment', async () => {
  const laptop = { type: 'page_view', age: 0, page: { category: 'laptops' } };
  await server.request.post('/tessera/beacon').send({ events: [laptop, laptop] });
  await server.request.post('/tessera/beacon').send({ events: [laptop] });
  const status = await server.request.get('/admin/status').set(bearer);
  expect(status.body).toMatchObject({
    catalog: { version: 'test#1', error: null, warnings: [], loadedAt: expect.any(String) },
    visitors: { known: 2, active: 2 },
    store: expect.stringMatching(/^embedded:/),
    stream: 'direct',
  });
  expect(status.body.segments).toContainEqual({
    key: 'laptop_shopper',
    name: 'Laptop shopper',
    parent: null,
    closed: null,
    active: 1,
    share: 0.5,
    min: 0.12,
    enforce: false,
    size: 'unknown',
    leftOut: false,
    staleShare: null,
    stale: false,
    meanWeight: null,
  });
  server.time.now += 31 * 60_000;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await server.request.get('/admin/status').set(bearer)).body.visitors).toEqual({
    known: 2,
    active: 0,
  });
});

it('metrics are Prometheus’ text form', async () => {
  const { text, headers } = await server.request.get('/metrics').set(bearer);
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(text).toMatch(/tessera_events_total\{outcome="accepted"\} 3/);
  expect(text).toMatch(/tessera_visitors_known 2/);
  expect(text).toMatch(/tessera_request_seconds_count\{route="\/tessera\/beacon",status="200"\} 2/);
});

describe('POST /admin/catalog', () => {
  it('puts a new catalog in force at once', async () => {
    server.writeCatalog(testCatalog({ version: 'test#2' }));
    expect((await reload()).body).toMatchObject({ outcome: 'swapped', version: 'test#2' });
    expect((await reload()).body).toMatchObject({ outcome: 'unchanged', version: 'test#2' });
    expect((await server.request.get('/admin/catalog').set(bearer)).body.version).toBe('test#2');
  });

  it('says why a catalog is refused, and keeps the last good one', async () => {
    server.writeCatalog(testCatalog({ version: 'test#3', experiments: [{}] }));
    for (let i = 0; i < 2; i++) {
      const response = await reload();
      expect(response.status).toBe(422);
      expect(JSON.parse(response.text)).toMatchObject({
        code: 'catalog_refused',
        refusals: [{ place: 'experiments', message: expect.stringContaining('not supported yet') }],
      });
    }
    server.writeCatalog('{ "version": ');
    expect((await reload()).status).toBe(422);
    const { catalog } = (await server.request.get('/admin/status').set(bearer)).body;
    expect(catalog).toMatchObject({ version: 'test#2', error: { code: 'catalog_refused' } });
    await server.request.get('/tessera/fragments/home_hero/default').expect(200);
    server.writeCatalog(testCatalog({ version: 'test#2' }));
    expect((await reload()).body.error).toBeNull();
  });
});

describe('POST /admin/simulate', () => {
  const simulate = (body: object) => server.request.post('/admin/simulate').set(bearer).send(body);

  it('a made-up visitor: signals, segments, decisions and why', async () => {
    const { status, body } = await simulate({
      events: [
        { type: 'cart_add', age: 100_000 },
        { type: 'cart', age: 100_000, props: { value: 500 } },
      ],
    });
    expect(status).toBe(200);
    expect(body.signals).toMatchObject({ cart_value: 500, since_cart: 100, views: 0 });
    expect(body.segments).toContainEqual({ key: 'cart_abandoner', in: true });
    expect(body.decisions.home_hero).toMatchObject({
      variant: KEYS.offer,
      source: 'variant',
      segment: 'cart_abandoner',
      candidates: [
        { variant: KEYS.offer, reason: null },
        { variant: KEYS.laptops, reason: 'in none of the segments laptop_shopper' },
      ],
    });
  });

  it('keeps nothing', async () => {
    const known = () =>
      server.request
        .get('/admin/status')
        .set(bearer)
        .then(({ body }) => body.visitors.known);
    const before = await known();
    await simulate({ traits: { vip: true }, context: { network: { save_data: true } } }).expect(200);
    expect(await known()).toBe(before);
  });

  it.each<[object, RegExp]>([
    [{ event: [] }, /the fields are events, context, traits, segment/],
    [{ events: [{ type: 'x' }, { type: 7 }] }, /events\[1\]\.type: /],
    [{ context: 5 }, /context: must be an object/],
    [{ traits: [] }, /traits: must be an object/],
    [{ segment: 'nope' }, /segment: must be the key/],
  ])('refuses %j', async (body, detail) => {
    const response = await simulate(body);
    expect([response.status, JSON.parse(response.text).detail]).toEqual([400, expect.stringMatching(detail)]);
  });
});

it('what is not there is a problem, too', async () => {
  const response = await server.request.get('/nothing/here');
  expect([response.status, JSON.parse(response.text).code]).toEqual([404, 'not_found']);
});
