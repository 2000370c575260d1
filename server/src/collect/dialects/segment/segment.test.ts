import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { Listening } from '../listening.suite.js';
import { segment } from './segment.js';

const listening = new Listening();
beforeAll(() => listening.start(segment));
afterAll(() => listening.stop());
beforeEach(() => listening.forget());

const client = (more: object = {}) =>
  new Analytics({
    writeKey: 'wk',
    host: listening.url,
    path: '/collect/segment/v1/batch',
    flushInterval: 10,
    ...more,
  });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${listening.url}/collect/segment/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });

describe('the real @segment/analytics-node', () => {
  it('says everything it can say, and is understood field by field', async () => {
    const analytics = client();
    const before = Date.now();
    const ids = { userId: 'ada', anonymousId: 'anon-1' };
    analytics.track({
      ...ids,
      messageId: 'm-1',
      event: 'Product Added',
      properties: { product_id: 'p42', price: 1199, quantity: 1, coupon: null, colour: 'grey' },
      context: {
        page: { url: 'https://shop.example/p/42?x=1', path: '/p/42', referrer: 'https://search.example/' },
        campaign: { source: 'mail', medium: 'email', name: 'autumn' },
        locale: 'en-GB',
        timezone: 'Europe/London',
      },
      timestamp: new Date(before - 60_000),
    });
    analytics.page({
      ...ids,
      category: 'laptops',
      name: 'Product',
      properties: { url: 'https://shop.example/p/7' },
    });
    analytics.screen({ anonymousId: 'anon-1', name: 'Home' });
    analytics.identify({ ...ids, traits: { first_name: 'Ada', plan: 'pro' } });
    analytics.group({ ...ids, groupId: 'acme', traits: { size: 9 } });
    analytics.alias({ userId: 'ada', previousId: 'anon-1' });
    analytics.track({ anonymousId: 'anon-2', event: 'Signed Up!', properties: { how: 'mail' } });
    await analytics.closeAndFlush();

    expect(listening.rejected).toEqual([]);
    expect(new Set(listening.keys)).toEqual(new Set(['wk']));
    const [added] = listening.events;
    expect(added).toEqual({
      id: 'm-1',
      type: 'cart_add',
      time: expect.any(Number),
      page: { url: 'https://shop.example/p/42?x=1', path: '/p/42', referrer: 'https://search.example/' },
      props: { sku: 'p42', value: 1199, quantity: 1, coupon: null, colour: 'grey' },
    });
    expect(Math.abs((added?.time ?? 0) - (before - 60_000))).toBeLessThan(1_000);
    expect(listening.told[0]).toMatchObject({
      anonymous: 'anon-1',
      user: 'ada',
      context: {
        locale: 'en-GB',
        timezone: 'Europe/London',
        campaign: { source: 'mail', medium: 'email', name: 'autumn' },
        referrer: 'https://search.example/',
      },
    });
    expect(listening.events.slice(1).map(({ type, page, props }) => ({ type, page, props }))).toEqual([
      {
        type: 'page_view',
        page: { url: 'https://shop.example/p/7', path: '/p/7', category: 'laptops' },
        props: { name: 'Product', category: 'laptops' },
      },
      { type: 'page_view', page: {}, props: { name: 'Home' } },
      { type: 'identify', page: {}, props: { user: 'ada', traits: { first_name: 'Ada', plan: 'pro' } } },
      { type: 'group', page: {}, props: { group: 'acme', size: 9 } },
      { type: 'identify', page: {}, props: { user: 'ada', previous: 'anon-1' } },
      { type: 'signed_up', page: {}, props: { how: 'mail' } },
    ]);
    expect(listening.told.map(({ anonymous, user }) => [anonymous, user])).toEqual([
      ['anon-1', 'ada'],
      ['anon-1', 'ada'],
      ['anon-1', null],
      ['anon-1', 'ada'],
      ['anon-1', 'ada'],
      ['anon-1', 'ada'],
      ['anon-2', null],
    ]);
    // Every message has an id of its own, by which a repeat is known.
    expect(new Set(listening.events.map(({ id }) => id)).size).toBe(7);
  });

  it('sends again, with the same ids, what a busy server did not take', async () => {
    listening.refuse.push({ status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
    const analytics = client({ maxRetries: 3 });
    analytics.track({ userId: 'ada', messageId: 'again', event: 'Clicked' });
    await analytics.closeAndFlush();
    expect(listening.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1', '2']);
    expect(listening.events.map(({ id, type }) => [id, type])).toEqual([['again', 'clicked']]);
  });

  it('splits what is too large for one request', async () => {
    const analytics = client({ flushAt: 1_000 });
    for (let i = 0; i < 40; i++)
      analytics.track({
        userId: 'ada',
        event: 'Big',
        properties: { text: 'x'.repeat(1_000), i, more: 'y'.repeat(900) },
      });
    await analytics.closeAndFlush();
    expect([listening.events.length, listening.rejected]).toEqual([40, []]);
  });
});

it('what the browser’s clock says wrong is corrected by when it says it sent', async () => {
  const wrong = Date.now() - 86_400_000;
  await post('t', {
    type: 'track',
    event: 'Late',
    anonymousId: 'a',
    timestamp: new Date(wrong - 5_000).toISOString(),
    sentAt: new Date(wrong).toISOString(),
  });
  expect(Date.now() - (listening.events[0]?.time ?? 0)).toBeGreaterThanOrEqual(5_000);
  expect(Date.now() - (listening.events[0]?.time ?? 0)).toBeLessThan(6_000);
});

it.each([
  ['t', 'track'],
  ['p', 'page'],
  ['i', 'identify'],
  ['a', 'alias'],
  ['g', 'group'],
  ['track', 'track'],
])('POST /v1/%s takes one call, packed or not', async (path) => {
  const body = { event: 'E', userId: 'u', previousId: 'p', writeKey: 'in-body' };
  expect((await post(path, body)).status).toBe(200);
  const packed = await post(path, gzipSync(JSON.stringify(body)), { 'content-encoding': 'gzip' });
  expect(await packed.json()).toEqual({ success: true });
  expect([listening.events.length, listening.keys]).toEqual([2, ['in-body', 'in-body']]);
});

it('one bad message does not spoil the others, and is told why', async () => {
  await post('batch', {
    batch: [
      { type: 'track', event: 'Fine', userId: 'a' },
      { type: 'track', event: 'Nobody' },
      { type: 'track', userId: 'a' },
      { type: 'dance', userId: 'a' },
      { type: 'track', event: '!!!', userId: 'a' },
      7,
    ],
  });
  expect(listening.events.map(({ type }) => type)).toEqual(['fine']);
  expect(listening.rejected).toEqual([
    'must have a userId or an anonymousId',
    'event: must name what happened',
    expect.stringMatching(/^type: must be one of track, page/),
    expect.stringMatching(/^event: nothing is left of "!!!"/),
    'must be an object (found 7)',
  ]);
});

it.each<[string, unknown, number]>([
  ['no JSON', '{"batch":', 400],
  ['no batch', {}, 400],
  ['too many', { batch: Array(501).fill({}) }, 400],
  ['too large', { batch: [], pad: 'x'.repeat(600_000) }, 413],
])('%s is refused in Segment’s words', async (_, body, status) => {
  const answer = await post('batch', body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ success: false, message: expect.any(String) });
});

it('tells the browser’s client where to send, and that there is nothing else to load', async () => {
  const answer = await fetch(`${listening.url}/collect/segment/v1/projects/wk/settings`);
  expect(await answer.json()).toMatchObject({
    integrations: {
      'Segment.io': {
        apiKey: 'wk',
        apiHost: `${new URL(listening.url).host}/collect/segment/v1`,
        protocol: 'http',
      },
    },
    remotePlugins: [],
  });
});
