import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { FragmentServer } from '../../../test/fragment-server';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
const server = new FragmentServer();
let cms: TestStrapi;

beforeAll(async () => {
  await server.start();
  cms = await startStrapi(app.folder, { servers: [{ url: server.url, token: server.token }] });
}, 60_000);
afterAll(async () => {
  await cms.stop();
  await server.stop();
  app.remove();
});

const quiet = () => new Promise((resolve) => setTimeout(resolve, 250));
beforeEach(async () => {
  await quiet();
  server.heard.length = 0;
  server.answer = () => ({ status: 200, json: { version: '2026-11-23T20:00:00Z#7' } });
});

const segments = () => documentsOf(cms.strapi, 'segment');
const result = () => cms.strapi.plugin('tessera').service('push').result(server.url);

it('publish, unpublish and delete are told, each within a moment; drafts are not', async () => {
  const { documentId } = await segments().create(SEGMENT('told'));
  await segments().update(documentId, { hold: '5s' });
  await quiet();
  expect(server.heard).toEqual([]);

  for (const [index, change] of (['publish', 'unpublish', 'publish', 'delete'] as const).entries()) {
    const start = Date.now();
    await segments()[change](documentId);
    await server.until(index + 1);
    expect(Date.now() - start).toBeLessThan(1_000);
  }
  await quiet();
  expect(server.heard.map(({ method, url, authorization }) => [method, url, authorization])).toEqual(
    Array(4).fill(['POST', '/admin/catalog', `Bearer ${server.token}`]),
  );
  expect(result()).toMatchObject({ kind: 'done', version: '2026-11-23T20:00:00Z#7' });
});

it('creating and publishing at once is told, for variants too', async () => {
  await documentsOf(cms.strapi, 'variant').published(VARIANT('At once'));
  await server.until(1);
});

it('a bulk publish is told once, after its transaction', async () => {
  const drafts = await Promise.all(
    ['bulk_a', 'bulk_b', 'bulk_c'].map((key) => segments().create(SEGMENT(key))),
  );
  let committed = 0;
  await cms.strapi.db.transaction(async () => {
    for (const { documentId } of drafts) await segments().publish(documentId);
    await quiet();
    expect(server.heard).toEqual([]);
    committed = Date.now();
  });
  await server.until(1);
  await quiet();
  expect(server.heard).toHaveLength(1);
  expect(server.heard[0]?.time).toBeGreaterThanOrEqual(committed);
});

it('what is rolled back is not told', async () => {
  const { documentId } = await segments().create(SEGMENT('rolled_back'));
  const work = cms.strapi.db.transaction(async () => {
    await segments().publish(documentId);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  await quiet();
  expect(server.heard).toEqual([]);
});

it('a server that is away does not fail the save, and is told when it is back', async () => {
  await server.stop();
  const { documentId } = await segments().published(SEGMENT('while_away'));
  await quiet();
  expect(result()).toMatchObject({ kind: 'waiting', detail: expect.stringContaining('ECONNREFUSED') });

  await server.start();
  await server.until(1);
  await quiet();
  expect(result().kind).toBe('done');
  await segments().unpublish(documentId);
  await server.until(2);
});

it('a refused catalog or token is not repeated, and its reason is kept', async () => {
  server.answer = () => ({
    status: 422,
    json: { code: 'catalog_refused', detail: 'segments[0].key: must be unique' },
  });
  await segments().published(SEGMENT('refused_once'));
  await server.until(1);
  await quiet();
  expect(server.heard).toHaveLength(1);
  expect(result()).toMatchObject({
    kind: 'failed',
    attempts: 1,
    detail: '422 segments[0].key: must be unique',
  });
});
