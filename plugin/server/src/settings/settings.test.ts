import { ADMIN_ROUTES } from '../../../contracts/routes';
import { documentsOf, SEGMENT } from '../../../test/definitions';
import { FragmentServer } from '../../../test/fragment-server';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { serversOf } from './servers';

const app = newAppFolder();
const configured = new FragmentServer();
const added = new FragmentServer();
let cms: TestStrapi;
let admin: string;

beforeAll(async () => {
  await Promise.all([configured.start(), added.start()]);
  cms = await startStrapi(app.folder, { servers: [{ url: configured.url, token: configured.token }] });
  admin = await cms.signIn('super');
}, 60_000);
afterAll(async () => {
  await cms.stop();
  await Promise.all([configured.stop(), added.stop()]);
  app.remove();
});
beforeEach(async () => {
  await put([]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  configured.heard.length = 0;
  added.heard.length = 0;
});

const PATH: string = ADMIN_ROUTES.settings;
const get = (path = PATH) => cms.http.get(path).set('Authorization', `Bearer ${admin}`);
const put = (servers: unknown) =>
  cms.http.put(PATH).set('Authorization', `Bearer ${admin}`).send({ servers });
const test = (server: unknown) =>
  cms.http
    .post(`${PATH}/test`)
    .set('Authorization', `Bearer ${admin}`)
    .send(server as object);

const STATUS = {
  version: '0.1.0',
  uptime_s: 5,
  catalog: { version: 'v#3', loadedAt: null, error: null },
  visitors: { known: 1, active: 1 },
  purge: [{ target: 'varnish:http://cache', waiting: 2, lastError: 'it answered 500', failed: 3, done: 1 }],
};

it('shows the configured servers until some are stored, and again when those are taken away', async () => {
  expect((await get()).body).toEqual({
    source: 'config',
    servers: [{ url: configured.url, token: 'set' }],
    canSeal: true,
  });
  const saved = await put([
    { url: `${added.url}/`, token: 'secret-of-added' },
    { url: 'http://127.0.0.1:9' },
  ]);
  expect(saved.body).toEqual({
    source: 'stored',
    servers: [
      { url: added.url, token: 'set' },
      { url: 'http://127.0.0.1:9', token: 'none' },
    ],
    canSeal: true,
  });
  expect(await serversOf(cms.strapi)).toEqual([
    { url: added.url, token: 'secret-of-added' },
    { url: 'http://127.0.0.1:9', token: '' },
  ]);
  await put([]);
  expect(await serversOf(cms.strapi)).toEqual([{ url: configured.url, token: configured.token }]);
});

it('a token stays when none is given, goes when it is empty, and never follows to another address', async () => {
  await put([{ url: added.url, token: 'first' }]);
  await put([{ url: added.url }]);
  expect(await serversOf(cms.strapi)).toEqual([{ url: added.url, token: 'first' }]);
  await put([{ url: configured.url }]);
  expect(await serversOf(cms.strapi)).toEqual([{ url: configured.url, token: '' }]);
  await put([{ url: added.url, token: 'second' }]);
  await put([{ url: added.url, token: '' }]);
  expect(await serversOf(cms.strapi)).toEqual([{ url: added.url, token: '' }]);
});

it('no token is in the database or in an answer', async () => {
  const answers = [await put([{ url: added.url, token: 'very-secret' }]), await get()];
  for (const { text } of answers) expect(text).not.toMatch(/very-secret|sealed/);
  const rows = await cms.strapi.db.query('strapi::core-store').findMany();
  expect(JSON.stringify(rows)).toContain(added.url);
  expect(JSON.stringify(rows)).not.toContain('very-secret');
});

it('a token sealed with a secret that is gone is said to be lost, and used as none', async () => {
  await put([{ url: added.url, token: 'sealed-once' }]);
  const key = cms.strapi.config.get('admin.secrets.encryptionKey');
  cms.strapi.config.set('admin.secrets.encryptionKey', 'another-key');
  try {
    expect((await get()).body.servers).toEqual([{ url: added.url, token: 'lost' }]);
    expect(await serversOf(cms.strapi)).toEqual([{ url: added.url, token: '' }]);
  } finally {
    cms.strapi.config.set('admin.secrets.encryptionKey', key);
  }
  expect((await get()).body.servers).toEqual([{ url: added.url, token: 'set' }]);
});

it('refuses what config/plugins would refuse, field by field, and keeps what was', async () => {
  await put([{ url: added.url }]);
  const answer = await put([{ url: 'fragments' }, { url: added.url, token: 'se cret' }]);
  expect(answer.status).toBe(400);
  expect(answer.body.error.details.errors.map(({ path }: { path: string[] }) => path)).toEqual([
    ['servers', '0', 'url'],
    ['servers', '1', 'token'],
  ]);
  expect(answer.text).not.toContain('se cret');
  expect((await get()).body.servers).toEqual([{ url: added.url, token: 'none' }]);
});

it('changes are told to the servers of now, not to those of the start', async () => {
  const segments = documentsOf(cms.strapi, 'segment');
  await put([{ url: added.url, token: added.token }]);
  // A new server is told at once: it may have no catalog yet.
  await added.until(1);
  const { documentId } = await segments.published(SEGMENT('follows'));
  await added.until(2);
  expect(added.heard.map(({ authorization }) => authorization)).toEqual(
    Array(2).fill(`Bearer ${added.token}`),
  );
  expect(configured.heard).toEqual([]);

  await put([]);
  await configured.until(1);
  await segments.unpublish(documentId);
  await configured.until(2);
  expect(added.heard).toHaveLength(2);
});

describe('testing a connection', () => {
  it('tells versions and how long it took, with the token given or the one in force', async () => {
    added.answer = () => ({ status: 200, json: STATUS });
    const tried = await test({ url: added.url, token: 'tried' });
    expect(tried.body).toEqual({
      kind: 'ok',
      serverVersion: '0.1.0',
      catalogVersion: 'v#3',
      latencyMs: expect.any(Number),
    });
    expect(added.heard.at(-1)?.authorization).toBe('Bearer tried');
    configured.answer = () => ({ status: 401 });
    expect((await test({ url: configured.url })).body).toMatchObject({ kind: 'unauthorized' });
    expect(configured.heard.at(-1)?.authorization).toBe(`Bearer ${configured.token}`);
  });

  it('never sends a token in force to another address', async () => {
    expect((await test({ url: added.url })).body.kind).toBe('unauthorized');
    expect(added.heard).toEqual([]);
  });

  it('says what is wrong with the address, or with what answers there', async () => {
    const refused = await test({ url: 'fragments' });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(/^server\.url is "fragments"; it must be an http/);
    expect((await test({ url: 'http://127.0.0.1:9', token: 'x' })).body.kind).toBe('unreachable');
    added.answer = () => ({ status: 200, json: { hello: 'world' } });
    expect((await test({ url: added.url, token: 'x' })).body.kind).toBe('unexpected');
  });
});

it('shows each server’s purges, and who cannot be asked', async () => {
  added.answer = () => ({ status: 200, json: STATUS });
  await put([
    { url: added.url, token: added.token },
    { url: 'http://127.0.0.1:9', token: 'x' },
  ]);
  const { body } = await get(`${PATH}/purges`);
  expect(body.servers).toMatchObject([
    {
      kind: 'ok',
      server: added.url,
      targets: [{ target: 'varnish:http://cache', waiting: 2, failed: 3, lastError: 'it answered 500' }],
    },
    { kind: 'unreachable', server: 'http://127.0.0.1:9' },
  ]);
});
