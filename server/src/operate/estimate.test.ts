import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

const { segments } = testCatalog();
const catalog = testCatalog({
  segments: [
    ...segments,
    { key: 'sleeping', name: 'Sleeping', when: {}, enabled: false },
    { key: 'buyer', name: 'Buyer', when: { 'signals.gone': 1 } },
  ],
});
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ catalog });
});
afterAll(() => server.stop());

const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };
const ask = (body: object) => server.request.post('/admin/estimate').set(bearer).send(body);
const visit = (...events: object[]) => server.request.post('/tessera/beacon').send({ events });
const laptop = { type: 'page_view', age: 0, page: { category: 'laptops' } };
const cart = (value: number) => ({ type: 'cart', age: 0, props: { value } });

describe('POST /admin/estimate', () => {
  beforeAll(async () => {
    // An hour ago: one; now: four, one of whom looked at two laptops and two of whom have a full cart.
    await visit(laptop);
    server.time.now += 3_600_000;
    await visit(laptop, laptop);
    await visit(cart(150));
    await visit(cart(500), { type: 'cart_add', age: 0 });
    await visit({ type: 'click', age: 0 });
  });

  it('the share of active visitors who would be in it', async () => {
    const { status, body } = await ask({ when: { 'signals.cart_value': { $gt: 100 } } });
    expect([status, body]).toEqual([
      200,
      {
        share: 0.5,
        matching: 2,
        sampled: 4,
        of: 4,
        error: 0,
        low: 0.5,
        high: 0.5,
        exact: true,
        within_s: 1_800,
      },
    ]);
  });

  it('or of those seen within another time', async () => {
    const when = { 'signals.laptop_views': { $gte: 1 } };
    expect((await ask({ when })).body).toMatchObject({ matching: 1, of: 4 });
    expect((await ask({ when, within: '24h' })).body).toMatchObject({
      share: 0.4,
      matching: 2,
      of: 5,
      within_s: 86_400,
    });
    expect((await ask({ when, within: '1s' })).body).toMatchObject({ matching: 1, of: 4 });
    server.time.now += 1_000;
    expect((await ask({ when, within: '1s' })).body).toMatchObject({ share: 0, sampled: 0, of: 0 });
    server.time.now -= 1_000;
  });

  it('within the parent, and by the segments visitors are in', async () => {
    const everybody = await ask({ when: {}, parent: 'high_intent' });
    expect(everybody.body).toMatchObject({ share: 0.5, matching: 2 });
    const added = await ask({
      when: { 'signals.since_cart': { $exists: true, $lt: 5 } },
      parent: 'high_intent',
    });
    expect(added.body).toMatchObject({ matching: 1 });
    const others = await ask({ when: { segments: { $nin: ['high_intent', 'laptop_shopper'] } } });
    expect(others.body).toMatchObject({ matching: 1 });
  });

  it('sees segments as time has made them by now', async () => {
    await visit({ type: 'click', age: 0 }, { type: 'click', age: 0 });
    const hot = { when: { segments: { $in: ['hot'] } } };
    expect((await ask(hot)).body).toMatchObject({ matching: 2, of: 5 });
    server.time.now += 60_000;
    expect((await ask(hot)).body).toMatchObject({ matching: 0, of: 5 });
  });

  it('keeps nothing', async () => {
    const { body } = await server.request.get('/admin/status').set(bearer);
    await ask({ when: {}, within: '7d' }).expect(200);
    expect((await server.request.get('/admin/status').set(bearer)).body.visitors).toEqual(body.visitors);
  });

  it.each<[object, string, string, RegExp]>([
    [{}, 'when', 'nothing', /is required: a condition such as/],
    [{ when: 5 }, 'when', '5', /must be an object/],
    [
      { when: { 'signals.views': { $gtt: 3 } } },
      'when.signals.views.$gtt',
      '3',
      /unknown operator "\$gtt"; allowed: .*\$gt/,
    ],
    [{ when: { 'signal.views': 3 } }, 'when.signal.views', '3', /unknown field; allowed: signals\.\*/],
    [{ when: { 'traits.name': { $regex: '(' } } }, 'when.traits.name.$regex', '"("', /./],
    [
      { when: { 'signals.heat': { $mod: [2, 0] } } },
      'when.signals.heat.$mod',
      '[2,0]',
      /unknown operator "\$mod"/,
    ],
    [
      { when: { 'signals.heat': { $size: 2 } } },
      'when.signals.heat.$size',
      '2',
      /decays with the clock, .*allowed: /,
    ],
    [
      { when: { $or: [{ 'signals.vews': 3 }] } },
      'when.$or[0].signals.vews',
      '3',
      /signal "vews" is not published; published: views, laptop_views, cart_value/,
    ],
    [
      { when: { segments: { $in: ['high_intent', 'nope'] } } },
      'when.segments',
      '"nope"',
      /segment "nope" is not published; published: laptop_shopper, /,
    ],
    [
      { when: { segments: { $nin: ['sleeping'] } } },
      'when.segments',
      '"sleeping"',
      /nobody is in segment "sleeping": it is disabled/,
    ],
    [{ when: {}, parent: 'nope' }, 'parent', '"nope"', /segment "nope" is not published/],
    [{ when: {}, parent: 'buyer' }, 'parent', '"buyer"', /nobody is in .*signal "gone" is not published/],
    [{ when: {}, parent: 'No!' }, 'parent', '"No!"', /must be 1 to 40 of a-z/],
    [{ when: {}, within: '1w' }, 'within', '"1w"', /must be a whole number and a unit/],
    [{ when: {}, within: 30 }, 'within', '30', /must be a whole number and a unit/],
    [{ when: {}, hold: '30s' }, 'hold', '"30s"', /unknown field; the fields are when, parent, within/],
  ])('refuses %j', async (body, place, value, message) => {
    const { status, text } = await ask(body);
    const problem = JSON.parse(text);
    expect([status, problem.code]).toEqual([400, 'wrong_shape']);
    expect(problem.refusals).toContainEqual({ place, value, message: expect.stringMatching(message) });
    expect(problem.detail).toContain(place);
  });

  it('refuses all that is wrong at once', async () => {
    const { text } = await ask({ when: { 'signals.nope': 1, segments: 'nope' }, parent: 'nope' });
    expect(JSON.parse(text).refusals).toHaveLength(3);
  });

  it('asks for the token and for JSON', async () => {
    expect((await server.request.post('/admin/estimate').send({ when: {} })).status).toBe(401);
    expect((await ask({}).type('text/plain').send('{}')).status).toBe(415);
  });

  it('knows no variants: what they ask for is not a field', async () => {
    expect((await ask({ when: { variant: KEYS.offer } })).status).toBe(400);
  });
});
