import type { Kind } from '../../../contracts/ids';
import { UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { TOLD_PARAM, type ToldAnswer, type UsageAnswer } from '../../../contracts/usage';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;
let admin: string;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
  admin = await cms.signIn('super');
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const documents = (kind: Kind) => documentsOf(cms.strapi, kind);
const base = (kind: Kind) => `/content-manager/collection-types/${UID[kind]}`;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const told = (hash: string | undefined) => (hash === undefined ? {} : { [TOLD_PARAM]: hash });

const remove = (kind: Kind, documentId: string, hash?: string, locale = '*') =>
  cms.http
    .delete(`${base(kind)}/${documentId}`)
    .set(as(admin))
    .query({ locale, ...told(hash) });
const unpublish = (kind: Kind, documentId: string, hash?: string, locale?: string) =>
  cms.http
    .post(`${base(kind)}/${documentId}/actions/unpublish`)
    .set(as(admin))
    .query({ ...told(hash), ...(locale ? { locale } : {}) })
    .send({ ...(locale ? { locale } : {}) });
const bulk = (action: 'bulkDelete' | 'bulkUnpublish', kind: Kind, documentIds: string[], hash?: string) =>
  cms.http
    .post(`${base(kind)}/actions/${action}`)
    .set(as(admin))
    .query(told(hash))
    .send({ documentIds });
const ask = async (question: object): Promise<ToldAnswer> => {
  const answer = await cms.http.post('/tessera/usage/told').set(as(admin)).send(question);
  expect(answer.status).toBe(200);
  return answer.body;
};
const rowsOf = (kind: Kind, documentId: string) =>
  cms.strapi.db.query(UID[kind]).findMany({ where: { documentId } });
const isPublished = async (kind: Kind, documentId: string) =>
  (await rowsOf(kind, documentId)).some(({ publishedAt }) => publishedAt !== null);

it('what nobody names is deleted and unpublished as ever', async () => {
  const { documentId } = await documents('segment').published(SEGMENT('lonely'));
  expect((await unpublish('segment', documentId)).status).toBe(200);
  expect(await isPublished('segment', documentId)).toBe(false);
  expect((await remove('segment', documentId)).status).toBe(200);
  expect(await rowsOf('segment', documentId)).toEqual([]);
});

describe('what somebody names', () => {
  it('is deleted by whoever was told exactly by whom', async () => {
    const broad = await documents('segment').published(SEGMENT('broad'));
    await documents('segment').create(SEGMENT('narrow', { parent: 'broad' }));
    const refused = await remove('segment', broad.documentId);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      name: 'ApplicationError',
      message: expect.stringContaining('segment "Segment narrow" names "Segment broad" (parent)'),
    });
    expect(await rowsOf('segment', broad.documentId)).toHaveLength(2);

    const question = { kind: 'segment', action: 'delete', documentIds: [broad.documentId], locale: '*' };
    const before = await ask(question);
    expect(before.uses.map(({ by }) => by.name)).toEqual(['Segment narrow']);
    expect(refused.body.error.details.told).toBe(before.told);

    // Meanwhile somebody else begins to use it: what was told is not the whole truth any more.
    await documents('variant').create(VARIANT('For broad', { targeting: { segments: { all: ['broad'] } } }));
    const again = await remove('segment', broad.documentId, before.told);
    expect([again.status, again.body.error.message]).toEqual([400, expect.stringContaining('For broad')]);
    expect(await rowsOf('segment', broad.documentId)).toHaveLength(2);

    const after = await ask(question);
    expect(after.told).not.toBe(before.told);
    expect((await remove('segment', broad.documentId, after.told)).status).toBe(200);
    expect(await rowsOf('segment', broad.documentId)).toEqual([]);
  });

  it('is unpublished the same way, also by a name in a condition', async () => {
    const signal = await documents('signal').published({ key: 'views', kind: 'count', event: 'page_view' });
    await documents('segment').published(SEGMENT('viewer', { when: { 'signals.views': { $gt: 3 } } }));
    const refused = await unpublish('signal', signal.documentId);
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining('Segment viewer'),
    ]);
    expect(await isPublished('signal', signal.documentId)).toBe(true);
    expect((await unpublish('signal', signal.documentId, 'guessed')).status).toBe(400);
    const { told: hash } = await ask({
      kind: 'signal',
      action: 'unpublish',
      documentIds: [signal.documentId],
      locale: null,
    });
    expect((await unpublish('signal', signal.documentId, hash)).status).toBe(200);
    expect(await isPublished('signal', signal.documentId)).toBe(false);
  });

  it('stays as a whole when one of many is in use, and goes with those who name it', async () => {
    const slot = await documents('slot').published({ key: 'bulky', name: 'Bulky' });
    const free = await documents('slot').published({ key: 'free', name: 'Free' });
    await documents('variant').create(VARIANT('In bulky', { slots: ['bulky'] }));
    const ids = [free.documentId, slot.documentId];
    const refused = await bulk('bulkDelete', 'slot', ids);
    expect([refused.status, refused.body.error.message]).toEqual([400, expect.stringContaining('In bulky')]);
    expect(await rowsOf('slot', free.documentId)).toHaveLength(2);

    const unpublished = await ask({ kind: 'slot', action: 'unpublish', documentIds: ids, locale: null });
    expect((await bulk('bulkUnpublish', 'slot', ids)).status).toBe(400);
    expect((await bulk('bulkUnpublish', 'slot', ids, unpublished.told)).status).toBe(200);
    const { told: hash } = await ask({ kind: 'slot', action: 'delete', documentIds: ids, locale: null });
    expect((await bulk('bulkDelete', 'slot', ids, hash)).status).toBe(200);
    expect([...(await rowsOf('slot', ids[0] ?? '')), ...(await rowsOf('slot', ids[1] ?? ''))]).toEqual([]);

    const parent = await documents('segment').published(SEGMENT('family'));
    const child = await documents('segment').published(SEGMENT('family_child', { parent: 'family' }));
    expect((await bulk('bulkDelete', 'segment', [parent.documentId])).status).toBe(400);
    expect((await bulk('bulkDelete', 'segment', [parent.documentId, child.documentId])).status).toBe(200);
  });

  it('may lose a translation, but not the locale that holds its targeting', async () => {
    const variant = await documents('variant').published(VARIANT('Fallback'));
    await documents('variant').update(
      variant.documentId,
      { template: 'text', content: { text: 'Hola' } },
      { locale: 'es' },
    );
    await documents('variant').publish(variant.documentId, { locale: 'es' });
    await documents('slot').published({ key: 'with_fallback', name: 'With fallback', fallback: variant.key });
    expect((await remove('variant', variant.documentId, undefined, 'es')).status).toBe(200);
    expect((await unpublish('variant', variant.documentId, undefined, 'en')).status).toBe(400);
    expect((await remove('variant', variant.documentId, undefined, 'en')).status).toBe(400);
    expect((await remove('variant', variant.documentId)).status).toBe(400);
    expect(await isPublished('variant', variant.documentId)).toBe(true);
  });
});

it('programs that use Strapi’s documents are not asked', async () => {
  const { documentId } = await documents('segment').published(SEGMENT('seeded'));
  await documents('segment').published(SEGMENT('seeded_child', { parent: 'seeded' }));
  await documents('segment').unpublish(documentId);
  await documents('segment').delete(documentId);
  expect(await rowsOf('segment', documentId)).toEqual([]);
});

describe('usage', () => {
  it('says who names what, also who is called like a part of JavaScript', async () => {
    const { documentId } = await documents('segment').published(SEGMENT('constructor'));
    const question = { kind: 'segment', action: 'delete', documentIds: [documentId], locale: null };
    expect((await ask(question)).uses).toEqual([]);
    await documents('segment').create(SEGMENT('uses_it', { parent: 'constructor' }));
    const answer = await cms.http.get('/tessera/usage').set(as(admin));
    expect(answer.status).toBe(200);
    expect((answer.body as UsageAnswer).segment.constructor).toMatchObject([
      { kind: 'segment', key: 'uses_it', field: 'parent', draft: true, published: false },
    ]);
  });

  it('is for those who may name or lose something', async () => {
    expect((await cms.http.get('/tessera/usage')).status).toBe(401);
    const reader = await cms.signIn('reader', [CONTENT.read], UID.segment);
    expect((await cms.http.get('/tessera/usage').set(as(reader))).status).toBe(403);
    const question = { kind: 'segment', action: 'delete', documentIds: [], locale: null };
    const post = (token: string, body: object) =>
      cms.http.post('/tessera/usage/told').set(as(token)).send(body);
    expect((await post(reader, question)).status).toBe(403);
    const deleter = await cms.signIn('deleter', [CONTENT.read, CONTENT.delete], UID.segment);
    expect((await post(deleter, question)).status).toBe(200);
    expect((await post(deleter, { ...question, action: 'unpublish' })).status).toBe(403);
  });

  it.each([
    { kind: 'experiment' },
    { action: 'publish' },
    { documentIds: 'all' },
    { documentIds: [7] },
    { documentIds: Array.from({ length: 1_001 }, (_, index) => `d${index}`) },
    { locale: ['en'] },
  ])('a question that cannot be read is refused: %#', async (wrong) => {
    const question = { kind: 'segment', action: 'delete', documentIds: [], locale: null, ...wrong };
    const answer = await cms.http.post('/tessera/usage/told').set(as(admin)).send(question);
    expect(answer.status).toBe(400);
  });
});
