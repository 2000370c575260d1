import { testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [WELCOME, WELCOME_BACK, REGULAR] = ['Welcome00000', 'WelcomeBack0', 'Regulars0000'];

const variant = (key: string, priority: number, when: object) => ({
  key,
  name: key,
  slots: ['home_hero'],
  priority,
  when,
  locales: { en: { template: 'hero', content: { title: key } } },
});
const { segments, variants } = testCatalog();
const catalog = testCatalog({
  segments: [...segments, { key: 'returning', name: 'R', when: { 'context.visit.returning': true } }],
  variants: [
    ...variants,
    variant(WELCOME, 1, { 'context.visit.returning': false }),
    variant(WELCOME_BACK, 2, { 'context.visit.returning': true }),
    variant(REGULAR, 3, { 'context.visit.count': { $gt: 3 } }),
  ],
});
const id = (letter: string) => `tessera_id=${letter.repeat(21)}`;
const CLAIM = { visit: { count: 9, returning: true } };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ catalog });
});
afterAll(() => server.stop());

const beacon = (cookie: string, body: object = {}) =>
  server.request
    .post('/tessera/beacon')
    .set('Cookie', cookie)
    .send({ events: [{ type: 'page_view' }], slots: ['home_hero'], ...body });
const shown = async (...given: Parameters<typeof beacon>) =>
  (await beacon(...given).expect(200)).body.decisions.home_hero.variant;
const kept = async (letter: string) =>
  (await server.request.get('/tessera/visitor').set('Cookie', id(letter))).body.visitor;
const look = (letter: string) =>
  server.request.get(`/admin/visitors/${letter.repeat(21)}`).set({ Authorization: `Bearer ${ADMIN_TOKEN}` });

it('a second session makes a rule on returning visitors hold, and a first one does not', async () => {
  const first = await beacon(id('a'));
  expect(first.body.decisions.home_hero).toEqual({ variant: WELCOME, changed: true });
  // As is somebody unknown, before any beacon.
  const page = await server.request.get('/tessera/slots/home_hero');
  expect(page.text).toContain(`data-tessera-variant="${WELCOME}"`);
  server.time.now += HOUR;
  const again = await beacon(id('a'));
  expect(again.body.decisions.home_hero).toEqual({ variant: WELCOME_BACK, changed: true });
  expect(cookiesOf(again).tsr_home_hero?.value).toBe(WELCOME_BACK);
  const answer = await server.request.get('/tessera/segments').set('Cookie', id('a'));
  expect(answer.body).toMatchObject({ segments: ['returning'], until: null });
});

it('a late event that shows there was one session only takes it back', async () => {
  await beacon(id('b'));
  server.time.now += 50 * 60_000;
  expect(await shown(id('b'))).toBe(WELCOME_BACK);
  expect(await shown(id('b'), { events: [{ type: 'click', age: 25 * 60_000 }] })).toBe(WELCOME);
});

it('a browser that claims to have been here often is not believed', async () => {
  expect(await shown(id('c'), { context: CLAIM })).toBe(WELCOME);
  expect((await kept('c')).context).toEqual({ visit: { count: 1, returning: false } });
  const asked = await server.request.get('/tessera/slots/home_hero?context.visit.returning=true');
  expect(asked.text).toContain(`data-tessera-variant="${WELCOME}"`);
});

it('of whom nothing may be kept, every visit is the first', async () => {
  for (let visit = 0; visit < 2; visit++) {
    server.time.now += HOUR;
    const answer = await beacon(id('g'), { context: CLAIM }).set('Sec-GPC', '1');
    expect(answer.body).toMatchObject({ visitor: null, decisions: { home_hero: { variant: WELCOME } } });
  }
});

it('sessions are kept for 30 days across restarts, shown to the visitor, and erased', async () => {
  const start = server.time.now;
  for (let visit = 0; visit < 3; visit++) {
    await beacon(id('e'));
    server.time.now += 9 * DAY;
  }
  const { now } = server.time;
  await server.stopKeeping();
  server = await startTestServer({ catalog, directory: server.directory });
  server.time.now = now;
  expect(await shown(id('e'))).toBe(REGULAR);
  const four = [0, 9, 18, 27].map((days) => start + days * DAY);
  expect(await kept('e')).toMatchObject({
    context: { visit: { count: 4, returning: true } },
    sessions: four.map((at) => ({ from: at, to: at })),
  });
  server.time.now += 4 * DAY;
  expect(await shown(id('e'))).toBe(REGULAR);
  expect((await look('e')).body.visitor.sessions[0].from).toBe(start + 9 * DAY);
  await server.request.delete('/tessera/visitor').set('Cookie', id('e')).expect(200);
  expect((await look('e')).status).toBe(404);
  expect(await shown(id('e'))).toBe(WELCOME);
});

it('the values of visits are counted among visitors', async () => {
  await beacon(id('h'));
  const answer = await server.request
    .get('/admin/values?field=context.visit.returning')
    .set({ Authorization: `Bearer ${ADMIN_TOKEN}` });
  expect(answer.body.values).toContainEqual({ value: false, visitors: expect.any(Number) });
});
