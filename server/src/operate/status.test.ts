import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { memoryStore } from '../profiles/memory-store.js';
import { eventually } from '../testing/eventually.js';
import { testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };
let server: TestServer;
afterEach(() => server.stop());

const post = (events: object[], cookie = '') =>
  server.request.post('/tessera/beacon').set('Cookie', cookie).send({ events });
const status = async () => (await server.request.get('/admin/status').set(bearer).expect(200)).body;
const codes = async (): Promise<string[]> =>
  (await status()).alerts.map(({ code, stage, cause }: Record<string, string>) =>
    [code, stage ?? cause].filter(Boolean).join(' '),
  );
/** Values by metric and labels. */
async function metrics(): Promise<Map<string, number>> {
  const { text } = await server.request.get('/metrics').set(bearer).expect(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  );
}
const VISITOR = `tessera_id=${'v'.repeat(21)}`;

it('beacons are measured by stage from their youngest event on; alerts come and go', async () => {
  server = await startTestServer();
  for (let i = 0; i < 25; i++)
    await post([
      { type: 'click', age: 20 },
      { type: 'click', age: 4_000 },
    ]).expect(200);
  const quick = await status();
  expect(quick.stages.map(({ stage, budgetMs }: Record<string, unknown>) => [stage, budgetMs])).toEqual([
    ['collect', 300],
    ['segments', 400],
    ['delivery', 450],
    ['end_to_end', 500],
  ]);
  for (const stage of quick.stages) {
    expect([stage.stage, stage.count]).toEqual([stage.stage, 25]);
    expect(stage.meanMs).toBeGreaterThanOrEqual(20);
    expect(stage.p95Ms).toBeGreaterThan(10);
    expect(typeof stage.within).toBe('boolean');
  }
  expect(quick.refresh).toMatchObject({
    meanMs: expect.any(Number),
    limitMs: 400,
    byCause: { event: { count: 25 } },
  });
  for (let i = 0; i < 5; i++) await post([{ type: 'click', age: 2_000 }]).expect(200);
  expect(await codes()).toEqual([
    'stage_slow collect',
    'stage_slow segments',
    'stage_slow delivery',
    'stage_slow end_to_end',
  ]);
  expect((await status()).stages[3]).toMatchObject({ count: 30, within: false });
  // Out of the latest minutes, out of the alerts.
  server.time.now += 301_000;
  expect(await codes()).toEqual([]);
  expect((await status()).stages[3]).toMatchObject({ count: 0, meanMs: null, p95Ms: null, within: null });
  const all = await metrics();
  expect(all.get('tessera_stage_seconds_count{stage="end_to_end"}')).toBe(30);
  expect(all.get('tessera_stage_seconds_bucket{le="1.5",stage="end_to_end"}')).toBe(25);
});

it('old beacons, repeats and rejected events are counted apart', async () => {
  server = await startTestServer();
  await post([{ id: 'a', type: 'click', age: 61_000 }], VISITOR).expect(200);
  await post(
    [{ id: 'a', type: 'click', age: 61_500 }, { id: 'b', type: 'click', age: 0 }, { type: 'Bad Type' }],
    VISITOR,
  ).expect(200);
  const all = await metrics();
  expect(
    ['accepted', 'repeated', 'rejected'].map((outcome) =>
      all.get(`tessera_events_total{outcome="${outcome}"}`),
    ),
  ).toEqual([2, 1, 1]);
  expect(all.get('tessera_late_beacons_total')).toBe(1);
  expect(all.get('tessera_stage_seconds_count{stage="collect"}')).toBe(1);
  expect((await status()).events).toEqual({ accepted: 2, repeated: 1, rejected: 1, left_out: 0 });
});

it('changes that time brings are measured from their instant on', async () => {
  server = await startTestServer();
  for (let i = 0; i < 20; i++) await post([{ type: 'click', age: 0 }]).expect(200);
  // 8 points of heat are 4 after the half-life of 10 s: all leave `hot` then, and are noticed 2 s late.
  server.time.now += 12_000;
  const { refresh, alerts } = await eventually(status, (now) => now.refresh.byCause.time.count === 20);
  expect(refresh.byCause.time.count).toBe(20);
  expect(refresh.byCause.time.meanMs).toBeGreaterThan(1_990);
  expect(refresh.byCause.time.meanMs).toBeLessThan(2_010);
  expect(alerts).toContainEqual({
    code: 'refresh_slow',
    cause: 'time',
    message: 'Segments follow changes that time brings 2000 ms late on average (limit 400 ms)',
    value: expect.any(Number),
    limit: 400,
  });
  expect((await metrics()).get('tessera_refresh_seconds_count{cause="time"}')).toBe(20);
});

it('a catalog that is refused or out of reach is an alert until it is well again', async () => {
  server = await startTestServer();
  const reload = () => server.request.post('/admin/catalog').set(bearer);
  expect((await metrics()).get('tessera_catalog_trouble{code="catalog_refused"}')).toBe(0);
  server.writeCatalog('{');
  await reload().expect(422);
  expect(await codes()).toEqual(['catalog_refused']);
  expect((await metrics()).get('tessera_catalog_trouble{code="catalog_refused"}')).toBe(1);
  rmSync(join(server.directory, 'published.json'));
  await reload().expect(502);
  expect(await codes()).toEqual(['catalog_unreachable']);
  server.writeCatalog(testCatalog({ version: 'test#9' }));
  await reload().expect(200);
  expect(await codes()).toEqual([]);
  expect((await status()).swap).toEqual({ underWay: false, tookMs: expect.any(Number) });
});

it('a store that takes nothing is an alert for some minutes', async () => {
  const store = memoryStore();
  let full = true;
  server = await startTestServer({
    overrides: {
      store: {
        ...store,
        save: (id, profile) => (full ? Promise.reject(new Error('ENOSPC')) : store.save(id, profile)),
      },
    },
  });
  await post([{ type: 'click', age: 0 }]).expect(503);
  expect((await status()).storage).toEqual({ damaged: false, unreadable: 0, notStored: 1 });
  expect(await codes()).toEqual(['store_failing']);
  full = false;
  await post([{ type: 'click', age: 0 }]).expect(200);
  server.time.now += 301_000;
  expect(await codes()).toEqual([]);
  expect((await metrics()).get('tessera_not_stored_total')).toBe(1);
});

it('stored profiles that can’t be read are counted and stay an alert', async () => {
  server = await startTestServer();
  const { directory } = server;
  await post([{ type: 'click', age: 0 }], VISITOR).expect(200);
  await post([{ type: 'click', age: 0 }]).expect(200);
  await server.stopKeeping();
  const raw = new Database(join(directory, 'store', 'visitors.db'));
  raw.prepare('UPDATE log SET sum = sum + 1 WHERE id = ?').run('v'.repeat(21));
  raw.close();
  server = await startTestServer({ directory });
  const { storage, alerts, visitors } = await status();
  // What could be read was carried over to a new file.
  expect([storage, visitors.known]).toEqual([{ damaged: false, unreadable: 1, notStored: 0 }, 1]);
  expect(alerts).toMatchObject([{ code: 'store_damaged', value: 2, limit: 0 }]);
  const all = await metrics();
  expect(all.get('tessera_store_unreadable_total')).toBe(1);
  expect(all.get('tessera_store_set_aside_total')).toBe(1);
  expect(all.get('tessera_store_damaged')).toBe(0);
});

it('says what visitors take up and who was let go of', async () => {
  server = await startTestServer({ env: { TESSERA_MAX_VISITORS: '2', TESSERA_RETENTION: '1h' } });
  for (let i = 0; i < 3; i++) await post([{ type: 'click', age: 0 }]).expect(200);
  server.time.now += 3_601_000;
  const { letGo, memory, visitors } = await eventually(status, (now) => now.visitors.known === 0);
  expect([letGo, visitors.known]).toEqual([{ expired: 2, evicted: 1 }, 0]);
  expect(memory.profileBytes).toBeGreaterThan(0);
  const all = await metrics();
  expect(all.get('tessera_visitors_let_go_total{reason="evicted"}')).toBe(1);
  expect(all.get('tessera_visitors_let_go_total{reason="expired"}')).toBe(2);
  expect(all.get('tessera_profile_bytes')).toBe(memory.profileBytes);
});
