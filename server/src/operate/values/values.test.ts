import { ADMIN_TOKEN, cookiesOf, startTestServer, type TestServer } from '../../testing/test-server.js';

let server: TestServer;
let start: number;
beforeAll(async () => {
  server = await startTestServer();
  start = server.time.now;
  const page = (type: string, category: string) => ({
    url: `https://shop.example/${category}`,
    type,
    category,
  });
  for (let i = 0; i < 6; i++) {
    await visit(
      [
        { type: 'page_view', age: 0, page: page('product', i < 4 ? 'laptops' : 'phones') },
        { type: 'page_view', age: 0, page: page('product', 'laptops') },
        {
          type: 'click',
          age: 0,
          props: { element: i === 0 ? 'specs' : 'price', text: i < 5 ? 'Buy now' : 'Ana Pérez' },
        },
        {
          type: 'identify',
          age: 0,
          props: { traits: { plan: i < 5 ? 'gold' : 'rare', vip: i === 0, age: 30 + i } },
        },
      ],
      { device: { type: i < 2 ? 'mobile' : 'desktop' }, campaign: { name: 'spring', term: `term ${i}` } },
    );
  }
  await visit([
    { type: 'search', age: 0, props: { where: 'shop', hits: 12, tags: ['a', 'b'], deep: { er: true } } },
    {
      type: 'search',
      age: 0,
      props: { where: 'ana@example.com', hits: 600_100_200, note: 'call 600 10 02 00' },
    },
    { type: 'search', age: 0, props: { where: 'x'.repeat(61) } },
  ]);
});
afterAll(() => server.stop());

const visit = async (events: object[], context = {}) =>
  cookiesOf(await server.request.post('/tessera/beacon').send({ events, context }).expect(200));
const ask = (query: string) =>
  server.request.get(`/admin/values?${query}`).set({ Authorization: `Bearer ${ADMIN_TOKEN}` });
const values = async (query: string) =>
  (await ask(query).expect(200)).body.values.map(
    (one: { value: unknown; visitors: number }) => [one.value, one.visitors] as const,
  );

it('tells since when nothing is missing, and of how many', async () => {
  expect((await ask('field=event')).body).toMatchObject({ since: start, sample: 1 });
  expect((await ask('field=context.locale')).body).toMatchObject({ since: start - 86_400_000, sample: 1 });
});

it.each<[string, [unknown, number][]]>([
  [
    'field=event',
    [
      ['click', 6],
      ['identify', 6],
      ['page_view', 6],
      ['search', 1],
    ],
  ],
  ['field=page.type', [['product', 6]]],
  // Each visitor counts once, however often.
  [
    'field=page.category',
    [
      ['laptops', 6],
      ['phones', 2],
    ],
  ],
  ['field=page.category&type=click', []],
  [
    'field=props.element',
    [
      ['price', 5],
      ['specs', 1],
    ],
  ],
  ['field=props.element&type=search', []],
  [
    'field=props&type=click',
    [
      ['element', 6],
      ['text', 6],
    ],
  ],
  [
    'field=props&type=search',
    [
      ['deep', 1],
      ['hits', 1],
      ['note', 1],
      ['tags', 1],
      ['where', 1],
    ],
  ],
  [
    'field=props.tags',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  ['field=props.deep.er', [[true, 1]]],
  ['field=props.nobody', []],
  [
    'field=context.device.type',
    [
      ['desktop', 4],
      ['mobile', 2],
    ],
  ],
  ['field=context.campaign.name', [['spring', 6]]],
  // What could be personal, only of five or more.
  ['field=props.text', [['Buy now', 5]]],
  ['field=page.url', [['https://shop.example/laptops', 6]]],
  ['field=props.where', [['shop', 1]]],
  ['field=props.hits', [[12, 1]]],
  ['field=props.note', []],
  ['field=context.campaign.term', []],
  ['field=traits.plan', [['gold', 5]]],
  ['field=traits.age', []],
  [
    'field=traits.vip',
    [
      [false, 5],
      [true, 1],
    ],
  ],
])('%s', async (query, expected) => {
  expect(await values(query)).toEqual(expected);
});

it('the 50 most frequent', async () => {
  await visit(Array.from({ length: 60 }, (_, i) => ({ type: `custom_${i}`, age: 0 })));
  const found = await values('field=event');
  expect(found).toHaveLength(50);
  expect(found.slice(0, 3).map(([value]: [unknown]) => value)).toEqual(['click', 'identify', 'page_view']);
});

it('counts visitors seen within a day only', async () => {
  server.time.now += 86_400_001;
  expect(await values('field=event')).toEqual([]);
  expect(await values('field=context.device.type')).toEqual([]);
  server.time.now -= 86_400_001;
});

it.each([
  '',
  'nope',
  'props.',
  'props.a b',
  'context.device',
  'context.nope',
  'signals.heat',
  'traits',
  'page.title',
])('refuses the field %j and names what is allowed', async (field) => {
  const { status, text } = await ask(`field=${encodeURIComponent(field)}`);
  expect([status, JSON.parse(text).code]).toEqual([400, 'wrong_shape']);
  expect(JSON.parse(text).detail).toMatch(
    /^field: must be event, props, page\.type, .*context\.NAME with one of device\.type/,
  );
});

it('refuses a type that no event can have, and asking twice', async () => {
  expect((await ask('field=event&type=No!')).status).toBe(400);
  expect((await ask('field=event&field=props')).status).toBe(400);
  expect((await ask(`field=props.${'x'.repeat(400)}`)).status).toBe(400);
});
