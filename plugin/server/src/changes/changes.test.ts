import { type ChangesAnswer, MOST_CHANGES } from '../../../contracts/changes';
import { type Kind, UID } from '../../../contracts/ids';
import { PERMISSIONS } from '../../../contracts/permissions';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { changesOf } from './from-rows';
import { appendLog, readLog } from './log';

describe('through Strapi', () => {
  const app = newAppFolder();
  let cms: TestStrapi;
  let admin: string;

  beforeAll(async () => {
    cms = await startStrapi(app.folder);
    admin = await cms.signIn('super');
  }, 60_000);
  afterAll(async () => {
    await cms.stop();
    app.remove();
  });

  const bearer = () => ({ Authorization: `Bearer ${admin}` });
  const base = (kind: Kind) => `/content-manager/collection-types/${UID[kind]}`;
  const post = (path: string, body: object = {}) => cms.http.post(path).set(bearer()).send(body);
  async function changes(): Promise<ChangesAnswer['changes']> {
    const answer = await cms.http.get('/tessera/changes').set(bearer());
    expect(answer.status).toBe(200);
    return (answer.body as ChangesAnswer).changes;
  }
  const said = async (documentId: string) =>
    (await changes())
      .filter((change) => change.documentId === documentId)
      .map(({ action, name, by }) => [action, name, by]);

  it('says who saved, published, unpublished and deleted what', async () => {
    const made = await post(base('segment'), SEGMENT('followed'));
    const { documentId } = made.body.data;
    expect(await said(documentId)).toEqual([['saved', 'Segment followed', 'super Test']]);

    await post(`${base('segment')}/${documentId}/actions/publish`, SEGMENT('followed'));
    expect(await said(documentId)).toEqual([['published', 'Segment followed', 'super Test']]);

    await post(`${base('segment')}/${documentId}/actions/unpublish`);
    expect((await said(documentId))[0]).toEqual(['unpublished', 'Segment followed', 'super Test']);

    await cms.http.delete(`${base('segment')}/${documentId}`).set(bearer());
    expect(await said(documentId)).toEqual([
      ['deleted', 'Segment followed', 'super Test'],
      ['unpublished', 'Segment followed', 'super Test'],
    ]);
  });

  it('what a program does has nobody’s name; a change that is rolled back is none', async () => {
    const { documentId } = await documentsOf(cms.strapi, 'variant').published(VARIANT('By a program'));
    expect(await said(documentId)).toEqual([['published', 'By a program', null]]);
    const rolledBack = cms.strapi.db.transaction(async () => {
      await documentsOf(cms.strapi, 'variant').delete(documentId);
      throw new Error('not after all');
    });
    await expect(rolledBack).rejects.toThrow('not after all');
    expect(await said(documentId)).toEqual([['published', 'By a program', null]]);
  });

  it('is bounded, and keeps no address of anybody', async () => {
    const { create } = documentsOf(cms.strapi, 'slot');
    for (let index = 0; index < MOST_CHANGES; index += 1)
      await create({ key: `slot_${index}`, name: `${index}` });
    expect(await changes()).toHaveLength(MOST_CHANGES);
    const text = JSON.stringify(await changes());
    expect(text).not.toContain('@example.test');
    const [line] = await readLog(cms.strapi);
    if (!line) throw new Error('nothing is kept');
    for (let index = 0; index <= MOST_CHANGES; index += 1) await appendLog(cms.strapi, [line]);
    expect(await readLog(cms.strapi)).toHaveLength(MOST_CHANGES);
  });

  it('lines written at once are all kept', async () => {
    const line = { kind: 'slot', action: 'deleted', key: null, name: 'n', locale: null, by: null } as const;
    const at = new Date().toISOString();
    const ids = ['one', 'two', 'three'];
    await Promise.all(ids.map((documentId) => appendLog(cms.strapi, [{ ...line, documentId, at }])));
    const kept = (await readLog(cms.strapi)).map(({ documentId }) => documentId);
    expect(ids.filter((id) => kept.includes(id))).toEqual(ids);
  });

  it('is for whoever may see our pages', async () => {
    expect((await cms.http.get('/tessera/changes')).status).toBe(401);
    const status = async (token: string) =>
      (await cms.http.get('/tessera/changes').set({ Authorization: `Bearer ${token}` })).status;
    expect(await status(await cms.signIn('none'))).toBe(403);
    expect(await status(await cms.signIn('reader', [PERMISSIONS.read]))).toBe(200);
  });
});

describe('what rows tell', () => {
  const row = {
    documentId: 'd',
    key: null,
    name: null,
    locale: 'en',
    updatedAt: '2026-11-23T20:00:00.000Z',
    publishedAt: null,
  };
  it('a draft is a change of its own only when it was saved after publishing', () => {
    const published = { ...row, publishedAt: '2026-11-23T20:00:01.000Z' };
    const later = { ...row, updatedAt: '2026-11-23T20:05:00.000Z', updatedBy: { firstname: 'Ada' } };
    expect(changesOf('variant', [row, published]).map(({ action }) => action)).toEqual(['published']);
    expect(changesOf('variant', [later, published])).toMatchObject([
      { action: 'saved', name: 'd', by: 'Ada', at: later.updatedAt },
      { action: 'published', by: null, at: published.publishedAt },
    ]);
    expect(changesOf('variant', [{ ...row, locale: 'es' }, published])).toHaveLength(2);
  });
});
