import { testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../testing/test-server.js';

// The analysis has tests of its own; here it meets the catalog in force and live visitors.
let server: TestServer;
const { segments } = testCatalog();
const bearer = { Authorization: `Bearer ${ADMIN_TOKEN}` };

beforeAll(async () => {
  server = await startTestServer({
    catalog: testCatalog({
      segments: [
        ...segments,
        { key: 'never', name: 'Never', when: { 'signals.views': { $lt: 0 } } },
        { key: 'clicker', name: 'Clicker', when: { 'signals.heat': { $gt: 3 } } },
      ],
    }),
  });
});
afterAll(() => server.stop());

it('GET /admin/check: what is wrong with the catalog in force, by rule and by who is in its segments', async () => {
  for (let i = 0; i < 25; i++)
    await server.request.post('/tessera/beacon').send({ events: [{ type: 'click', age: 0 }] });
  const { status, body } = await server.request.get('/admin/check').set(bearer);
  expect(status).toBe(200);
  expect(body).toMatchObject({ version: 'test#1', at: server.time.now, complete: true });
  const found = (body.findings as { kind: string; subjects: { key: string }[] }[]).map(
    ({ kind, subjects }) => `${kind} ${subjects.map(({ key }) => key).join(' ')}`,
  );
  expect(found).toContainEqual(expect.stringMatching(/^never_holds never/));
  expect(found).toContainEqual(expect.stringMatching(/^alike_members (clicker hot|hot clicker)/));
});

it('asks for the token', async () => {
  expect((await server.request.get('/admin/check')).status).toBe(401);
});
