import { UID } from '../../../contracts/ids';
import { CONTENT, PERMISSIONS } from '../../../contracts/permissions';
import { LIMITS, type RunAnswer } from '../../../contracts/playground';
import { FragmentServer } from '../../../test/fragment-server';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
const server = new FragmentServer();
let cms: TestStrapi;
let reader: string;
let editor: string;

beforeAll(async () => {
  await server.start();
  cms = await startStrapi(app.folder, { servers: [{ url: server.url, token: server.token }] });
  reader = await cms.signIn('reader', [PERMISSIONS.read]);
  editor = await cms.signIn('editor', [CONTENT.update], UID.segment);
}, 60_000);
afterAll(async () => {
  await cms.stop();
  await server.stop();
  app.remove();
});
beforeEach(async () => {
  await cms.strapi.db.query('plugin::tessera.scenario').deleteMany({ where: {} });
});

const STEP = { gapMs: 5_000, type: 'cart_add', page: { path: '/p/x' }, props: { value: 9 } };
const VISITOR = {
  start: null,
  steps: [STEP, STEP],
  context: { locale: 'es' },
  traits: {},
  consent: {},
  laterMs: 60_000,
};
const SCENARIO = {
  name: 'Hesitates',
  visitor: VISITOR,
  expected: { segments: { a: true }, slots: { hero: 'default' } },
};

const call = (method: 'get' | 'post' | 'put' | 'delete', path: string, token: string, body?: object) =>
  cms.http[method](`/tessera/scenarios${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** What a fragment server answers: one segment, one slot. */
const answering = (isIn: boolean, variant: string) => () => ({
  status: 200,
  json: {
    views: [
      { at: 1, catalog: 'early', segments: [], decisions: {} },
      {
        at: 2,
        catalog: 'c#7',
        from: 'drafts',
        segments: [{ key: 'a', in: isIn }],
        decisions: { hero: { variant } },
      },
    ],
  },
});

describe('scenarios', () => {
  it('are kept, changed and deleted by whoever may edit rules, and seen by whoever sees our pages', async () => {
    const made = await call('post', '', editor, SCENARIO);
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), ...SCENARIO }]);
    const { id } = made.body;
    expect((await call('get', '', reader)).body).toEqual([made.body]);
    const changed = await call('put', `/${id}`, editor, { ...SCENARIO, name: 'Other' });
    expect([changed.status, changed.body.name]).toEqual([200, 'Other']);
    for (const [method, path] of [
      ['post', ''],
      ['put', `/${id}`],
      ['delete', `/${id}`],
    ] as const)
      expect((await call(method, path, reader, SCENARIO)).status).toBe(403);
    expect((await call('get', '', editor)).status).toBe(403);
    expect((await call('delete', `/${id}`, editor)).status).toBe(204);
    expect((await call('delete', `/${id}`, editor)).status).toBe(404);
    expect((await call('put', `/${id}`, editor, SCENARIO)).status).toBe(404);
    expect((await call('get', '', reader)).body).toEqual([]);
  });

  it.each([
    ['name', { ...SCENARIO, name: ' ' }],
    ['name', { ...SCENARIO, name: 'x'.repeat(LIMITS.name + 1) }],
    ['owner', { ...SCENARIO, owner: 'me' }],
    ['visitor', { ...SCENARIO, visitor: null }],
    ['visitor', { ...SCENARIO, visitor: { ...VISITOR, traits: { a: 'x'.repeat(LIMITS.characters) } } }],
    ['visitor.start', { ...SCENARIO, visitor: { ...VISITOR, start: 'tomorrow' } }],
    ['visitor.laterMs', { ...SCENARIO, visitor: { ...VISITOR, laterMs: -1 } }],
    ['visitor.steps', { ...SCENARIO, visitor: { ...VISITOR, steps: Array(LIMITS.steps + 1).fill(STEP) } }],
    [
      'visitor.steps[0].type',
      { ...SCENARIO, visitor: { ...VISITOR, steps: [{ ...STEP, type: 'No type' }] } },
    ],
    ['visitor.steps[0].gapMs', { ...SCENARIO, visitor: { ...VISITOR, steps: [{ ...STEP, gapMs: 0.5 }] } }],
    [
      'visitor.steps',
      { ...SCENARIO, visitor: { ...VISITOR, steps: Array(3).fill({ ...STEP, gapMs: 80_000_000 }) } },
    ],
    ['visitor.context', { ...SCENARIO, visitor: { ...VISITOR, context: [] } }],
    ['expected.segments.a', { ...SCENARIO, expected: { segments: { a: 'yes' }, slots: {} } }],
    ['expected.slots.hero', { ...SCENARIO, expected: { segments: {}, slots: { hero: 'short' } } }],
  ])('are refused for a wrong %s', async (place, body) => {
    const answer = await call('post', '', editor, body);
    expect([answer.status, answer.body.error?.message]).toEqual([
      400,
      expect.stringMatching(new RegExp(`^${place.replace(/[.[\]]/g, '\\$&')}: `)),
    ]);
  });

  it('are no more than there may be', async () => {
    const rows = Array.from({ length: LIMITS.scenarios }, (_, n) => ({ ...SCENARIO, documentId: `d${n}` }));
    for (const data of rows) await cms.strapi.db.query('plugin::tessera.scenario').create({ data });
    expect((await call('post', '', editor, SCENARIO)).body.error.message).toMatch(
      /^there are 200 scenarios already/,
    );
  });
});

describe('running them', () => {
  const run = async (body: object = {}): Promise<RunAnswer> =>
    (await call('post', '/run', reader, body)).body;

  it('asks the fragment server to play each, and tells where it comes out otherwise', async () => {
    await call('post', '', editor, SCENARIO);
    server.answer = answering(true, 'default');
    expect(await run()).toMatchObject({
      kind: 'ok',
      catalog: 'c#7',
      results: [{ name: 'Hesitates', passed: true, differences: [], problem: null }],
    });
    expect(server.heard.at(-1)).toMatchObject({ method: 'POST', url: '/admin/simulate' });
    server.answer = answering(false, 'Variant00001');
    expect(await run({ catalog: 'drafts' })).toMatchObject({
      from: 'drafts',
      results: [
        {
          passed: false,
          differences: [
            { kind: 'segment', key: 'a', expected: true, got: false },
            { kind: 'slot', key: 'hero', expected: 'default', got: 'Variant00001' },
          ],
        },
      ],
    });
  });

  it('goes on after one that the server refuses', async () => {
    await call('post', '', editor, SCENARIO);
    server.answer = () => ({ status: 400, json: { code: 'wrong_shape', detail: 'events[0].type: no' } });
    expect(await run()).toMatchObject({
      kind: 'ok',
      results: [{ passed: false, problem: 'events[0].type: no' }],
    });
  });

  it('says why if no server can be asked, and refuses to run another catalog', async () => {
    await call('post', '', editor, SCENARIO);
    await server.stop();
    expect((await run()).kind).toBe('unreachable');
    await server.start();
    server.answer = () => ({ status: 200, json: {} });
    expect((await run()).kind).toBe('unexpected');
    expect((await call('post', '/run', reader, { catalog: 'other' })).status).toBe(400);
  });

  it('of none asks nobody', async () => {
    const before = server.heard.length;
    expect(await run()).toEqual({ kind: 'ok', server: '', catalog: null, from: null, results: [] });
    expect(server.heard.length).toBe(before);
  });
});
