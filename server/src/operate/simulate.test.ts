import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

const hero = { template: 'hero', content: { title: 'x' } };
const { segments, variants } = testCatalog();
const catalog = testCatalog({
  segments: [
    ...segments,
    { key: 'agreed', name: 'Agreed', when: { 'consent.ads': true } },
    { key: 'warm', name: 'Warm', hold: '5m', when: { 'signals.heat': { $gt: 4 } } },
    { key: 'evening', name: 'Evening', when: { 'time.hour': { $gte: 18 } } },
    { key: 'returning', name: 'Returning', when: { 'context.visit.returning': true } },
    { key: 'regular', name: 'Regular', when: { 'context.visit.count': { $gte: 5 } } },
  ],
  variants: [
    ...variants,
    {
      key: 'BlackFriday0',
      name: 'Black Friday',
      slots: ['home_hero'],
      priority: 90,
      schedule: { from: '2026-11-27T00:00:00Z', until: '2026-11-28T00:00:00Z' },
      locales: { en: hero },
    },
  ],
});
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ catalog });
});
afterAll(() => server.stop());

const simulate = (body: object) =>
  server.request
    .post('/admin/simulate')
    .set({ Authorization: `Bearer ${ADMIN_TOKEN}` })
    .send(body);
interface Explained {
  readonly key: string;
  readonly in: boolean;
  readonly why: string;
  readonly since: number | null;
}
const segment = (body: { explanation: { segments: Explained[] } }, key: string) =>
  body.explanation.segments.find((one) => one.key === key);

describe('POST /admin/simulate', () => {
  it('explains a made-up visitor as it would a real one', async () => {
    const { body } = await simulate({
      events: [
        { type: 'cart', age: 10_000, props: { value: 500 } },
        { type: 'cart_add', age: 10_000 },
      ],
    });
    expect(body.visitor).toMatchObject({ id: null, createdAt: body.at - 10_000, active: true });
    expect(segment(body, 'high_intent')).toMatchObject({ in: true, why: 'holds', since: body.at - 10_000 });
    expect(segment(body, 'cart_abandoner')).toMatchObject({
      in: false,
      why: 'does_not_hold',
      when: { field: 'signals.since_cart', operator: '$gt', expected: 90, actual: 10 },
      nextChange: body.at + 80_001,
    });
    expect(body.explanation.slots[0]).toMatchObject({ slot: 'home_hero', source: 'fallback' });
  });

  it('takes events as if they had come when they happened: a hold has held since', async () => {
    const { body } = await simulate({ events: [{ type: 'click', age: 60_000 }] });
    expect(segment(body, 'hot')).toMatchObject({ in: false });
    expect(segment(body, 'warm')).toMatchObject({
      in: true,
      why: 'held',
      since: body.at - 60_000,
      heldUntil: body.at + 240_000,
    });
  });

  it('in any order', async () => {
    const events = [
      { type: 'cart', age: 1_000, props: { value: 50 } },
      { type: 'cart', age: 5_000, props: { value: 500 } },
    ];
    const { body } = await simulate({ events });
    expect(body.signals.cart_value).toBe(50);
    expect(segment(body, 'high_intent')?.in).toBe(false);
  });

  it('consent and traits are as given, whatever the events say', async () => {
    const identify = { type: 'identify', age: 5_000, props: { traits: { plan: 'blue', since: 2020 } } };
    const { body } = await simulate({ consent: { ads: true }, traits: { plan: 'gold' }, events: [identify] });
    expect(segment(body, 'agreed')).toMatchObject({ in: true, why: 'holds' });
    expect(body.visitor).toMatchObject({ consent: { ads: true }, traits: { plan: 'gold', since: 2020 } });
    expect(segment((await simulate({})).body, 'agreed')).toMatchObject({ in: false });
  });

  it('is on the visit that the context says, and on the next after half an hour of silence', async () => {
    const click = (age: number) => ({ type: 'click', age: age * 60_000 });
    const visitOf = async (visit: object | null, ...events: object[]) =>
      (await simulate({ context: { visit }, events })).body.visitor.context.visit;
    expect(await visitOf(null)).toEqual({ count: 1, returning: false });
    expect(await visitOf({ returning: true })).toEqual({ count: 2, returning: true });
    expect(await visitOf({ returning: false })).toEqual({ count: 1, returning: false });
    expect(await visitOf({ count: 5, returning: true }, click(9))).toEqual({ count: 5, returning: true });
    expect(await visitOf({ count: 5 }, click(60), click(30))).toEqual({ count: 6, returning: true });
    expect(await visitOf(null, click(60), click(30))).toEqual({ count: 2, returning: true });
    const { body } = await simulate({ context: { visit: { count: 4 } }, events: [click(60), click(10)] });
    expect(segment(body, 'regular')).toMatchObject({
      in: true,
      since: body.at - 10 * 60_000,
      when: { field: 'context.visit.count', operator: '$gte', expected: 5, actual: 5 },
      nextChange: null,
    });
    expect(segment(body, 'returning')).toMatchObject({ in: true, since: body.at - 60 * 60_000 });
  });

  it.each(['2026-11-27T19:30:00Z', '2026-11-27T20:30:00+01:00', Date.parse('2026-11-27T19:30:00Z')])(
    'looks at the instant %s',
    async (at) => {
      const { body } = await simulate({ at, events: [{ type: 'click', age: 20_000 }] });
      expect(body.at).toBe(Date.parse('2026-11-27T19:30:00Z'));
      expect(segment(body, 'evening')).toMatchObject({ in: true });
      expect(body.decisions.home_hero.variant).toBe('BlackFriday0');
      // Events say how old they are at that instant.
      expect(body.signals.heat).toBeCloseTo(8 * 2 ** -2, 9);
      expect(body.explanation.slots[0].until).toBe(Date.parse('2026-11-27T19:34:40Z'));
    },
  );

  it('the day before, it says when the variant begins', async () => {
    const { body } = await simulate({ at: '2026-11-26T12:00:00Z' });
    const [first] = body.explanation.slots[0].candidates;
    expect(first).toMatchObject({
      variant: 'BlackFriday0',
      outcome: 'kept_away',
      reason: 'it begins 2026-11-27T00:00:00Z',
      schedule: { holds: false, from: '2026-11-27T00:00:00Z', until: '2026-11-28T00:00:00Z' },
    });
  });

  it('in exactly a segment and its parents: that is assumed, and nothing follows from conditions', async () => {
    const { body } = await simulate({ segment: 'cart_abandoner', events: [{ type: 'click', age: 0 }] });
    const inside = body.segments.filter((one: Explained) => one.in).map((one: Explained) => one.key);
    expect(inside).toEqual(['high_intent', 'cart_abandoner']);
    expect(segment(body, 'cart_abandoner')).toMatchObject({ why: 'assumed', nextChange: null });
    expect(segment(body, 'hot')).toMatchObject({ in: false, why: 'assumed', nextChange: null });
    expect(body.until).toBeNull();
    expect(body.decisions.home_hero).toMatchObject({ variant: KEYS.offer });
  });

  it('in several segments and their parents, or in none', async () => {
    const inside = async (segments: string[]) =>
      (await simulate({ segments })).body.segments
        .filter((one: Explained) => one.in)
        .map((one: Explained) => one.key)
        .sort();
    expect(await inside(['hot', 'cart_abandoner'])).toEqual(['cart_abandoner', 'high_intent', 'hot']);
    expect(await inside([])).toEqual([]);
    const { body } = await simulate({ segments: [], events: [{ type: 'click', age: 0 }] });
    expect(segment(body, 'hot')).toMatchObject({ in: false, why: 'assumed' });
  });

  it('at several instants: as if each had been asked for alone', async () => {
    const at = [
      '2026-11-27T17:59:00Z',
      '2026-11-27T18:00:00Z',
      '2026-11-27T23:59:00Z',
      '2026-11-28T00:00:00Z',
    ];
    const events = [{ type: 'click', age: 0 }];
    const { views } = (await simulate({ at, events })).body;
    expect(views).toHaveLength(4);
    for (const [i, instant] of at.entries()) {
      const age = Date.parse(instant) - Date.parse(at[0] ?? '');
      const { body } = await simulate({ at: instant, events: [{ type: 'click', age }] });
      expect(views[i]).toEqual(body);
    }
    const variants = views.map(
      (one: { decisions: Record<string, { variant: string }> }) => one.decisions.home_hero?.variant,
    );
    expect(variants).toEqual(['BlackFriday0', 'BlackFriday0', 'BlackFriday0', 'default']);
  });

  it('with a catalog file, drafts are what is published, and it says so', async () => {
    expect((await simulate({ catalog: 'drafts' })).body).toMatchObject({
      from: 'published',
      catalog: 'test#1',
    });
  });

  it.each<[object, RegExp]>([
    [{ at: 'yesterday' }, /^at: must be .* ISO 8601 .*from 2000 to 2100 \(found "yesterday"\)/],
    [{ at: '2026-11-27' }, /^at: must be/],
    [{ at: '2026-11-31T25:00:00Z' }, /^at: must be/],
    [{ at: 12.5 }, /^at: must be/],
    [{ at: -1 }, /^at: must be/],
    [{ at: 8.64e15 }, /^at: must be/],
    [{ at: [] }, /^at: must be an instant, or a list of 1 to 200/],
    [{ at: new Array(201).fill(1.5e12) }, /^at: must be an instant, or a list of 1 to 200/],
    [{ at: [1.5e12, null] }, /^at: must be a whole number/],
    [{ at: [1.5e12, 1.4e12] }, /^at: must be no earlier than the instant before it/],
    [{ segments: ['nobody'] }, /^segment: must be the key of a segment of this catalog/],
    [{ segments: 'hot' }, /^segments: must be a list of at most 50/],
    [{ catalog: 'mine' }, /^catalog: must be "published" or "drafts"/],
    [{ context: { visit: 3 } }, /^context\.visit: must be an object \(found 3\)/],
    [{ context: { visit: { count: 0 } } }, /^context\.visit\.count: must be a whole number from 1 to 1000/],
    [{ context: { visit: { count: 1.5 } } }, /^context\.visit\.count: must be a whole number/],
    [{ context: { visit: { returning: 'yes' } } }, /^context\.visit\.returning: must be true or false/],
    [
      { context: { visit: { count: 1, returning: true } } },
      /^context\.visit\.returning: must be false, where count is 1 \(found true\)/,
    ],
    [{ consent: true }, /^consent: must be an object \(found true\)/],
    [{ when: {} }, /^when: must be nothing: the fields are events, context, traits, segment, consent, at/],
    [{ events: {} }, /^events: must be a list of events/],
    [
      { events: new Array(201).fill({ type: 'click' }) },
      /^events: must be at most 200 \(found "201 events"\)/,
    ],
    [{ events: [{ type: 'click', age: 90_000_000 }] }, /^events\[0\]\.age: must be at most/],
  ])('refuses %j', async (body, detail) => {
    const response = await simulate(body);
    const problem = JSON.parse(response.text);
    expect([response.status, problem.code]).toEqual([400, 'wrong_shape']);
    expect(problem.detail).toMatch(detail);
  });
});
