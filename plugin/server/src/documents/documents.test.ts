import { VARIANT_KEY } from '@tessera/model';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

const documents = (kind: 'signal' | 'segment' | 'slot' | 'variant') => documentsOf(cms.strapi, kind);

/** What a save was refused for: each field with its text. */
async function refused(work: Promise<unknown>): Promise<[string, string][]> {
  const error = await work.then(
    () => null,
    (reason: { name: string; details: { errors: { path: string[]; message: string }[] } }) => reason,
  );
  expect(error?.name).toBe('ValidationError');
  return (error?.details.errors ?? []).map(({ path, message }) => [path.join('.'), message]);
}

describe('a variant’s key', () => {
  it('is made on create, the same in all locales, and never changes', async () => {
    const variant = documents('variant');
    const { documentId, key } = await variant.create(VARIANT('Keyed'));
    expect(key).toMatch(VARIANT_KEY);
    expect((await variant.update(documentId, { name: 'Renamed', key: 'other0000000' })).key).toBe(key);
    const es = await variant.update(
      documentId,
      { template: 'text', content: { text: 'Hola' } },
      { locale: 'es' },
    );
    expect(es.key).toBe(key);
    const published = await variant.publish(documentId, { locale: '*' });
    expect(published.map((one) => one.key)).toEqual([key, key]);
  });

  it('given on create is kept if it is valid and free', async () => {
    const variant = documents('variant');
    const wanted = 'Import000001';
    expect((await variant.create(VARIANT('One', { key: wanted }))).key).toBe(wanted);
    expect((await variant.create(VARIANT('Two', { key: wanted }))).key).not.toBe(wanted);
    expect((await variant.create(VARIANT('Three', { key: 'short' }))).key).toMatch(VARIANT_KEY);
  });

  it('of a duplicate is a fresh one, the same in its locales', async () => {
    const variant = documents('variant');
    const original = await variant.create(VARIANT('Original'));
    await variant.update(
      original.documentId,
      { template: 'text', content: { text: 'Hola' } },
      { locale: 'es' },
    );
    const [en] = await variant.clone(original.documentId, { name: 'Copy', key: original.key });
    expect(en?.key).toMatch(VARIANT_KEY);
    expect(en?.key).not.toBe(original.key);
    const rows = await cms.strapi.db
      .query('plugin::tessera.variant')
      .findMany({ where: { documentId: en?.documentId } });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(1);
  });
});

describe('drafts', () => {
  it('may be incomplete', async () => {
    await documents('segment').create({});
    await documents('signal').create({ kind: 'score', name: 'Half a thought' });
    await documents('variant').create({ name: 'No content yet', template: 'hero', content: { title: '' } });
    await documents('slot').create({ name: 'No key yet' });
  });

  it.each([
    [
      'when',
      { when: { 'signals.a': { $gtt: 5 } } },
      /^when\.signals\.a\.\$gtt: unknown operator "\$gtt"; allowed: .*\(found 5\)$/,
    ],
    [
      'when',
      { when: '{\n  "signals.a": {\n    "$gt" 5\n  }\n}' },
      /^when: is not JSON: colon expected in line 3, column 11/,
    ],
    ['key', { key: 'Not a key' }, /^key: must be 1 to 40 of a-z.*\(found "Not a key"\)$/],
    ['hold', { hold: 'soon' }, /^hold: must be a whole number and a unit.*\(found "soon"\)$/],
    ['audience', { audience: { min: 12 } }, /^audience\.min: must be a share from 0 to 1 \(found 12\)$/],
    ['parent', { parent: 'No Key' }, /^parent: .*\(found "No Key"\)$/],
  ])('of segments are refused for a wrong %s', async (field, data, message) => {
    const refusals = await refused(documents('segment').create(SEGMENT('draft_a', data)));
    expect(refusals).toEqual([[field, expect.stringMatching(message)]]);
  });

  it.each([
    ['targeting', { targeting: { segments: { any: 'all' } } }, /^segments\.any: .*\(found "all"\)$/],
    ['targeting', { targeting: { segmens: {} } }, /^segmens: unknown field/],
    ['targeting', { targeting: { priority: 5000 } }, /^priority: must be from -1000 to 1000 \(found 5000\)$/],
    ['targeting', { targeting: { when: { nope: 1 } } }, /^when\.nope: unknown field.*\(found 1\)$/],
    [
      'targeting',
      { targeting: { schedule: { from: '2026-11-24T00:00:00Z', until: '2026-11-23T00:00:00Z' } } },
      /^schedule: must end/,
    ],
    ['content', { content: { title: 'A', text: 'B', color: 'red' } }, /^content\.color: unknown field/],
    ['slots', { slots: ['Home Hero'] }, /^slots\[0\]: .*\(found "Home Hero"\)$/],
  ])('of variants are refused for a wrong %s', async (field, data, message) => {
    const refusals = await refused(documents('variant').create(VARIANT('Wrong', data)));
    expect(refusals).toEqual([[field, expect.stringMatching(message)]]);
  });

  it('of signals are refused for wrong weights, but not for values left over from another kind', async () => {
    const weights = [{ event: 'click', where: { 'page.typo': 'x' }, weight: 1 }];
    expect(await refused(documents('signal').create({ key: 'w', kind: 'score', weights }))).toEqual([
      [
        'weights',
        expect.stringMatching(/^weights\[0\]\.where\.page\.typo: unknown field of an event.*\(found "x"\)$/),
      ],
    ]);
    await documents('signal').create({
      key: 'left_over',
      kind: 'count',
      event: 'click',
      value: 'nonsense',
      weights: [],
    });
  });

  it('are judged together with what is already there', async () => {
    const segment = await documents('segment').create(SEGMENT('judged'));
    expect(await refused(documents('segment').update(segment.documentId, { hold: 'never' }))).toHaveLength(1);
    const variant = await documents('variant').create(VARIANT('Template changes'));
    expect(await refused(documents('variant').update(variant.documentId, { template: 'html' }))).toEqual([
      ['content', expect.stringMatching(/^content\.text: unknown field/)],
    ]);
  });

  it('take JSON as text, as the Content Manager may send it', async () => {
    const { documentId } = await documents('segment').create(
      SEGMENT('as_text', { when: '{ "signals.a": { "$gt": 1 } }' }),
    );
    const [row] = await cms.strapi.db.query('plugin::tessera.segment').findMany({ where: { documentId } });
    expect(row.when).toEqual({ 'signals.a': { $gt: 1 } });
    await documents('segment').update(documentId, { when: '' });
    const [empty] = await cms.strapi.db.query('plugin::tessera.segment').findMany({ where: { documentId } });
    expect(empty.when).toBeNull();
  });

  it('may not take a key that another entry has', async () => {
    await documents('segment').create(SEGMENT('taken', { name: 'First' }));
    expect(await refused(documents('segment').create(SEGMENT('taken')))).toEqual([
      ['key', 'key: must be unique; the segment "First" has it already (found "taken")'],
    ]);
  });
});

describe('publishing', () => {
  it('is refused while something is missing', async () => {
    const draft = await documents('variant').create({ name: 'Empty hero', template: 'hero', content: {} });
    expect(await refused(documents('variant').publish(draft.documentId))).toEqual([
      ['content', expect.stringMatching(/^content\.title: is required.*\(found nothing\)$/)],
    ]);
    const segment = await documents('segment').create({ name: 'Keyless' });
    expect((await refused(documents('segment').publish(segment.documentId)))[0]?.[0]).toBe('key');
  });

  it('is refused also when it happens at once, with create or update', async () => {
    expect(
      await refused(documents('signal').published({ key: 'sum_a', kind: 'sum', event: 'click' })),
    ).toEqual([['value', expect.stringMatching(/^value: is required/)]]);
    const { documentId } = await documents('slot').create({ key: 'nameless' });
    const update = documents('slot').update(documentId, { ttl: 5 }, { status: 'published' });
    expect((await refused(update))[0]?.[0]).toBe('name');
    await documents('slot').update(documentId, { name: 'Now named' }, { status: 'published' });
  });

  it('checks only the locales it is about', async () => {
    const variant = documents('variant');
    const { documentId } = await variant.create(VARIANT('Half translated'));
    await variant.update(documentId, { template: 'hero', content: { text: 'Sin título' } }, { locale: 'es' });
    await variant.publish(documentId);
    expect(await refused(variant.publish(documentId, { locale: 'es' }))).toHaveLength(1);
    expect(await refused(variant.publish(documentId, { locale: '*' }))).toHaveLength(1);
  });

  it('of a segment that closes a circle is refused, with the circle', async () => {
    const segment = documents('segment');
    await segment.published(SEGMENT('round_a', { parent: 'round_b' }));
    await segment.published(SEGMENT('round_b', { when: { segments: { $in: ['round_c'] } } }));
    expect(await refused(segment.published(SEGMENT('round_c', { parent: 'round_a' })))).toEqual([
      ['parent', expect.stringContaining('round_c → round_a → round_b → round_c')],
    ]);
    expect(await refused(segment.published(SEGMENT('own', { parent: 'own' })))).toHaveLength(1);
  });

  it('of a child before its parent is fine', async () => {
    await documents('segment').published(SEGMENT('orphan', { parent: 'unborn' }));
  });
});
