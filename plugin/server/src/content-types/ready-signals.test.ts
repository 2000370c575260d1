import { checkCatalog, checkSignal, type Signal } from '@tessera/model';
import { UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { READY_LIST, readyEntry } from '../../../contracts/ready-signals';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;
beforeAll(async () => {
  cms = await startStrapi(app.folder);
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const address = `/content-manager/collection-types/${UID.signal}`;
const add = (editor: string, data: object) =>
  cms.http.post(address).set('Authorization', `Bearer ${editor}`).send(data);
const entries = READY_LIST.map((signal) => readyEntry(signal, `Ready ${signal.key}`));

it('ready-made signals become drafts through the Content Manager, and reach the catalog as they are once published', async () => {
  const editor = await cms.signIn('super');
  for (const entry of entries) {
    const made = await add(editor, entry);
    expect([entry.key, made.status]).toEqual([entry.key, 201]);
    expect(made.body.data).toMatchObject({ ...entry, publishedAt: null });
    const published = await cms.http
      .post(`${address}/${made.body.data.documentId}/actions/publish`)
      .set('Authorization', `Bearer ${editor}`)
      .send({});
    expect([entry.key, published.status]).toEqual([entry.key, 200]);
  }

  const answer = await cms.http
    .get('/api/tessera/catalog')
    .set('Authorization', `Bearer ${await cms.token('read-only')}`);
  const catalog = checkCatalog(answer.body);
  if (!catalog.ok) throw new Error(JSON.stringify(catalog.refusals));
  const meant = entries.map((entry): Signal => {
    const checked = checkSignal(entry);
    if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
    return checked.value;
  });
  const byKey = (signals: readonly Signal[]) => [...signals].sort((a, b) => (a.key < b.key ? -1 : 1));
  expect(byKey(catalog.value.signals)).toEqual(byKey(meant));
}, 120_000);

it('one that exists is refused with a reason, and so is whoever may not make signals', async () => {
  const editor = await cms.signIn('super');
  const again = await add(editor, { ...entries[0] });
  expect(again.status).toBe(400);
  expect(again.body.error.message).toContain('must be unique');
  const reader = await cms.signIn('reader', [CONTENT.read], UID.signal);
  expect((await add(reader, { ...entries[0], key: 'another' })).status).toBe(403);
});
