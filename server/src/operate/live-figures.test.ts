import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };
const ask = (path: string) => server.request.get(path).set(bearer);
async function visit(events: object[], { id = null as string | null, context = {} } = {}): Promise<string> {
  const sent = server.request.post('/tessera/beacon').send({ events, context });
  const answer = await (id === null ? sent : sent.set('Cookie', `tessera_id=${id}`)).expect(200);
  return id ?? cookiesOf(answer).tessera_id?.value ?? '';
}
const laptop = (path = '/p/1') => ({ type: 'page_view', age: 0, page: { path, category: 'laptops' } });
const click = (id?: string) => ({ type: 'click', age: 0, ...(id ? { id } : {}) });
const shown = (type: string, variant: string, id?: string) => ({
  ...click(id),
  type,
  props: { slot: 'home_hero', variant },
});

describe('GET /admin/history', () => {
  it('counts every five minutes, and now', async () => {
    const start = server.time.now;
    await visit([laptop(), laptop()]);
    await visit([click()]);
    const first = (await ask('/admin/history?segment=laptop_shopper')).body;
    expect(first).toEqual({
      since: start,
      from: start,
      stepMs: 300_000,
      // When counting began, and now.
      active: [0, 2],
      segments: { laptop_shopper: [0, 1] },
    });
    server.time.now += 300_000;
    await ask('/admin/history');
    // Ten minutes in which nobody counted.
    server.time.now += 600_000;
    await visit([laptop(), laptop()]);
    const { active, segments } = (await ask('/admin/history')).body;
    expect(active).toEqual([0, 2, null, 3, 3]);
    expect(segments.laptop_shopper).toEqual([0, 1, null, 2, 2]);
    expect(Object.keys(segments)).toEqual(
      (await ask('/admin/audience')).body.segments.map((one: { key: string }) => one.key),
    );
  });

  it('knows nothing of segments that are not published, or not any more', async () => {
    expect((await ask('/admin/history?segment=nope')).body.segments).toEqual({});
    const { segments } = testCatalog();
    server.writeCatalog(
      testCatalog({ version: 'test#2', segments: segments.filter(({ key }) => key !== 'hot') }),
    );
    await server.request.post('/admin/catalog').set(bearer).expect(200);
    expect((await ask('/admin/history?segment=hot')).body.segments).toEqual({});
    server.time.now += 300_000;
    await ask('/admin/history');
    server.writeCatalog(testCatalog({ version: 'test#3' }));
    await server.request.post('/admin/catalog').set(bearer).expect(200);
    // Back again, it begins anew.
    expect((await ask('/admin/history?segment=hot')).body.segments.hot).toEqual([null, null, 0]);
  });
});

describe('GET /admin/variants', () => {
  const rows = async () =>
    (await ask('/admin/variants')).body.variants.filter((row: { slot: string }) => row.slot === 'home_hero');

  it('who is decided what now, and what was seen and clicked', async () => {
    const start = server.time.now;
    await visit([
      laptop(),
      laptop(),
      shown('impression', KEYS.laptops),
      shown('variant_click', KEYS.laptops),
    ]);
    for (let i = 0; i < 3; i++) await visit([shown('impression', 'default')]);
    const { body } = await ask('/admin/variants');
    expect(body).toMatchObject({ since: start, active: 4 });
    const slot = 'home_hero';
    expect(await rows()).toEqual([
      { key: KEYS.offer, slot, visitors: 0, share: 0, impressions: 0, clicks: 0 },
      { key: KEYS.laptops, slot, visitors: 1, share: 0.25, impressions: 1, clicks: 1 },
      { key: KEYS.plain, slot, visitors: 3, share: 0.75, impressions: 3, clicks: 0 },
    ]);
    // A slot without a fallback shows nothing, which has a name.
    expect(body.variants).toContainEqual({
      key: 'default',
      slot: 'page_directives',
      visitors: 4,
      share: 1,
      impressions: 0,
      clicks: 0,
    });
  });

  it('repeats count once, also together with what is new', async () => {
    const id = await visit([shown('impression', KEYS.plain, 'one')]);
    await visit([shown('impression', KEYS.plain, 'one')], { id });
    await visit([shown('impression', KEYS.plain, 'one'), shown('impression', KEYS.plain, 'two')], { id });
    expect((await rows()).at(-1)).toMatchObject({ key: KEYS.plain, impressions: 2 });
  });

  it('is counted anew after two seconds or with another catalog, not for everybody who asks', async () => {
    await visit([click()]);
    expect((await rows()).at(-1)).toMatchObject({ visitors: 1 });
    await visit([click()]);
    expect((await rows()).at(-1)).toMatchObject({ visitors: 1 });
    server.time.now += 2_000;
    expect((await rows()).at(-1)).toMatchObject({ visitors: 2 });
    await visit([click()]);
    server.writeCatalog(testCatalog({ version: 'test#2' }));
    await server.request.post('/admin/catalog').set(bearer).expect(200);
    expect((await rows()).at(-1)).toMatchObject({ visitors: 3 });
    server.time.now += 31 * 60_000;
    expect((await ask('/admin/variants')).body).toMatchObject({ active: 0 });
    expect((await rows()).at(-1)).toMatchObject({ visitors: 0, share: 0 });
  });
});

describe('GET /admin/visitors', () => {
  it('who was seen last, the latest first', async () => {
    const context = { device: { type: 'mobile' } };
    const first = await visit([laptop('/a'), laptop('/b')], { context });
    server.time.now += 1_000;
    const second = await visit([click()]);
    server.time.now += 1_000;
    await visit([click()], { id: first });
    const { visitors } = (await ask('/admin/visitors')).body;
    const newcomer = { visit: { count: 1, returning: false } };
    expect(visitors).toEqual([
      {
        id: first,
        lastSeen: server.time.now,
        segments: ['laptop_shopper', 'hot'],
        context: { ...context, ...newcomer },
        path: '/b',
      },
      { id: second, lastSeen: server.time.now - 1_000, segments: ['hot'], context: newcomer, path: null },
    ]);
  });

  it('as many as asked for, 20 if that is not said', async () => {
    for (let i = 0; i < 22; i++) await visit([click()]);
    expect((await ask('/admin/visitors')).body.visitors).toHaveLength(20);
    expect((await ask('/admin/visitors?limit=21')).body.visitors).toHaveLength(21);
    expect((await ask('/admin/visitors?limit=50')).body.visitors).toHaveLength(22);
  });

  it.each(['0', '51', '-1', '1e1', 'x', ''])('refuses a limit of %j', async (limit) => {
    const { status, text } = await ask(`/admin/visitors?limit=${limit}`);
    expect([status, JSON.parse(text).code]).toEqual([400, 'wrong_shape']);
    expect(JSON.parse(text).detail).toMatch(/limit: must be a whole number from 1 to 50/);
  });
});

describe('all of them', () => {
  const PATHS = ['history', 'values?field=event', 'variants', 'visitors'].map((path) => `/admin/${path}`);

  it.each(PATHS)('GET %s asks for the token', async (path) => {
    expect((await server.request.get(path)).status).toBe(401);
    const answer = await ask(path);
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it.each(PATHS)('GET %s refuses what it does not know', async (path) => {
    const { status, text } = await ask(`${path}${path.includes('?') ? '&' : '?'}nope=1`);
    expect([status, JSON.parse(text).detail]).toEqual([
      400,
      expect.stringMatching(/^nope: must be left out; taken: /),
    ]);
  });
});
