import { UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import type { PrioritiesAnswer, PrioritiesBody } from '../../../contracts/priorities';
import { documentsOf, type Saved, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;
let boss: string;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
  boss = await cms.signIn('super');
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const variants = () => documentsOf(cms.strapi, 'variant');
const prioritised = (name: string, slot: string, priority: number) =>
  VARIANT(name, { slots: [slot], targeting: { segments: { none: ['staff'] }, priority } });

const get = (token = boss) => cms.http.get('/tessera/priorities').auth(token, { type: 'bearer' });
const put = (body: unknown, token = boss) =>
  cms.http
    .put('/tessera/priorities')
    .auth(token, { type: 'bearer' })
    .send(body as object);
const seen = async (): Promise<PrioritiesAnswer> => {
  const answer = await get();
  expect(answer.status).toBe(200);
  return answer.body;
};
const save = async (more: Partial<PrioritiesBody>) =>
  put({ version: (await seen()).version, priorities: [], ...more });

/** Draft and published targeting of every locale, as the database has them. */
async function stored({ documentId }: Saved): Promise<Record<string, unknown>> {
  const rows = await cms.strapi.db.query(UID.variant).findMany({ where: { documentId } });
  return Object.fromEntries(
    rows.map((row) => [`${row.locale} ${row.publishedAt ? 'published' : 'draft'}`, row.targeting]),
  );
}

it('lists variants in the order in which they are decided', async () => {
  await documentsOf(cms.strapi, 'segment').create(SEGMENT('broad'));
  await documentsOf(cms.strapi, 'segment').create(SEGMENT('deep', { parent: 'broad' }));
  const add = async (name: string, key: string, targeting: unknown) =>
    variants().create(VARIANT(name, { key, slots: ['list'], targeting }));
  await add('even b', 'bbbbbbbbbbbb', null);
  await add('even a', 'aaaaaaaaaaaa', null);
  await add('deep', 'zzzzzzzzzzzz', { segments: { any: ['broad', 'deep'] } });
  await add('broad', 'yyyyyyyyyyyy', { segments: { all: ['broad'] }, when: { 'traits.vip': true } });
  await add('high', 'xxxxxxxxxxxx', { priority: 3, schedule: { from: '2026-11-24T00:00:00Z' } });
  await add('the fallback', 'ffffffffffff', { priority: 9 });
  await documentsOf(cms.strapi, 'slot').create({ key: 'list', name: 'List', fallback: 'ffffffffffff' });

  const answer = await seen();
  const names = (slot: string) =>
    answer.slots
      .find(({ key }) => key === slot)
      ?.order.map((id) => answer.variants.find(({ documentId }) => documentId === id)?.name);
  expect(names('list')).toEqual(['high', 'deep', 'broad', 'even a', 'even b']);
  expect(answer.variants.find(({ name }) => name === 'high')).toMatchObject({
    live: null,
    pending: false,
    schedule: { from: '2026-11-24T00:00:00Z', until: null },
  });
  expect(answer.variants.find(({ name }) => name === 'broad')).toMatchObject({ conditional: true, depth: 0 });
});

it('says which variants cannot be moved', async () => {
  await variants().create(VARIANT('Only Spanish'), { locale: 'es' });
  const odd = await variants().create(VARIANT('Odd'));
  await cms.strapi.db
    .query(UID.variant)
    .updateMany({ where: { documentId: odd.documentId }, data: { targeting: '"text"' } });
  const { leftOut, variants: listed } = await seen();
  expect(leftOut).toEqual(
    expect.arrayContaining([
      { name: 'Only Spanish', reason: 'locale' },
      { name: 'Odd', reason: 'targeting' },
    ]),
  );
  expect(listed.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['Odd']));
});

it('saves drafts and leaves what is published, and everything else in the targeting', async () => {
  const one = await variants().published(prioritised('One', 'save', 10));
  await variants().update(one.documentId, { template: 'text', content: { text: 'Uno' } }, { locale: 'es' });
  const answer = await save({ priorities: [{ documentId: one.documentId, priority: 25 }] });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ saved: 1, published: 0, skipped: [] });
  const now = (answer.body.now as PrioritiesAnswer).variants.find(
    ({ documentId }) => documentId === one.documentId,
  );
  expect(now).toMatchObject({ priority: 25, live: 10, pending: false });
  const changed = { segments: { none: ['staff'] }, priority: 25 };
  expect(await stored(one)).toEqual({
    'en draft': changed,
    'en published': { ...changed, priority: 10 },
    'es draft': changed,
  });
  const [row] = await cms.strapi.db.query(UID.variant).findMany({
    where: { documentId: one.documentId, locale: 'en', publishedAt: null },
    populate: ['updatedBy'],
  });
  expect(row?.updatedBy).toMatchObject({ firstname: 'super' });
});

it('publishes priorities, but other unpublished changes only if it was said', async () => {
  const plain = await variants().published(prioritised('Plain', 'publish', 10));
  const edited = await variants().published(prioritised('Edited', 'publish', 20));
  await variants().update(edited.documentId, { content: { text: 'not yet' } });
  const draft = await variants().create(prioritised('Draft', 'publish', 30));
  const ids = [plain, edited, draft].map(({ documentId }) => documentId);
  const priorities = ids.map((documentId, index) => ({ documentId, priority: 100 + index }));
  const publish = ids.map((documentId) => ({ documentId, others: false }));

  const first = await save({ priorities, publish });
  expect(first.body).toMatchObject({
    saved: 3,
    published: 1,
    skipped: [
      { documentId: edited.documentId, reason: 'pending' },
      { documentId: draft.documentId, reason: 'draft' },
    ],
  });
  expect(await stored(plain)).toMatchObject({ 'en published': { priority: 100 } });
  expect(await stored(edited)).toMatchObject({
    'en draft': { priority: 101 },
    'en published': { priority: 20 },
  });
  expect(Object.keys(await stored(draft))).toEqual(['en draft']);

  const told = await save({ publish: [{ documentId: edited.documentId, others: true }] });
  expect(told.body).toMatchObject({ saved: 0, published: 1, skipped: [] });
  expect(await stored(edited)).toMatchObject({ 'en published': { priority: 101 } });
});

it('is all or nothing', async () => {
  const good = await variants().published(prioritised('Good', 'all', 1));
  const bad = await variants().published(prioritised('Bad', 'all', 2));
  // A draft that cannot be published: nobody could have saved it so, but a database can hold it.
  await cms.strapi.db.query(UID.variant).updateMany({
    where: { documentId: bad.documentId, publishedAt: null },
    data: { content: JSON.stringify({}) },
  });
  const answer = await save({
    priorities: [{ documentId: good.documentId, priority: 50 }],
    publish: [good, bad].map(({ documentId }) => ({ documentId, others: true })),
  });
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toMatch(/^"Bad": /);
  expect(await stored(good)).toMatchObject({ 'en draft': { priority: 1 }, 'en published': { priority: 1 } });
});

it('409 for a list that is no longer so, whatever has changed in it', async () => {
  const one = await variants().published(prioritised('Moving', 'conflict', 1));
  const { version } = await seen();
  const body = { version, priorities: [{ documentId: one.documentId, priority: 2 }] };
  await variants().update(one.documentId, { content: { text: 'changed meanwhile' } });
  expect((await put(body)).status).toBe(409);
  expect(await stored(one)).toMatchObject({ 'en draft': { priority: 1 } });

  const again = { ...body, version: (await seen()).version };
  const both = await Promise.all([put(again), put(again)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it.each([
  [[]],
  [{ priorities: [] }],
  [{ version: 'v', priorities: 'all' }],
  [{ version: 'v', priorities: [{ documentId: 'a', priority: 0.5 }] }],
  [{ version: 'v', priorities: [{ documentId: 'a', priority: 1001 }] }],
  [{ version: 'v', priorities: [{ documentId: { $ne: '' }, priority: 1 }] }],
  [{ version: 'v', priorities: [1, 2].map((priority) => ({ documentId: 'a', priority })) }],
  [{ version: 'v', priorities: [], publish: [{ documentId: 'a' }] }],
])('400 for %j', async (body) => {
  expect((await put(body)).status).toBe(400);
});

it('400 for more than 500 at once', async () => {
  const priorities = Array.from({ length: 501 }, (_, at) => ({ documentId: `a${at}`, priority: 0 }));
  expect((await put({ version: 'v', priorities })).status).toBe(400);
});

it('400 for a variant that is not there', async () => {
  expect((await save({ priorities: [{ documentId: 'nobody', priority: 1 }] })).status).toBe(400);
});

describe('rights', () => {
  /** A new administrator whose role may do this with variants, as far as `properties` go. */
  async function roleWith(
    actions: readonly string[],
    properties: object = { fields: ['targeting'], locales: ['en'] },
  ): Promise<string> {
    const token = await cms.signIn('limited', []);
    const [user] = await cms.strapi.db
      .query('admin::user')
      .findMany({ where: { firstname: 'limited' }, orderBy: { id: 'desc' }, limit: 1, populate: ['roles'] });
    await cms.strapi.service('admin::role').assignPermissions(
      user?.roles[0].id,
      actions.map((action) => ({ action, subject: UID.variant, properties, conditions: [] })),
    );
    return token;
  }

  it('to see, to change and to publish are three', async () => {
    const one = await variants().published(prioritised('Guarded', 'rights', 1));
    const body = async (priority: number, publish: PrioritiesBody['publish'] = []) => ({
      version: (await seen()).version,
      priorities: [{ documentId: one.documentId, priority }],
      publish,
    });
    const publish = [{ documentId: one.documentId, others: false }];

    expect((await cms.http.get('/tessera/priorities')).status).toBe(401);
    expect((await get(await cms.signIn('nobody', []))).status).toBe(403);
    const reader = await roleWith([CONTENT.read]);
    expect((await get(reader)).status).toBe(200);
    expect((await put(await body(5), reader)).status).toBe(403);

    const editor = await roleWith([CONTENT.read, CONTENT.update]);
    expect((await put(await body(6), editor)).status).toBe(200);
    expect((await put(await body(7, publish), editor)).status).toBe(403);
    expect(await stored(one)).toMatchObject({ 'en draft': { priority: 6 }, 'en published': { priority: 1 } });

    const publisher = await roleWith([CONTENT.read, CONTENT.update, CONTENT.publish]);
    expect((await put(await body(8, publish), publisher)).body).toMatchObject({ saved: 1, published: 1 });
  });

  it.each([
    [{ fields: ['name', 'content'], locales: ['en'] }, 403],
    [{ fields: ['targeting'], locales: ['es'] }, 403],
    [{ fields: ['targeting'], locales: ['en'] }, 200],
  ])('a role that may change %j is answered %i', async (properties, status) => {
    const { documentId } = await variants().published(prioritised('Fenced', 'fence', 1));
    const token = await roleWith([CONTENT.read, CONTENT.update], properties);
    const { version } = await seen();
    expect((await put({ version, priorities: [{ documentId, priority: 7 }] }, token)).status).toBe(status);
  });
});
