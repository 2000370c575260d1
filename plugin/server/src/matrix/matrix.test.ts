import type { Catalog } from '@tessera/model';
import { contentManagerOf } from '../../../test/content-manager';
import { VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { audienceOf, TARGETINGS, type Targeting, targetedAt, widened } from './targetings';

/*
 * What the catalog holds after everything an editor can do to a variant, in the default locale (en) and in
 * another (es), through the Content Manager's HTTP API. Scheduling is a variant's own `schedule`; Strapi's
 * Releases, which would publish at a time, are not in its free edition.
 */
const app = newAppFolder();
let cms: TestStrapi;
let panel: ReturnType<typeof contentManagerOf>;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
  panel = contentManagerOf(cms, await cms.signIn('super'));
}, 120_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const text = (value: string) => ({ template: 'text', content: { text: value } });

async function catalogNow(): Promise<Catalog> {
  return JSON.parse((await cms.strapi.plugin('tessera').service('catalog').document()).body);
}

interface Edited {
  readonly id: string;
  readonly key: string;
}

/** Never published: drafts in both locales, for visitors in `a`. */
async function drafted(): Promise<Edited> {
  const id = await panel.create('en', VARIANT('V', { ...text('en 1'), targeting: TARGETINGS.a }));
  await panel.update(id, 'es', text('es 1'));
  const [row] = await cms.strapi.db.query('plugin::tessera.variant').findMany({ where: { documentId: id } });
  return { id, key: row.key };
}

/** Published in both locales for `a`; since then the drafts have new texts, and are for everybody. */
async function published(): Promise<Edited> {
  const edited = await drafted();
  await panel.publish(edited.id, 'en');
  await panel.publish(edited.id, 'es');
  await panel.update(edited.id, 'en', { ...text('en 2'), targeting: TARGETINGS.everybody });
  await panel.update(edited.id, 'es', text('es 2'));
  return edited;
}

/** What the catalog holds of the variant: for whom, and its texts; null: nothing. */
type Held = readonly [Targeting, ...string[]] | null;

function expectHeld(catalog: Catalog, key: string, held: Held): void {
  const variant = catalog.variants.find((one) => one.key === key);
  const [targeting, ...texts] = held ?? [];
  expect(Object.values(variant?.locales ?? {}).map(({ content }) => content)).toEqual(
    texts.map((value) => ({ text: value })),
  );
  expect(audienceOf(catalog, key)).toEqual(targeting ? targetedAt(targeting) : new Set());
}

type Action = (edited: Edited, locale: 'en' | 'es') => Promise<unknown>;
const ACTIONS = {
  create: (_edited, locale) => panel.create(locale, VARIANT('Another', text('other'))),
  update: ({ id }, locale) => panel.update(id, locale, text('typed')),
  publish: ({ id }, locale) => panel.publish(id, locale),
  unpublish: ({ id }, locale) => panel.unpublish(id, locale),
  'unpublish and discard': ({ id }, locale) => panel.unpublish(id, locale, true),
  discard: ({ id }, locale) => panel.discard(id, locale),
  delete: ({ id }, locale) => panel.delete(id, locale),
  clone: ({ id }, locale) => panel.clone(id, locale, VARIANT('Copy', text('copied'))),
  'bulk publish': ({ id }, locale) => panel.bulk('bulkPublish', [id], locale),
  'bulk unpublish': ({ id }, locale) => panel.bulk('bulkUnpublish', [id], locale),
  'bulk delete': ({ id }, locale) => panel.bulk('bulkDelete', [id], locale),
} satisfies Record<string, Action>;
type ActionName = keyof typeof ACTIONS;

/** Strapi refuses: there is nothing published. */
const REFUSED = 'refused';

const NEVER_PUBLISHED: [ActionName, en: Held | typeof REFUSED, es: Held | typeof REFUSED][] = [
  ['create', null, null],
  ['update', null, null],
  // A translation alone is not in the catalog: the default locale says for whom it is.
  ['publish', ['a', 'en 1'], null],
  ['bulk publish', ['a', 'en 1'], null],
  ['unpublish', REFUSED, REFUSED],
  ['unpublish and discard', REFUSED, REFUSED],
  ['bulk unpublish', null, null],
  ['discard', REFUSED, REFUSED],
  ['delete', null, null],
  ['bulk delete', null, null],
  ['clone', null, null],
];

const PUBLISHED_BEFORE: [ActionName, en: Held, es: Held][] = [
  ['create', ['a', 'en 1', 'es 1'], ['a', 'en 1', 'es 1']],
  ['update', ['a', 'en 1', 'es 1'], ['a', 'en 1', 'es 1']],
  ['publish', ['everybody', 'en 2', 'es 1'], ['a', 'en 1', 'es 2']],
  ['bulk publish', ['everybody', 'en 2', 'es 1'], ['a', 'en 1', 'es 2']],
  ['unpublish', null, ['a', 'en 1']],
  ['unpublish and discard', null, ['a', 'en 1']],
  ['bulk unpublish', null, ['a', 'en 1']],
  ['discard', ['a', 'en 1', 'es 1'], ['a', 'en 1', 'es 1']],
  ['delete', null, ['a', 'en 1']],
  ['bulk delete', null, ['a', 'en 1']],
  ['clone', ['a', 'en 1', 'es 1'], ['a', 'en 1', 'es 1']],
];

describe.each([
  ['never published', drafted, NEVER_PUBLISHED],
  ['published before, with other drafts since', published, PUBLISHED_BEFORE],
] as const)('%s', (_state, made, table) => {
  const cases = table.flatMap(([name, en, es]) => [[name, 'en', en] as const, [name, 'es', es] as const]);

  it.each(cases)('%s in %s', async (name, locale, expected) => {
    const edited = await made();
    const before = audienceOf(await catalogNow(), edited.key);
    const done = ACTIONS[name](edited, locale);
    if (expected === REFUSED) await expect(done).rejects.toThrow('answered 404');
    else await done;

    const catalog = await catalogNow();
    expectHeld(catalog, edited.key, expected === REFUSED ? null : expected);
    // Only a publish of the default locale may widen who sees it, and to what its draft says.
    const publishes = locale === 'en' && (name === 'publish' || name === 'bulk publish');
    const draft = made === drafted ? 'a' : 'everybody';
    const meant = publishes ? targetedAt(draft) : new Set<string>();
    expect(widened(before, audienceOf(catalog, edited.key), meant)).toEqual([]);
  });
});

it('a schedule goes out with the default locale, and with no other', async () => {
  const { id, key } = await published();
  await panel.update(id, 'es', { targeting: TARGETINGS['later than a'] });
  await panel.publish(id, 'es');
  expectHeld(await catalogNow(), key, ['a', 'en 1', 'es 2']);
  await panel.publish(id, 'en');
  expectHeld(await catalogNow(), key, ['later than a', 'en 2', 'es 2']);
});

it('discarding a translation keeps the draft of the targeting; discarding the default locale does not', async () => {
  const kept = await published();
  await panel.discard(kept.id, 'es');
  await panel.publish(kept.id, 'en');
  expectHeld(await catalogNow(), kept.key, ['everybody', 'en 2', 'es 1']);

  const gone = await published();
  await panel.discard(gone.id, 'en');
  await panel.publish(gone.id, 'en');
  expectHeld(await catalogNow(), gone.key, ['a', 'en 1', 'es 1']);
});

it('is the same whichever row the database finds first', async () => {
  const { id, key } = await drafted();
  await panel.publish(id, 'en');
  await panel.publish(id, 'es');
  // A discarded draft is a new row: the first one is now the published entry.
  await panel.discard(id, 'en');
  await panel.update(id, 'en', { targeting: TARGETINGS.everybody });
  await panel.publish(id, 'es', text('es 2'));
  expectHeld(await catalogNow(), key, ['a', 'en 1', 'es 2']);
  await panel.discard(id, 'es');
  await panel.publish(id, 'en');
  expectHeld(await catalogNow(), key, ['everybody', 'en 1', 'es 2']);
});
