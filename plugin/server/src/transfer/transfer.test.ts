import { FILE_FORMAT, MAX_FILE_BYTES } from '../../../contracts/catalog-file';
import { KINDS, UID } from '../../../contracts/ids';
import { CONTENT, PERMISSIONS } from '../../../contracts/permissions';
import { SEGMENT } from '../../../test/definitions';
import { file, transferBench } from './transfer.suite';

const bench = transferBench();
const { documents, send, get, plan, exported } = bench;

describe('who may', () => {
  it('export: whoever may read all kinds; import: whoever may create, change and publish them', async () => {
    const reader = await bench.cms().signIn('reader', [PERMISSIONS.read]);
    expect((await get('export', reader)).status).toBe(403);
    for (const path of ['plan', 'apply'] as const)
      expect((await send(path, file({}), {}, reader)).status).toBe(403);
    expect((await get('apply', reader)).status).toBe(403);
    const one = await bench
      .cms()
      .signIn('one', [CONTENT.create, CONTENT.update, CONTENT.publish], UID.segment);
    expect((await send('plan', file({}), {}, one)).status).toBe(403);
    expect((await bench.cms().http.get('/tessera/transfer/export')).status).toBe(401);
    expect((await get('export')).status).toBe(200);
  });

  it('delete with an import: only whoever may delete', async () => {
    const maker = await bench.cms().signIn('maker', []);
    const { id } =
      (
        await bench
          .cms()
          .strapi.db.query('admin::role')
          .findMany({ orderBy: { id: 'desc' } })
      )[0] ?? {};
    const allow = (actions: readonly string[]) =>
      bench
        .cms()
        .strapi.service('admin::role')
        .assignPermissions(
          id,
          KINDS.flatMap((kind) =>
            actions.map((action) => ({ action, subject: UID[kind], properties: {}, conditions: [] })),
          ),
        );
    await allow([CONTENT.create, CONTENT.update, CONTENT.publish]);
    expect((await send('plan', file({}), {}, maker)).status).toBe(200);
    for (const path of ['plan', 'apply'] as const)
      expect((await send(path, file({}), { remove: 'true' }, maker)).status).toBe(403);
    await allow([CONTENT.create, CONTENT.update, CONTENT.publish, CONTENT.delete]);
    expect((await send('plan', file({}), { remove: 'true' }, maker)).status).toBe(200);
  });
});

describe('a file', () => {
  it('is written for people: sorted, in fields of a fixed order, without what is empty', async () => {
    await documents('segment')
      .published(SEGMENT('b', { when: { z: 1, a: 2 }, hold: '' }))
      .catch(() => null);
    await documents('segment').published(
      SEGMENT('b', { when: { 'signals.z': 1, 'signals.a': 2 }, hold: '' }),
    );
    const { documentId } = await documents('segment').published(SEGMENT('a', { parent: 'b' }));
    await documents('segment').update(documentId, { hold: '30s' });
    await documents('segment').create({ name: 'No key yet' });
    const { text, keyless } = await exported();
    expect(keyless).toEqual([{ kind: 'segment', name: 'No key yet' }]);
    expect(text).toBe(`{
  "format": "tessera-definitions",
  "version": 1,
  "defaultLocale": "en",
  "signals": [],
  "segments": [
    {
      "key": "a",
      "published": {
        "name": "Segment a",
        "parent": "b",
        "enabled": true
      },
      "draft": {
        "name": "Segment a",
        "parent": "b",
        "enabled": true,
        "hold": "30s"
      }
    },
    {
      "key": "b",
      "published": {
        "name": "Segment b",
        "enabled": true,
        "when": {
          "signals.a": 2,
          "signals.z": 1
        }
      }
    }
  ],
  "variants": [],
  "slots": [],
  "mappings": []
}
`);
  });

  it.each([
    ['{ "format": ', '', /^is not JSON: .* in line 1/],
    ['[]', '', /^must be an object/],
    [
      JSON.stringify({ format: 'other', version: 1, defaultLocale: 'en' }),
      'format',
      /^must be "tessera-definitions"/,
    ],
    [JSON.stringify({ format: FILE_FORMAT, version: 2, defaultLocale: 'en' }), 'version', /^must be 1/],
    [
      JSON.stringify({ format: FILE_FORMAT, version: 1, defaultLocale: 'es' }),
      'defaultLocale',
      /^must be "en"/,
    ],
    [file({ segmens: [] } as object), 'segmens', /^unknown field/],
    [file({ segments: {} as never }), 'segments', /^must be a list/],
    [`${'['.repeat(60)}${']'.repeat(60)}`, '', /^nests deeper/],
  ])('that is none is refused as a whole: %s', async (text, place, message) => {
    const answer = await send('plan', text);
    expect(answer.body).toMatchObject({
      kind: 'unreadable',
      refusals: [{ place, message: expect.stringMatching(message) }],
    });
  });

  it('larger than Strapi takes as JSON is taken; one that is too large is refused in words', async () => {
    const segments = [1, 2].map((n) => ({
      key: `s${n}`,
      draft: { name: 'x', when: { 'traits.t': { $in: ['y'.repeat(800_000)] } } },
    }));
    const answer = await send('plan', file({ segments }));
    expect([answer.status, answer.body.kind]).toEqual([200, 'plan']);
    const huge = await send('plan', ' '.repeat(MAX_FILE_BYTES + 1));
    expect(huge.status).toBe(413);
    expect(huge.body.error.message).toMatch(/^the file weighs 16777217 bytes; allowed are 16777216/);
  });

  it('must be in the request', async () => {
    const answer = await bench
      .cms()
      .http.post('/tessera/transfer/plan')
      .set('Authorization', `Bearer ${bench.admin()}`)
      .send({ remove: true });
    expect([answer.status, answer.body.error.message]).toEqual([
      400,
      expect.stringMatching(/^files is missing/),
    ]);
  });
});

describe('a plan', () => {
  it('tells each entry that would be different, field by field, and changes nothing', async () => {
    await documents('segment').published(SEGMENT('kept'));
    await documents('segment').published(SEGMENT('moved', { parent: 'kept' }));
    await documents('segment').published(SEGMENT('extra'));
    const before = (await exported()).text;
    const text = file({
      segments: [
        { key: 'kept', published: { name: 'Segment kept' } },
        { key: 'moved', published: { name: 'Segment moved', hold: '5s' } },
        { key: 'fresh', draft: { name: 'Fresh' } },
      ],
    });
    const seen = await plan(text, true);
    expect(seen.counts).toEqual({ create: 1, update: 1, delete: 1, unchanged: 1, refused: 0 });
    expect(seen.entries.map(({ key, action, differences }) => [key, action, differences])).toEqual([
      [
        'moved',
        'update',
        [
          { place: 'published.parent', before: 'kept', after: null },
          { place: 'published.hold', before: null, after: '5s' },
        ],
      ],
      [
        'fresh',
        'create',
        [
          { place: 'draft.name', before: null, after: 'Fresh' },
          { place: 'draft.enabled', before: null, after: true },
        ],
      ],
      [
        'extra',
        'delete',
        expect.arrayContaining([{ place: 'published.name', before: 'Segment extra', after: null }]),
      ],
    ]);
    expect((await plan(text, false)).counts).toMatchObject({ delete: 0 });
    expect((await exported()).text).toBe(before);
  });

  it('refuses entries that are wrong, with their place, and what builds on them', async () => {
    const { entries, counts } = await plan(
      file({
        signals: [{ key: 's', published: { kind: 'sum', event: 'click' } }],
        segments: [
          { key: 'on_s', published: { name: 'On s', when: { 'signals.s': { $gt: 1 } } } },
          { key: 'fine', published: { name: 'Fine' } },
          { key: 'round', published: { name: 'Round', parent: 'around' } },
          { key: 'around', published: { name: 'Around', parent: 'round' } },
          { key: 'fine', draft: { name: 'Twice' } },
          { key: 'odd', draft: { name: 'Odd', colour: 'red' } },
        ],
        variants: [
          {
            key: 'Variant00001',
            published: {
              name: 'V',
              slots: ['hero'],
              targeting: { segments: { any: ['on_s'] }, priority: 'high' },
              locales: {
                en: { template: 'text', content: {} },
                fr: { template: 'text', content: { text: 'x' } },
              },
            },
          },
          {
            key: 'Variant00002',
            published: {
              name: 'V',
              slots: ['hero'],
              targeting: { segments: { any: ['on_s'] }, priority: 'high' },
              locales: { en: { template: 'text', content: {} } },
            },
          },
        ],
      }),
    );
    expect(counts).toEqual({ create: 0, update: 0, delete: 0, unchanged: 0, refused: 9 });
    const told = entries.flatMap(({ key, refusals }) =>
      refusals.map(({ place, message }) => [key, place, message]),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['s', 'signals[0].published.value', expect.stringMatching(/^is required/)],
        ['on_s', 'segments', 'builds on the signal "s", which is refused'],
        ['round', 'segments', expect.stringMatching(/^must not depend on itself: /)],
        ['fine', 'segments', 'must hold each key once'],
        [
          'odd',
          'segments[5].draft.colour',
          expect.stringMatching(/^unknown field; allowed are key, name, parent/),
        ],
        [
          'Variant00001',
          'variants[0].published.locales.fr',
          expect.stringMatching(/^is not a locale of this Strapi, which has en, es/),
        ],
        ['Variant00002', 'variants[1].published.targeting.priority', expect.any(String)],
        [
          'Variant00002',
          'variants[1].published.locales.en.content.text',
          expect.stringMatching(/^is required/),
        ],
      ]),
    );
  });
});
