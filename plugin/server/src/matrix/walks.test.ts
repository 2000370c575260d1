import type { Catalog } from '@tessera/model';
import fc from 'fast-check';
import { contentManagerOf } from '../../../test/content-manager';
import { VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { audienceOf, TARGETINGS, type Targeting, targetedAt, widened } from './targetings';
import { after, begun, held, LOCALES, offers, type Step, type Twin } from './twin';

/* Random walks of an editor through a variant, beside a twin that is too simple to be wrong in the same way. */
const app = newAppFolder();
let cms: TestStrapi;
let panel: ReturnType<typeof contentManagerOf>;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  for (const code of LOCALES.slice(1)) {
    await cms.strapi.plugin('i18n').service('locales').create({ code, name: code });
  }
  panel = contentManagerOf(cms, await cms.signIn('super'));
}, 120_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const content = (text: string) => ({ template: 'text', content: { text } });

async function take(id: string, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'update': {
      const { targeting, text, locale } = step;
      const given = targeting ? { targeting: TARGETINGS[targeting] } : {};
      return panel.update(id, locale, { ...content(text), ...given });
    }
    case 'clone':
      return panel.clone(id, step.locale, VARIANT('Copy', content('copied')));
    case 'bulkPublish':
    case 'bulkUnpublish':
    case 'bulkDelete':
      return panel.bulk(step.do, [id], step.locale);
    default:
      return panel[step.do](id, step.locale);
  }
}

async function catalogNow(): Promise<Catalog> {
  return JSON.parse((await cms.strapi.plugin('tessera').service('catalog').document()).body);
}

/** The drafts as the panel shows them: texts by locale, and the targeting of each. */
async function draftsOf(id: string) {
  const rows: { locale: string; content: { text: string }; targeting: unknown }[] = await cms.strapi.db
    .query('plugin::tessera.variant')
    .findMany({ where: { documentId: id, publishedAt: null } });
  return {
    texts: Object.fromEntries(rows.map((row) => [row.locale, row.content.text])),
    targetings: rows.map((row) => row.targeting),
  };
}

const locale = fc.constantFrom(...LOCALES);
const targeting = fc.constantFrom(...(Object.keys(TARGETINGS) as Targeting[]));
const text = fc.stringMatching(/^[a-z]{1,5}$/);
const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('update' as const), locale, text, targeting }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('update' as const), locale, text }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('publish' as const, 'bulkPublish'), locale }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('unpublish' as const, 'bulkUnpublish', 'discard', 'clone', 'delete', 'bulkDelete'),
      locale,
    }),
  },
);

async function walk(first: string, wide: Targeting, steps: readonly Step[]): Promise<void> {
  const id = await panel.create('en', VARIANT('V', { ...content(first), targeting: TARGETINGS[wide] }));
  const [{ key }] = await cms.strapi.db
    .query('plugin::tessera.variant')
    .findMany({ where: { documentId: id } });
  let twin: Twin = begun(first, wide);
  let before = audienceOf(await catalogNow(), key);
  for (const step of steps) {
    if (!offers(twin, step)) continue;
    await take(id, step);
    const brings = (step.do === 'publish' || step.do === 'bulkPublish') && step.locale === 'en';
    const meant = brings ? targetedAt(twin.targeting) : new Set<string>();
    twin = after(twin, step);

    const catalog = await catalogNow();
    const now = audienceOf(catalog, key);
    expect(widened(before, now, meant)).toEqual([]);
    const expected = held(twin);
    expect(now).toEqual(expected ? targetedAt(expected.targeting) : new Set());
    const variant = catalog.variants.find((one) => one.key === key);
    expect(Object.entries(variant?.locales ?? {}).map(([code, { content: c }]) => [code, c])).toEqual(
      (expected?.texts ?? []).map(([code, value]) => [code, { text: value }]),
    );
    const wanted = TARGETINGS[twin.targeting];
    const texts = twin.drafts;
    expect(await draftsOf(id)).toEqual({ texts, targetings: Object.keys(texts).map(() => wanted) });
    before = now;
  }
  await cms.strapi.documents('plugin::tessera.variant').delete({ documentId: id, locale: '*' });
}

it('no walk shows a variant to more visitors than its default locale was published for', async () => {
  await fc.assert(fc.asyncProperty(text, targeting, fc.array(STEP, { minLength: 6, maxLength: 10 }), walk), {
    numRuns: 30,
    endOnFailure: true,
  });
}, 300_000);
