import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkCatalog } from '@tessera/model';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../../plugin/test/strapi';
import { DEMO_EDITOR, tokenFile } from './access';
import { seedDemo } from './run';
import { storySettings, VARIANT_KEYS } from './story';

const app = newAppFolder();
let cms: TestStrapi;
const file = () => tokenFile(cms.strapi);
const token = () => readFileSync(file(), 'utf8').trim();

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await seedDemo(cms.strapi);
}, 90_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

async function catalog() {
  const answer = await cms.http.get('/api/tessera/catalog').set('Authorization', `Bearer ${token()}`);
  expect(answer.status).toBe(200);
  const checked = checkCatalog(answer.body);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked;
}

it('publishes the whole story, with nothing left out and nothing dangling', async () => {
  const { value, warnings } = await catalog();
  expect(warnings).toEqual([]);
  expect(value.variants.map(({ key }) => key).sort()).toEqual(Object.values(VARIANT_KEYS).sort());
  expect(value.slots.map(({ key }) => key)).toEqual([
    'home_hero',
    'page_directives',
    'product_banner',
    'product_compare',
  ]);
  expect(value.segments.find(({ key }) => key === 'cart_abandoner')).toMatchObject({
    parent: 'high_intent',
    when: { 'signals.since_cart': { $gt: 8 } },
  });
  for (const key of [VARIANT_KEYS.heroDefault, VARIANT_KEYS.heroLaptops, VARIANT_KEYS.offer]) {
    expect(Object.keys(value.variants.find((one) => one.key === key)?.locales ?? {})).toEqual(['en', 'es']);
  }
  const { leftOut } = await cms.strapi.plugin('tessera').service('catalog').published();
  expect(leftOut).toEqual([]);
});

it('leaves a token of its own in a file only its owner can read', async () => {
  expect(file()).toBe(path.join(app.folder, '.tmp/catalog-token'));
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('makes the editor, who can sign in', async () => {
  const answer = await cms.http.post('/admin/login').send(DEMO_EDITOR);
  expect(answer.status).toBe(200);
});

it('changes nothing the second time, nor what an editor changed or deleted', async () => {
  const before = await catalog();
  const kept = token();
  await seedDemo(cms.strapi);
  expect((await catalog()).value.version).toBe(before.value.version);
  expect(token()).toBe(kept);

  const segments = cms.strapi.db.query('plugin::tessera.segment');
  const slow = await segments.findOne({ where: { key: 'slow_scroller' } });
  await cms.strapi.documents('plugin::tessera.segment' as never).delete({ documentId: slow.documentId });
  await segments.updateMany({ where: { key: 'high_intent' }, data: { name: 'Changed by an editor' } });
  await seedDemo(cms.strapi);
  const { value } = await catalog();
  expect(value.segments.map(({ key }) => key)).not.toContain('slow_scroller');
  expect(value.segments.find(({ key }) => key === 'high_intent')?.name).toBe('Changed by an editor');
});

it('makes a new token where the file is lost or holds something else', async () => {
  const first = token();
  rmSync(file());
  await seedDemo(cms.strapi);
  expect(existsSync(file())).toBe(true);
  expect(token()).not.toBe(first);
  await catalog();

  writeFileSync(file(), 'nonsense\n');
  await seedDemo(cms.strapi);
  await catalog();
});

it('takes the hesitation from the environment, or says what is wrong with it', () => {
  const now = new Date('2026-11-23T20:00:00Z');
  expect(storySettings({ TESSERA_DEMO_HESITATION: '90' }, now)).toEqual({
    hesitationSeconds: 90,
    offerEnds: new Date('2026-11-30T00:00:00Z'),
  });
  expect(() => storySettings({ TESSERA_DEMO_HESITATION: 'long' }, now)).toThrow(
    'TESSERA_DEMO_HESITATION is "long"; it must be a number of seconds above 0, e.g. 8',
  );
});
