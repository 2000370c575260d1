import type { CatalogFile } from '../../../contracts/catalog-file';
import type { ChangesAnswer } from '../../../contracts/changes';
import { UID } from '../../../contracts/ids';
import { documentsOf } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import type { CatalogService } from '../catalog/service';
import type { TransferService } from '../transfer/service';

const app = newAppFolder();
let cms: TestStrapi;
let editor: string;
beforeAll(async () => {
  cms = await startStrapi(app.folder);
  editor = await cms.signIn('super');
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});
beforeEach(() => cms.strapi.db.query(UID.mapping).deleteMany({ where: {} }));

const ADDRESS = `/content-manager/collection-types/${UID.mapping}`;
const bearer = () => ({ Authorization: `Bearer ${editor}` });
const add = (data: object) => cms.http.post(ADDRESS).set(bearer()).send(data);
const publish = (documentId: string, data: object) =>
  cms.http.post(`${ADDRESS}/${documentId}/actions/publish`).set(bearer()).send(data);
const mappings = () => documentsOf(cms.strapi, 'mapping');
const catalog = async () => {
  const service: CatalogService = cms.strapi.plugin('tessera').service('catalog');
  return JSON.parse((await service.document()).body) as {
    readonly version: string;
    readonly mappings?: readonly Record<string, unknown>[];
  };
};
const told = (body: { error: { details: { errors: { path: string[]; message: string }[] } } }) =>
  body.error.details.errors.map(({ path, message }) => [path.join('.'), message]);

const LEAD = { key: 'lead', event: 'Lead Captured', type: 'goal', set: { goal: 'lead' } };

it('a mapping made in the Content Manager reaches the catalog once it is published, and leaves it again', async () => {
  const { version } = await catalog();
  const made = await add({ ...LEAD, name: 'Leads', props: { value: ['lead_value', 'worth'] } });
  expect(made.status).toBe(201);
  expect(made.body.data).toMatchObject({ tag: 'any', leaveOut: false, enabled: true });
  expect(await catalog()).toMatchObject({ version });
  expect((await catalog()).mappings).toBeUndefined();

  const { documentId } = made.body.data;
  expect((await publish(documentId, {})).status).toBe(200);
  const after = await catalog();
  expect(after.version).not.toBe(version);
  expect(after.mappings).toEqual([
    {
      key: 'lead',
      name: 'Leads',
      tag: null,
      event: 'Lead Captured',
      type: 'goal',
      props: { value: ['lead_value', 'worth'] },
      set: { goal: 'lead' },
      enabled: true,
    },
  ]);
  const { body } = await cms.http.get('/tessera/changes').set(bearer());
  expect((body as ChangesAnswer).changes[0]).toMatchObject({
    kind: 'mapping',
    action: 'published',
    name: 'Leads',
    by: 'super Test',
  });
  await mappings().unpublish(documentId);
  expect((await catalog()).mappings).toBeUndefined();
});

it('an event is left out by a switch; what its hidden fields hold is not looked at', async () => {
  const { body } = await add({
    key: 'noise',
    event: 'Page Pinged',
    leaveOut: true,
    type: 'Not a type',
    props: 7,
  });
  expect((await publish(body.data.documentId, {})).status).toBe(200);
  expect((await catalog()).mappings).toMatchObject([
    { key: 'noise', event: 'Page Pinged', type: null, props: {}, set: {} },
  ]);
});

it('drafts may be incomplete, and are not published so', async () => {
  const { status, body } = await add({ key: 'half', event: '' });
  expect(status).toBe(201);
  const refused = await publish(body.data.documentId, {});
  expect(refused.status).toBe(400);
  const { documentId } = await mappings().create({ key: 'typeless', event: 'Lead' });
  const typeless = await publish(documentId, {});
  expect(told(typeless.body)).toEqual([
    ['type', expect.stringMatching(/^type: is required: must be the type of one of our events/)],
  ]);
});

it.each<[string, object, RegExp]>([
  ['event', { event: 'Lead ' }, /^event: must not begin or end with a space \(found "Lead "\)$/],
  ['type', { type: 'Big Goal' }, /^type: must be the type of an event.*\(found "Big Goal"\)$/],
  ['type', { type: 'identify' }, /^type: must not be identify or consent/],
  [
    'props',
    { props: { value: 'kind' } },
    /^props\.value: must be a list of 1 to 10 of their names.*"kind"\)$/,
  ],
  ['props', { props: '{ "goal": ["a" }' }, /^props: is not JSON/],
  ['set', { set: { goal: { a: 1 } } }, /^set\.goal: must be a text of at most 255/],
  ['set', { props: { goal: ['a'] }, set: { goal: 'b' } }, /^set\.goal: must not be in props, too/],
  ['key', { key: 'No Key' }, /^key: must be 1 to 40 of a-z/],
])('a wrong %s is refused at the field: %j', async (field, data, message) => {
  const { status, body } = await add({ ...LEAD, ...data });
  expect(status).toBe(400);
  expect(told(body)).toEqual([[field, expect.stringMatching(message)]]);
});

it('a tag that is none of ours is refused by the form', async () => {
  expect((await add({ ...LEAD, tag: 'matomo' })).status).toBe(400);
});

it('two of one event are refused when the second is published, naming both, and not if one is disabled', async () => {
  await mappings().published({ ...LEAD, tag: 'segment' });
  const second = { ...LEAD, key: 'prospect', tag: 'segment' };
  const { body } = await add(second);
  const refused = await publish(body.data.documentId, {});
  expect(told(refused.body)).toEqual([
    [
      'event',
      'event: is mapped twice for segment, by "lead" and by "prospect"; disable one of them (found "Lead Captured")',
    ],
  ]);
  expect((await publish(body.data.documentId, { ...second, enabled: false })).status).toBe(200);
  expect((await publish(body.data.documentId, { ...second, enabled: true, tag: 'any' })).status).toBe(200);
  expect((await catalog()).mappings).toMatchObject([{ key: 'lead' }, { key: 'prospect', tag: null }]);
});

describe('in a file', () => {
  const transfer = () => cms.strapi.plugin('tessera').service('transfer') as TransferService;
  const fileWith = (list: CatalogFile['mappings']) =>
    JSON.stringify({ format: 'tessera-definitions', version: 1, defaultLocale: 'en', mappings: list });
  const planned = async (text: string, remove = false) => {
    const plan = await transfer().plan(text, remove);
    if (plan.kind !== 'plan') throw new Error(JSON.stringify(plan.refusals));
    return plan;
  };
  const imported = async (text: string, remove = false) => {
    const { hash } = await planned(text, remove);
    const started = await transfer().apply(text, remove, hash, { id: null, name: 'Test' });
    if (started.kind !== 'started') throw new Error(started.kind);
    await started.finished;
    return transfer().state();
  };
  const listed = async () => (JSON.parse((await transfer().export()).text) as CatalogFile).mappings;

  it('mappings stand with what they say, without what the form begins with', async () => {
    await mappings().published({ ...LEAD, tag: 'snowplow', props: {} });
    await mappings().published({
      key: 'noise',
      event: 'Ping',
      leaveOut: true,
      type: 'click',
      enabled: false,
    });
    expect(await listed()).toEqual([
      {
        key: 'lead',
        published: {
          tag: 'snowplow',
          event: 'Lead Captured',
          type: 'goal',
          set: { goal: 'lead' },
          enabled: true,
        },
      },
      { key: 'noise', published: { event: 'Ping', leaveOut: true, enabled: false } },
    ]);
    expect((await transfer().export()).counts).toMatchObject({ mapping: 2 });
  });

  it('two may change places, and one may take another’s, because only the end counts', async () => {
    await mappings().published({ key: 'a', event: 'Lead', type: 'goal' });
    await mappings().published({ key: 'b', event: 'Buy', type: 'purchase' });
    await mappings().published({ key: 'z', event: 'Wish', type: 'wish' });
    const swapped = [
      { key: 'a', published: { event: 'Buy', type: 'goal', enabled: true } },
      { key: 'b', published: { event: 'Wish', type: 'purchase', enabled: true } },
      { key: 'c', published: { event: 'Lead', type: 'wish', enabled: true } },
    ];
    expect(await imported(fileWith(swapped), true)).toMatchObject({ kind: 'finished', troubles: [] });
    expect(await listed()).toEqual(swapped);
    expect((await catalog()).mappings).toMatchObject([
      { event: 'Buy' },
      { event: 'Wish' },
      { event: 'Lead' },
    ]);
  });

  it('what would be mapped twice in the end is refused, also beside what stays', async () => {
    await mappings().published({ key: 'stays', event: 'Lead', type: 'goal' });
    const text = fileWith([
      { key: 'a', published: { event: 'Lead', type: 'goal' } },
      { key: 'b', published: { event: 'Buy', type: 'goal' } },
      { key: 'c', published: { event: 'Buy', type: 'purchase' } },
      { key: 'd', published: { event: 'Buy', type: 'purchase', enabled: false } },
      { key: 'e', published: { event: 'Buy', tag: 'segment', type: 'purchase' } },
      { key: 'f', draft: { event: 'Buy', type: 'purchase' } },
    ]);
    const { entries } = await planned(text);
    expect(
      entries.map(({ key, action, refusals }) => [key, action, refusals.map(({ message }) => message)]),
    ).toEqual([
      ['a', 'refused', ['is mapped twice for any tag, by "stays" and by "a"; disable one of them']],
      ['b', 'refused', ['is mapped twice for any tag, by "c" and by "b"; disable one of them']],
      ['c', 'refused', ['is mapped twice for any tag, by "b" and by "c"; disable one of them']],
      ['d', 'create', []],
      ['e', 'create', []],
      ['f', 'create', []],
    ]);
    // Where what stood there goes, there is nothing twice.
    expect((await planned(text, true)).entries[0]).toMatchObject({ key: 'a', action: 'create' });
  });

  it('what is refused stays as it is, and so stands in the way of others', async () => {
    await mappings().published({ key: 'a', event: 'Lead', type: 'goal' });
    const { entries } = await planned(
      fileWith([
        { key: 'a', published: { event: 'Other', type: 'Not a type' } },
        { key: 'b', published: { event: 'Lead', type: 'goal' } },
      ]),
    );
    expect(entries.map(({ key, action, refusals }) => [key, action, refusals[0]?.message])).toEqual([
      ['a', 'refused', expect.stringContaining('must be the type of an event')],
      ['b', 'refused', 'is mapped twice for any tag, by "a" and by "b"; disable one of them'],
    ]);
  });
});
