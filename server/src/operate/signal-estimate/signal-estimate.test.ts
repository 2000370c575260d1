import { ADMIN_TOKEN, startTestServer, type TestServer } from '../../testing/test-server.js';

let server: TestServer;
let start: number;
beforeAll(async () => {
  server = await startTestServer();
  start = server.time.now;
  // An hour ago: one; now: four, with 0, 1, 2 and 3 clicks.
  await visit({ type: 'click', age: 0, props: { text: 'Old' } });
  server.time.now += 3_600_000;
  for (let clicks = 0; clicks < 4; clicks++)
    await visit(
      { type: 'page_view', age: 0, page: { category: clicks < 2 ? 'laptops' : 'phones' } },
      ...Array.from({ length: clicks }, (_, i) => ({
        type: 'click',
        age: 60_000 * (i + 1),
        props: { index: i, ok: clicks > 2, text: 'Ana', list: ['a'] },
      })),
    );
});
afterAll(() => server.stop());

const visit = (...events: object[]) => server.request.post('/tessera/beacon').send({ events }).expect(200);
const ask = (body: object) =>
  server.request.post('/admin/signal-estimate').set('Authorization', `Bearer ${ADMIN_TOKEN}`).send(body);
const clicks = { kind: 'count', event: 'click' };

it('a number: what it would be for active visitors', async () => {
  const { status, body } = await ask({ signal: { key: 'clicks', ...clicks } });
  expect([status, body]).toEqual([
    200,
    {
      since: start,
      sample: 1,
      visitors: 4,
      matched: 3,
      missing: 0,
      numbers: {
        min: 0,
        median: 1,
        p90: 3,
        max: 3,
        buckets: [0, 1, 2, 3].map((from) => ({ from, to: from + 1, visitors: 1 })),
      },
      values: [],
    },
  ]);
});

it('within another time; a draft need not have a key', async () => {
  expect((await ask({ signal: clicks, within: '24h' })).body).toMatchObject({ visitors: 5, matched: 4 });
  expect((await ask({ signal: { ...clicks, key: null }, within: null })).body).toMatchObject({ visitors: 4 });
  server.time.now += 2_000;
  expect((await ask({ signal: clicks, within: '1s' })).body).toMatchObject({ visitors: 0, numbers: null });
  server.time.now -= 2_000;
});

it('as the engine folds it: `where`, windows, decay, and time that goes by', async () => {
  const where = { 'props.index': { $gte: 1 } };
  expect((await ask({ signal: { ...clicks, where } })).body).toMatchObject({
    matched: 2,
    numbers: { max: 2 },
  });
  // Clicks of two and three minutes ago are not in it any more, but they matched.
  expect((await ask({ signal: { ...clicks, window: '90s' } })).body).toMatchObject({
    matched: 3,
    numbers: { max: 1 },
  });
  const score = { kind: 'score', halfLife: '1m', weights: [{ event: 'click', weight: 8 }] };
  expect((await ask({ signal: score })).body.numbers.max).toBeCloseTo(4 + 2 + 1, 6);
  const since = await ask({ signal: { kind: 'since', event: 'click' } });
  expect(since.body).toMatchObject({ visitors: 4, matched: 3, missing: 1, numbers: { min: 60, max: 60 } });
  server.time.now += 30_000;
  expect((await ask({ signal: { kind: 'since', event: 'click' } })).body.numbers.min).toBe(90);
  server.time.now -= 30_000;
});

it('texts and yes or no, by how many visitors; nothing personal of few', async () => {
  const last = (value: string, event = 'click') => ({ kind: 'last', event, value });
  expect((await ask({ signal: last('page.category', 'page_view') })).body).toMatchObject({
    missing: 0,
    numbers: null,
    values: [
      { value: 'laptops', visitors: 2 },
      { value: 'phones', visitors: 2 },
    ],
  });
  expect((await ask({ signal: last('props.ok') })).body).toMatchObject({
    missing: 1,
    values: [
      { value: false, visitors: 2 },
      { value: true, visitors: 1 },
    ],
  });
  expect((await ask({ signal: last('props.text') })).body).toMatchObject({ matched: 3, values: [] });
  expect((await ask({ signal: last('props.list') })).body).toMatchObject({
    matched: 3,
    missing: 1,
    values: [],
  });
});

it.each<[object, string, RegExp]>([
  [{}, 'signal', /must be an object such as/],
  [{ signal: 5 }, 'signal', /must be an object/],
  [{ signal: { kind: 'count' } }, 'signal.event', /required/],
  [{ signal: { kind: 'mean', event: 'click' } }, 'signal.kind', /one of count, sum/],
  [{ signal: { ...clicks, key: 'No!' } }, 'signal.key', /1 to 40/],
  [{ signal: { ...clicks, windows: '5m' } }, 'signal.windows', /unknown field/],
  [{ signal: { ...clicks, where: { 'props.a': { $regex: '(' } } } }, 'signal.where.props.a.$regex', /./],
  [{ signal: clicks, within: '1w' }, 'within', /whole number and a unit/],
  [{ signal: clicks, when: {} }, 'when', /the fields are signal, within/],
])('refuses %j', async (body, place, message) => {
  const { status, text } = await ask(body);
  const problem = JSON.parse(text);
  expect([status, problem.code]).toEqual([400, 'wrong_shape']);
  expect(problem.refusals).toContainEqual(
    expect.objectContaining({ place, message: expect.stringMatching(message) }),
  );
  expect(problem.detail).toContain(place);
});

it('keeps nothing, and asks for the token', async () => {
  const known = async () =>
    (await server.request.get('/admin/status').set('Authorization', `Bearer ${ADMIN_TOKEN}`)).body.visitors;
  const before = await known();
  await ask({ signal: clicks, within: '24h' }).expect(200);
  expect(await known()).toEqual(before);
  expect((await server.request.post('/admin/signal-estimate').send({ signal: clicks })).status).toBe(401);
});
