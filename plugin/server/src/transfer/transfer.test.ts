import { type CatalogFile, FILE_FORMAT, MAX_FILE_BYTES } from '../../../contracts/catalog-file';
import { KINDS, type Kind, UID } from '../../../contracts/ids';
import { CONTENT, PERMISSIONS } from '../../../contracts/permissions';
import type { ImportState, PlanAnswer } from '../../../contracts/transfer';
import { documentsOf, SEGMENT, VARIANT } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import type { CatalogService } from '../catalog/service';

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
const file = (lists: Partial<CatalogFile>): string =>
  JSON.stringify({ format: FILE_FORMAT, version: 1, defaultLocale: 'en', ...lists });

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
const published = (cmsNow = cms) =>
  (cmsNow.strapi.plugin('tessera').service('catalog') as CatalogService).document();

describe('who may', () => {
  it('export: whoever may read all kinds; import: whoever may create, change and publish them', async () => {
    const reader = await cms.signIn('reader', [PERMISSIONS.read]);
    expect((await get('export', reader)).status).toBe(403);
    for (const path of ['plan', 'apply'] as const)
      expect((await send(path, file({}), {}, reader)).status).toBe(403);
    expect((await get('apply', reader)).status).toBe(403);
    const one = await cms.signIn('one', [CONTENT.create, CONTENT.update, CONTENT.publish], UID.segment);
    expect((await send('plan', file({}), {}, one)).status).toBe(403);
    expect((await cms.http.get('/tessera/transfer/export')).status).toBe(401);
    expect((await get('export')).status).toBe(200);
  });

  it('delete with an import: only whoever may delete', async () => {
    const maker = await cms.signIn('maker', []);
    const { id } = (await cms.strapi.db.query('admin::role').findMany({ orderBy: { id: 'desc' } }))[0] ?? {};
    const allow = (actions: readonly string[]) =>
      cms.strapi.service('admin::role').assignPermissions(
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
  "slots": []
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
    const answer = await cms.http
      .post('/tessera/transfer/plan')
      .set('Authorization', `Bearer ${admin}`)
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

describe('an import', () => {
  it('of a file that was not looked at, or after something has changed, is refused', async () => {
    const text = file({ segments: [{ key: 'a', published: { name: 'A' } }] });
    const { hash } = await plan(text);
    await documents('segment').create(SEGMENT('meanwhile'));
    for (const fields of [{ hash }, { hash: 'x' }, {}] as Record<string, string>[])
      expect((await send('apply', text, fields)).status).toBe(409);
    expect((await send('apply', text, { hash: (await plan(text)).hash, remove: 'true' })).status).toBe(409);
    expect(JSON.parse((await exported()).text).segments).toHaveLength(1);
  });

  it('unpublishes, deletes, moves locales and renames as the file says', async () => {
    await documents('segment').published(SEGMENT('down'));
    await documents('segment').published(SEGMENT('gone'));
    await documents('slot').published({ key: 'hero', name: 'Hero', fallback: 'Gone00000001' });
    const variant = await documents('variant').published(
      VARIANT('Old', { key: 'Gone00000001', targeting: { segments: { none: ['gone'] } } }),
    );
    await documents('variant').update(
      variant.documentId,
      { template: 'text', content: { text: 'Adiós' } },
      { locale: 'es' },
    );
    await documents('variant').publish(variant.documentId, { locale: 'es' });
    const wanted = file({
      segments: [{ key: 'down', draft: { key: 'renamed', name: 'Down', enabled: false } }],
      variants: [
        {
          key: 'Gone00000001',
          published: {
            name: 'New',
            slots: ['hero'],
            locales: { en: { template: 'text', content: { text: 'Hi' } } },
          },
        },
      ],
    });
    expect(await importFile(wanted, true)).toMatchObject({
      kind: 'finished',
      by: 'super Test',
      troubles: [],
    });
    const { segments, variants, slots } = JSON.parse((await exported()).text) as CatalogFile;
    // Not published any more, it is known by the key it would be published under.
    expect(segments).toEqual([{ key: 'renamed', draft: { name: 'Down', enabled: false } }]);
    expect(variants).toEqual((JSON.parse(wanted) as CatalogFile).variants);
    expect(slots).toEqual([]);
  });

  it('comes to fragment servers all at once', async () => {
    await documents('segment').published(SEGMENT('first'));
    const before = await published();
    const text = file({
      segments: Array.from({ length: 12 }, (_, n) => ({ key: `s${n}`, published: { name: `S ${n}` } })),
    });
    const seen = new Set<string>();
    const stop = cms.strapi.db.lifecycles.subscribe({
      models: [UID.segment],
      afterCreate: async () => {
        seen.add((await published()).etag);
      },
    });
    expect(await importFile(text)).toMatchObject({ kind: 'finished', done: 12 });
    stop();
    const after = await published();
    expect([...seen]).toEqual([before.etag]);
    expect(JSON.parse(after.body).segments).toHaveLength(13);
  });

  it('goes on where one entry fails, and leaves what builds on it as it was', async () => {
    // Its draft has taken the key: only saving finds that out.
    const other = await documents('segment').published(SEGMENT('other'));
    await documents('segment').update(other.documentId, { key: 'wanted' });
    await documents('segment').published(SEGMENT('child', { when: { 'traits.a': 1 } }));
    const before = JSON.parse((await published()).body).segments;
    const state = await importFile(
      file({
        segments: [
          { key: 'child', published: { name: 'Child', parent: 'wanted' } },
          { key: 'wanted', published: { name: 'Wanted' } },
          { key: 'free', published: { name: 'Free' } },
        ],
      }),
    );
    expect(state.counts).toEqual({ done: 1, failed: 1, skipped: 1 });
    expect(state.troubles).toMatchObject([
      { key: 'wanted', outcome: 'failed', detail: expect.stringMatching(/must be unique/) },
      { key: 'child', outcome: 'skipped', detail: expect.stringMatching(/builds on the segment "wanted"/) },
    ]);
    const after = JSON.parse((await published()).body).segments as { key: string }[];
    expect(after.filter(({ key }) => key !== 'free')).toEqual(before);
  });
});
