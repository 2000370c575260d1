import { Analytics } from '@segment/analytics-node';
import { KEYS } from '../../testing/test-catalog.js';
import { cookiesOf, startTestServer, type TestServer } from '../../testing/test-server.js';

const SERVER_KEY = 'server-key-of-the-shop';
const ADMIN = { Authorization: 'Bearer test-admin-token' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    env: {
      TESSERA_COLLECT_KEYS: `page-key, server:${SERVER_KEY}`,
      TESSERA_ORIGINS: 'https://shop.example',
      TESSERA_IDENTITY_SECRET: 'a secret of thirty-two characters',
    },
    // The clients send by the real clock.
    overrides: { clock: Date.now },
  });
});
afterAll(() => server.stop());

const view = (who: object) => ({ type: 'page', ...who, properties: { category: 'laptops' } });
const segmentBatch = (key: string, messages: readonly object[], headers: Record<string, string> = {}) =>
  server.request
    .post('/collect/segment/v1/batch')
    .set('Authorization', `Basic ${Buffer.from(`${key}:`).toString('base64')}`)
    .set(headers)
    .send({ batch: messages });
const person = async (user: string) => (await server.request.get(`/admin/users/${user}`).set(ADMIN)).body;

it('a shop’s own server says who did what, and the person’s browsers show it', async () => {
  const analytics = new Analytics({
    writeKey: SERVER_KEY,
    host: server.url,
    path: '/collect/segment/v1/batch',
    flushInterval: 10,
  });
  analytics.identify({ userId: 'ada', traits: { first_name: 'Ada' } });
  analytics.page({ userId: 'ada', category: 'laptops' });
  analytics.page({ userId: 'ada', anonymousId: 'browser-1', category: 'laptops' });
  await analytics.closeAndFlush();
  expect(await person('ada')).toMatchObject({
    visitor: { traits: { first_name: 'Ada' } },
    signals: { laptop_views: 2 },
    names: [expect.stringMatching(/^user:/), expect.stringMatching(/^segment:/)],
  });
  // The same browser, through its own tag.
  const { body, headers } = await segmentBatch('page-key', [view({ anonymousId: 'browser-1' })], {
    Origin: 'https://shop.example',
  });
  expect(body).toEqual({ success: true });
  expect(headers['access-control-allow-origin']).toBe('https://shop.example');
  const cookies = cookiesOf({ headers });
  expect(cookies.tsr_home_hero?.value).toBe(KEYS.laptops);
  expect((await person('ada')).visitor.id).toBe(cookies.tessera_id?.value);
});

it('a browser that has our id keeps it, and the other tag’s name for it is known from then on', async () => {
  const id = 'b'.repeat(21);
  await server.request
    .post('/tessera/beacon')
    .set('Cookie', `tessera_id=${id}`)
    .send({ events: [{ type: 'click' }] });
  const first = await segmentBatch('page-key', [view({ anonymousId: 'browser-2' })], {
    Cookie: `tessera_id=${id}`,
  });
  expect(first.status).toBe(200);
  await segmentBatch('page-key', [view({ anonymousId: 'browser-2' })]);
  const { body } = await server.request.get(`/admin/visitors/${id}`).set(ADMIN);
  expect(body.signals).toMatchObject({ laptop_views: 2 });
});

it('what a page says of users is not believed where ids are signed', async () => {
  await segmentBatch('page-key', [view({ anonymousId: 'browser-3', userId: 'eve' })]);
  expect(await person('eve')).toMatchObject({ code: 'unknown_user' });
  await segmentBatch(SERVER_KEY, [view({ userId: 'eve' })]);
  expect(await person('eve')).toMatchObject({ signals: { laptop_views: 1 } });
});

it('whoever is not let in hears it in the words of their tag', async () => {
  const refused = await segmentBatch('stolen', [view({ userId: 'a' })]);
  expect([refused.status, refused.body]).toEqual([
    401,
    { success: false, message: expect.stringMatching(/TESSERA_COLLECT_KEYS/) },
  ]);
  const other = await segmentBatch('page-key', [view({ userId: 'a' })], { Origin: 'https://evil.example' });
  expect(other.status).toBe(403);
  const mixpanel = await server.request.post('/collect/mixpanel/track').type('form').send('data=W10=');
  expect([mixpanel.status, mixpanel.text]).toEqual([401, '0']);
  const snowplow = await server.request.get('/collect/snowplow/i?e=pv&aid=nobody');
  expect(snowplow.status).toBe(401);
  const settings = await server.request.get('/collect/segment/v1/projects/stolen/settings');
  expect(settings.status).toBe(401);
  const preflight = await server.request
    .options('/collect/segment/v1/t')
    .set('Origin', 'https://shop.example');
  expect(preflight.headers['access-control-allow-headers']).toMatch(/Authorization.*X-Retry-Count/);
  const metrics = await server.request.get('/metrics').set(ADMIN);
  expect(metrics.text).toMatch(/tessera_problems_total\{code="unknown_key"\} 4/);
});

it('consent is theirs, too: nothing is kept of a browser that declined', async () => {
  const { body } = await segmentBatch('page-key', [view({ anonymousId: 'browser-4' })], { 'Sec-GPC': '1' });
  expect(body).toEqual({ success: true });
  const metrics = await server.request.get('/metrics').set(ADMIN);
  expect(metrics.text).toMatch(/tessera_unkept_total\{reason="gpc"\} 1/);
});

it('without keys, other tags are not listened to', async () => {
  const closed = await startTestServer();
  const answer = await closed.request.post('/collect/segment/v1/batch').send({ batch: [] });
  expect([answer.status, answer.body.message]).toEqual([403, 'TESSERA_COLLECT_KEYS names no keys']);
  await closed.stop();
});
