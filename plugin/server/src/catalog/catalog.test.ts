import { type Catalog, checkCatalog } from '@tessera/model';
import { CATALOG_ACTION } from '../../../contracts/permissions';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;
let token: string;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  token = await cms.token('custom', [CATALOG_ACTION]);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const get = (headers: Record<string, string> = { Authorization: `Bearer ${token}` }) =>
  cms.http.get('/api/tessera/catalog').set(headers);

async function catalog(): Promise<Catalog> {
  const answer = await get();
  expect(answer.status).toBe(200);
  const checked = checkCatalog(answer.body);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}
const segmentKeys = async () => (await catalog()).segments.map(({ key }) => key);
const variantNamed = async (name: string) => (await catalog()).variants.find((one) => one.name === name);
const documents = (kind: 'signal' | 'segment' | 'slot' | 'variant') => documentsOf(cms.strapi, kind);

describe('who may fetch it', () => {
  it('nobody without a token, or with a wrong one', async () => {
    expect((await get({})).status).toBe(401);
    expect((await get({ Authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('a custom token with the action, a read-only one, a full-access one; not a custom one without it', async () => {
    for (const type of ['read-only', 'full-access'] as const) {
      expect((await get({ Authorization: `Bearer ${await cms.token(type)}` })).status).toBe(200);
    }
    expect((await get({ Authorization: `Bearer ${await cms.token('custom', [])}` })).status).toBe(403);
  });
});

describe('version and ETag', () => {
  it('stay while nothing changes, and answer 304 to whoever has them', async () => {
    const first = await get();
    expect(first.headers.etag).toMatch(/^"[\w-]{20,}"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.body.version).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ#\d+$/);

    const again = await get({ Authorization: `Bearer ${token}`, 'If-None-Match': first.headers.etag ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get()).body).toEqual(first.body);
    const stale = await get({ Authorization: `Bearer ${token}`, 'If-None-Match': '"other"' });
    expect(stale.status).toBe(200);
  });

  it('change when what is published does, and not when a draft does', async () => {
    const { version } = await catalog();
    const { documentId } = await documents('segment').create(SEGMENT('versioned'));
    expect((await catalog()).version).toBe(version);

    await documents('segment').publish(documentId);
    const published = (await catalog()).version;
    expect(published.replace(/.*#/, '')).toBe(String(Number(version.replace(/.*#/, '')) + 1));

    // Published again without a change: another row, the same content.
    await documents('segment').publish(documentId);
    expect((await catalog()).version).toBe(published);
  });

  it('are the same for several who ask at once, and after a restart', async () => {
    await documents('segment').published(SEGMENT('at_once'));
    const answers = await Promise.all([get(), get(), get(), get()]);
    const etags = new Set(answers.map(({ headers }) => headers.etag));
    expect(etags.size).toBe(1);

    await cms.stop();
    cms = await startStrapi(app.folder);
    expect((await get()).headers.etag).toBe([...etags][0]);
  }, 60_000);
});

describe('drafts and published entries', () => {
  it('holds what is published, as it was published', async () => {
    const { documentId } = await documents('segment').create(
      SEGMENT('shopper', { when: { 'signals.a': { $gt: 1 } } }),
    );
    expect(await segmentKeys()).not.toContain('shopper');
    await documents('segment').publish(documentId);
    await documents('segment').update(documentId, { when: { 'signals.a': { $gt: 2 } } });
    const find = async () => (await catalog()).segments.find(({ key }) => key === 'shopper');
    expect((await find())?.when).toEqual({ 'signals.a': { $gt: 1 } });

    await documents('segment').discardDraft(documentId);
    expect((await find())?.when).toEqual({ 'signals.a': { $gt: 1 } });
    await documents('segment').unpublish(documentId);
    expect(await segmentKeys()).not.toContain('shopper');
  });

  it('holds all kinds, and what is switched off as switched off', async () => {
    await documents('signal').published({ key: 'clicks', kind: 'count', event: 'click', window: 'session' });
    await documents('signal').published({
      key: 'score_a',
      kind: 'score',
      weights: [{ event: 'click', weight: 2 }],
    });
    await documents('slot').published({ key: 'hero', name: 'Hero', params: ['category'], ttl: 30 });
    await documents('segment').published(
      SEGMENT('asleep', { enabled: false, audience: { min: 0.3, enforce: true } }),
    );
    const all = await catalog();
    expect(all.signals.map(({ key, kind }) => [key, kind])).toEqual([
      ['clicks', 'count'],
      ['score_a', 'score'],
    ]);
    expect(all.slots).toEqual([
      { key: 'hero', name: 'Hero', delivery: 'shared', ttl: 30, fallback: null, params: ['category'] },
    ]);
    expect(all.segments.find(({ key }) => key === 'asleep')).toMatchObject({
      enabled: false,
      audience: { min: 0.3, enforce: true },
    });
    expect(all.experiments).toEqual([]);
  });

  it('a variant goes on naming a segment that is unpublished, then deleted', async () => {
    const employee = await documents('segment').published(SEGMENT('employee'));
    const targeting = { segments: { any: ['asleep'], none: ['employee'] }, priority: 5 };
    await documents('variant').published(VARIANT('Not for employees', { targeting }));
    const named = async () => (await variantNamed('Not for employees'))?.segments;
    expect(await named()).toEqual({ any: ['asleep'], all: [], none: ['employee'] });

    await documents('segment').unpublish(employee.documentId);
    expect(await segmentKeys()).not.toContain('employee');
    expect((await named())?.none).toEqual(['employee']);
    await documents('segment').delete(employee.documentId);
    expect((await named())?.none).toEqual(['employee']);
  });
});

describe('locales', () => {
  const targeting = (priority: number) => ({ segments: { any: ['asleep'] }, priority });

  it('come with the default one first; targeting is that of its published entry', async () => {
    const variant = documents('variant');
    const { documentId } = await variant.published(VARIANT('Two languages', { targeting: targeting(1) }));
    await variant.update(documentId, { template: 'text', content: { text: 'Hola' } }, { locale: 'es' });
    expect(Object.keys((await variantNamed('Two languages'))?.locales ?? {})).toEqual(['en']);

    await variant.publish(documentId, { locale: 'es' });
    const both = await variantNamed('Two languages');
    expect(Object.entries(both?.locales ?? {})).toEqual([
      ['en', { template: 'text', content: { text: 'Two languages' } }],
      ['es', { template: 'text', content: { text: 'Hola' } }],
    ]);

    // A translator widens the targeting and publishes only the translation: nothing changes for visitors.
    await variant.update(documentId, { targeting: null }, { locale: 'es' });
    await variant.publish(documentId, { locale: 'es' });
    expect(await variantNamed('Two languages')).toMatchObject({ priority: 1, segments: { any: ['asleep'] } });
    await variant.publish(documentId);
    expect(await variantNamed('Two languages')).toMatchObject({ priority: 0, segments: { any: [] } });
  });

  it('a variant that is not published in the default one is left out, whatever else is published', async () => {
    const variant = documents('variant');
    const { documentId } = await variant.create(VARIANT('Only Spanish', { targeting: targeting(1) }));
    await variant.update(documentId, { template: 'text', content: { text: 'Hola' } }, { locale: 'es' });
    await variant.publish(documentId, { locale: 'es' });
    expect(await variantNamed('Only Spanish')).toBeUndefined();
    await variant.publish(documentId, { locale: 'en' });
    expect(Object.keys((await variantNamed('Only Spanish'))?.locales ?? {})).toEqual(['en', 'es']);

    await variant.unpublish(documentId, { locale: 'en' });
    expect(await variantNamed('Only Spanish')).toBeUndefined();
    await variant.delete(documentId, { locale: '*' });
    expect(await variantNamed('Only Spanish')).toBeUndefined();
  });
});

it('an entry that became wrong in the database is left out alone', async () => {
  const { documentId } = await documents('segment').published(SEGMENT('tampered'));
  const rows = cms.strapi.db.query('plugin::tessera.segment');
  await rows.updateMany({ where: { documentId }, data: { when: { 'signals.a': { $bad: 1 } } } });
  const keys = await segmentKeys();
  expect(keys).not.toContain('tampered');
  expect(keys).toContain('asleep');
  const { leftOut } = await cms.strapi.plugin('tessera').service('catalog').published();
  expect(leftOut).toMatchObject([
    { kind: 'segment', key: 'tampered', refusals: [{ place: 'when.signals.a.$bad' }] },
  ]);
});
