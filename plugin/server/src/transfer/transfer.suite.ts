import { type CatalogFile, FILE_FORMAT } from '../../../contracts/catalog-file';
import type { Kind } from '../../../contracts/ids';
import { KINDS, UID } from '../../../contracts/ids';
import type { ImportState, PlanAnswer } from '../../../contracts/transfer';
import { documentsOf } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import type { CatalogService } from '../catalog/service';

/** A Strapi with two locales, without any definition before each test, and its routes for files. */
export function transferBench() {
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
  beforeEach(async () => {
    for (const kind of KINDS) await cms.strapi.db.query(UID[kind]).deleteMany({ where: {} });
  });

  const documents = (kind: Kind) => documentsOf(cms.strapi, kind);

  const send = (path: 'plan' | 'apply', text: string, fields: Record<string, string> = {}, token = admin) => {
    const request = cms.http.post(`/tessera/transfer/${path}`).set('Authorization', `Bearer ${token}`);
    for (const [name, value] of Object.entries(fields)) void request.field(name, value);
    return request.attach('files', Buffer.from(text), 'definitions.json');
  };
  const get = (path: string, token = admin) =>
    cms.http.get(`/tessera/transfer/${path}`).set('Authorization', `Bearer ${token}`);

  async function plan(text: string, remove = false) {
    const answer = await send('plan', text, { remove: String(remove) });
    expect(answer.status).toBe(200);
    const body = answer.body as PlanAnswer;
    if (body.kind !== 'plan') throw new Error(JSON.stringify(body.refusals));
    return body;
  }

  async function importFile(text: string, remove = false): Promise<Exclude<ImportState, { kind: 'none' }>> {
    const { hash } = await plan(text, remove);
    expect((await send('apply', text, { remove: String(remove), hash })).status).toBe(202);
    for (;;) {
      const { body } = await get('apply');
      if (body.kind !== 'running') return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const exported = async (): Promise<{ text: string; keyless: unknown }> => (await get('export')).body;
  const published = () => (cms.strapi.plugin('tessera').service('catalog') as CatalogService).document();
  return { cms: () => cms, admin: () => admin, documents, send, get, plan, importFile, exported, published };
}

/** A file with these lists. */
export const file = (lists: Partial<CatalogFile>): string =>
  JSON.stringify({ format: FILE_FORMAT, version: 1, defaultLocale: 'en', ...lists });
