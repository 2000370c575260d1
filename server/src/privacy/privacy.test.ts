import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS } from '../testing/test-catalog.js';
import { cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';
import { PURPOSE } from './consent.js';

const ADMIN = { Authorization: 'Bearer test-admin-token' };
const view = { type: 'page_view', age: 0, page: { category: 'laptops' } };
const identify = (user: string) => ({
  type: 'identify',
  age: 0,
  props: { user, traits: { first_name: 'Ada' } },
});
const id = (letter: string) => `tessera_id=${letter.repeat(21)}`;

const beacon = (server: TestServer, cookie: string, events: object[] = [view, view]) =>
  server.request
    .post('/tessera/beacon')
    .set('Cookie', cookie)
    .send({
      events,
      slots: ['home_hero'],
      context: { network: { save_data: true } },
    });
const metric = async (server: TestServer, line: string) =>
  new RegExp(`^${line.replace(/[{}]/g, '\\$&')} (\\d+)$`, 'm').exec(
    (await server.request.get('/metrics').set(ADMIN)).text,
  )?.[1];

describe('consent', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  const consent = (cookie: string, body: object) =>
    server.request.post('/tessera/consent').set('Cookie', cookie).send(body);

  it('Global Privacy Control: answered by the circumstances, nothing kept, no cookie left', async () => {
    const answer = await beacon(server, `${id('g')}; tsr_home_hero=${KEYS.laptops}`).set('Sec-GPC', '1');
    expect(answer.body).toMatchObject({ visitor: null, accepted: 0, until: null });
    expect(answer.body.decisions).toEqual({ home_hero: { variant: 'default', changed: true } });
    expect(Object.values(cookiesOf(answer)).map(({ value, attributes }) => [value, attributes])).toEqual([
      ['', expect.stringContaining('Max-Age=0')],
      ['', expect.stringContaining('Max-Age=0')],
    ]);
    const unknown = await server.request.get(`/admin/visitors/${'g'.repeat(21)}`).set(ADMIN);
    expect(unknown.status).toBe(404);
    expect(await metric(server, 'tessera_unkept_total{reason="gpc"}')).toBe('1');
  });

  it('who declines is erased, and stays unknown', async () => {
    await beacon(server, id('d'));
    const answer = await consent(id('d'), { [PURPOSE]: false });
    expect(answer.body).toEqual({ consent: { [PURPOSE]: false } });
    const cookies = cookiesOf(answer);
    expect(cookies.tessera_consent).toEqual({
      value: `${PURPOSE}%3D0`,
      attributes: expect.not.stringContaining('HttpOnly'),
    });
    expect(cookies.tessera_id?.attributes).toContain('Max-Age=0');
    expect((await server.request.get(`/admin/visitors/${'d'.repeat(21)}`).set(ADMIN)).status).toBe(404);
    const later = await beacon(server, `${id('d')}; tessera_consent=${PURPOSE}%3D0`);
    expect(later.body).toMatchObject({ visitor: null, accepted: 0 });
    expect(await metric(server, 'tessera_unkept_total{reason="declined"}')).toBe('1');
  });

  it('purposes add up, and conditions can ask for them', async () => {
    await beacon(server, id('a'));
    const first = await consent(id('a'), { ads: false });
    const answer = await consent(`${id('a')}; tessera_consent=${cookiesOf(first).tessera_consent?.value}`, {
      [PURPOSE]: true,
    });
    expect(answer.body.consent).toEqual({ ads: false, [PURPOSE]: true });
    const kept = await server.request.get(`/admin/visitors/${'a'.repeat(21)}`).set(ADMIN);
    expect(kept.body.visitor.consent).toEqual({ ads: false, [PURPOSE]: true });
  });

  it.each([
    [{}, /must name purposes/],
    [{ Ads: true }, /"Ads" is no purpose/],
    [{ ads: 'yes' }, /ads: must be true or false \(found "yes"\)/],
    [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`p${i}`, true])), /at most 20/],
  ])('%j is refused', async (body, detail) => {
    const answer = await consent('', body);
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([400, expect.stringMatching(detail)]);
  });

  it('bots are answered, not kept, and counted; a consent that a page forges in a beacon is none', async () => {
    const bot = await beacon(server, '').set('User-Agent', 'Mozilla/5.0 (compatible; Googlebot/2.1)');
    expect([bot.body.visitor, bot.headers['set-cookie']]).toEqual([null, undefined]);
    expect(await metric(server, 'tessera_unkept_total{reason="bot"}')).toBe('1');
    const forged = await beacon(server, id('f'), [{ type: 'consent', props: { [PURPOSE]: true } }]);
    expect(forged.body.rejected[0].reason).toMatch(/POST \/tessera\/consent/);
  });

  it('an app’s own event is not kept either', async () => {
    const answer = await server.request
      .post('/tessera/personalize')
      .set('Cookie', id('p'))
      .set('Sec-GPC', '1')
      .send({ event: view });
    expect(answer.status).toBe(200);
    expect((await server.request.get(`/admin/visitors/${'p'.repeat(21)}`).set(ADMIN)).status).toBe(404);
  });
});

it('where consent is required, nobody is kept before they were asked', async () => {
  const server = await startTestServer({ env: { TESSERA_CONSENT: 'required' } });
  expect((await beacon(server, id('r'))).body).toMatchObject({ visitor: null, accepted: 0 });
  expect(await metric(server, 'tessera_unkept_total{reason="not_asked"}')).toBe('1');
  const agreed = `${id('r')}; tessera_consent=${PURPOSE}%3D1`;
  expect((await beacon(server, agreed)).body).toMatchObject({ visitor: 'r'.repeat(21), accepted: 2 });
  await server.stop();
});

it('too much of one visitor or of one address is refused for a while, as 429 with Retry-After', async () => {
  const server = await startTestServer({
    env: {
      TESSERA_VISITOR_RATE: '10',
      TESSERA_ADDRESS_RATE: '30',
      TESSERA_ADDRESS_HEADER: 'X-Forwarded-For',
    },
  });
  const from = (cookie: string, address: string, count: number) =>
    beacon(server, cookie, Array(count).fill(view)).set('X-Forwarded-For', `1.1.1.1, ${address}`);
  expect((await from(id('a'), '10.0.0.1', 10)).status).toBe(200);
  const refused = await from(id('a'), '10.0.0.1', 5);
  expect([refused.status, refused.headers['retry-after'], JSON.parse(refused.text).code]).toEqual([
    429,
    '30',
    'rate_limited',
  ]);
  // Another visitor is not held back by it, but the address is, whatever it writes before its own.
  expect((await from(id('b'), '10.0.0.1', 10)).status).toBe(200);
  expect((await from(id('c'), '10.0.0.1', 10)).status).toBe(200);
  expect((await from('', '10.0.0.1', 2)).status).toBe(429);
  expect((await from('', '10.0.0.2', 2)).status).toBe(200);
  server.time.now += 30_000;
  expect((await from(id('a'), '10.0.0.1', 5)).status).toBe(200);
  expect(await metric(server, 'tessera_problems_total{code="rate_limited"}')).toBe('2');
  await server.stop();
});

describe('taking away and erasing', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  it('gives the visitor all that is kept, and nothing to others', async () => {
    await beacon(server, id('x'), [view, view, identify('ada@shop.example')]);
    const mine = await server.request.get('/tessera/visitor').set('Cookie', id('x'));
    expect(mine.headers['content-disposition']).toMatch(/^attachment/);
    expect(mine.body).toMatchObject({
      visitor: {
        id: 'x'.repeat(21),
        traits: { first_name: 'Ada' },
        context: { network: { save_data: true } },
      },
      signals: { laptop_views: 2 },
      names: [expect.stringMatching(/^user:/)],
    });
    expect(mine.text).not.toContain('ada@shop');
    expect((await server.request.get('/tessera/visitor')).body).toEqual({ visitor: null });
    const byUser = await server.request.get('/admin/users/ada@shop.example').set(ADMIN);
    expect(byUser.body.visitor.id).toBe('x'.repeat(21));
    expect((await server.request.get('/admin/users/eve').set(ADMIN)).status).toBe(404);
    expect((await server.request.get('/admin/users/ada@shop.example')).status).toBe(401);
  });

  it.each([
    ['the visitor', () => server.request.delete('/tessera/visitor').set('Cookie', id('x'))],
    ['an operator, by id', () => server.request.delete(`/admin/visitors/${'x'.repeat(21)}`).set(ADMIN)],
    ['an operator, by user', () => server.request.delete('/admin/users/ada').set(ADMIN)],
  ])('asked by %s: no byte is left, though others go on', async (_, ask) => {
    const directory = join(server.directory, 'store');
    const words = ['x'.repeat(21), 'y'.repeat(21), 'Ada', '~user:'];
    const found = () =>
      words.filter((word) =>
        readdirSync(directory).some((file) => readFileSync(join(directory, file)).includes(word)),
      );
    await beacon(server, id('x'), [view, identify('ada')]);
    await beacon(server, id('y'), [view, identify('ada')]);
    for (let i = 0; i < 20; i++) await beacon(server, id('x'));
    expect(found()).toEqual(words);
    const traffic = Array.from({ length: 60 }, (_, i) =>
      beacon(server, id(String.fromCharCode(65 + (i % 20)))),
    );
    const asked = await ask();
    await Promise.all(traffic);
    expect([asked.status, found()]).toEqual([200, []]);
    expect((await server.request.get('/tessera/segments').set('Cookie', id('y'))).body.segments).toEqual([]);
    await server.stopKeeping();
    expect(found()).toEqual([]);
    server = await startTestServer({ directory: server.directory });
    expect((await server.request.get(`/admin/visitors/${'x'.repeat(21)}`).set(ADMIN)).status).toBe(404);
    expect(await server.request.get('/admin/users/ada').set(ADMIN)).toMatchObject({ status: 404 });
  });
});
