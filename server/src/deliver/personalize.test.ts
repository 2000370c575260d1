import { KEYS } from '../testing/test-catalog.js';
import { cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const ask = (body: object, path = '/tessera/personalize') => server.request.post(path).send(body);
const laptop = { type: 'page_view', age: 0, page: { category: 'laptops' } };

it('decides as for a visitor in exactly a segment and its parents', async () => {
  for (const path of ['/tessera/personalize', '/api/personalize']) {
    const { status, body, headers } = await ask({ segment: 'cart_abandoner', slots: ['home_hero'] }, path);
    expect(status).toBe(200);
    expect(body).toEqual({
      decisions: {
        home_hero: {
          variant: KEYS.offer,
          html: expect.stringContaining('Take 10 % off'),
          content: expect.objectContaining({ template: 'hero' }),
          source: 'variant',
          segment: 'cart_abandoner',
        },
      },
    });
    expect(headers['cache-control']).toBe('private, no-store');
  }
});

it('decides all slots for who is unknown, with fallbacks and empty fragments', async () => {
  const { body } = await ask({});
  expect(Object.keys(body.decisions)).toEqual(['home_hero', 'product_banner', 'page_directives', 'greeting']);
  expect(body.decisions.home_hero).toMatchObject({ variant: 'default', source: 'fallback', segment: null });
  expect(body.decisions.page_directives).toMatchObject({
    variant: 'default',
    source: 'empty',
    content: null,
  });
});

it('folds an event first, and remembers whose it was', async () => {
  const first = await ask({ event: laptop });
  const id = cookiesOf(first).tessera_id?.value as string;
  const second = await ask({ visitor: id, event: laptop, slots: ['home_hero'] });
  expect(second.body.decisions.home_hero).toMatchObject({ variant: KEYS.laptops, segment: 'laptop_shopper' });
  const segments = await server.request.get('/tessera/segments').set('Cookie', `tessera_id=${id}`);
  expect(segments.body).toEqual({ visitor: id, segments: ['laptop_shopper'], until: null });
});

it('GET /tessera/segments of who is unknown: none', async () => {
  const { status, body } = await server.request.get('/tessera/segments');
  expect([status, body]).toEqual([200, { visitor: null, segments: [], until: null }]);
});

it.each<[object, number, string, RegExp]>([
  [
    { segment: 'nope' },
    400,
    'wrong_shape',
    /segment: must be the key of a published segment: laptop_shopper, /,
  ],
  [{ visitor: '../x' }, 400, 'wrong_shape', /visitor: must be a visitor id.*found "\.\.\/x"/],
  [{ slots: ['nope'] }, 404, 'unknown_slot', /no slot is called "nope"/],
  [{ slots: 'home_hero' }, 400, 'wrong_shape', /slots: must be a list/],
  [{ event: { type: '?' } }, 400, 'wrong_shape', /type: must be/],
  [{ event: 5 }, 400, 'wrong_shape', /event: must be an object/],
  [{ segments: [] }, 400, 'wrong_shape', /the fields are visitor, segment, event, slots/],
])('refuses %j', async (body, status, code, detail) => {
  const response = await ask(body);
  expect(response.status).toBe(status);
  expect(JSON.parse(response.text)).toMatchObject({ code, detail: expect.stringMatching(detail) });
});
