import Mixpanel from 'mixpanel';
import { Listening } from '../listening.suite.js';
import { mixpanel } from './mixpanel.js';

const listening = new Listening();
beforeAll(() => listening.start(mixpanel));
afterAll(() => listening.stop());
beforeEach(() => listening.forget());

const client = () => {
  const { hostname, port } = new URL(listening.url);
  // Its types do not know the port and path that it reads.
  const config = {
    protocol: 'http',
    host: hostname,
    port,
    path: '/collect/mixpanel',
    keepAlive: false,
    key: 'api-key',
  };
  return Mixpanel.init('project-token', config as object);
};
/** Its types know an older one. */
interface Importer {
  import_batch(events: readonly object[], options: object, callback: (error?: unknown) => void): void;
}
const done = (call: (callback: (error?: unknown) => void) => void): Promise<unknown> =>
  new Promise((resolve) => call((error) => resolve(error)));

describe('the real mixpanel for Node', () => {
  it('tracks one and many, imports, sets profiles, and is content with the answers', async () => {
    const mp = client();
    const time = Date.now() - 60_000;
    expect(
      await done((callback) =>
        mp.track(
          'Purchase',
          { distinct_id: 'ada', $insert_id: 'i-1', total: 99.5, order_id: 'o1', time },
          callback,
        ),
      ),
    ).toBeUndefined();
    const batch = [
      { event: 'Signed Up', properties: { distinct_id: '$device:d1', $device_id: 'd1', plan: 'a+b/c?&=é' } },
      {
        event: 'Add to Cart',
        properties: { distinct_id: 'ada', $device_id: 'd1', $user_id: 'ada', sku: 'p1', price: 5 },
      },
    ];
    expect(await done((callback) => mp.track_batch(batch, callback))).toBeFalsy();
    expect(
      await done((callback) => mp.people.set('ada', { $first_name: 'Ada', plan: 'pro' }, callback)),
    ).toBeUndefined();
    expect(await done((callback) => mp.alias('ada', 'ada@shop.example', callback))).toBeUndefined();
    expect(listening.rejected).toEqual([]);
    expect(listening.keys).toEqual(Array(4).fill('project-token'));
    expect(listening.events.map(({ id, type, props }) => ({ id, type, props }))).toEqual([
      { id: 'i-1', type: 'purchase', props: { value: 99.5, order: 'o1' } },
      { id: null, type: 'signed_up', props: { plan: 'a+b/c?&=é' } },
      { id: null, type: 'cart_add', props: { sku: 'p1', value: 5 } },
      { id: null, type: 'identify', props: { user: 'ada', traits: { first_name: 'Ada', plan: 'pro' } } },
      { id: null, type: 'identify', props: { user: 'ada@shop.example' } },
    ]);
    expect(Math.abs((listening.events[0]?.time ?? 0) - time)).toBeLessThan(1_000);
    expect(listening.told.map(({ anonymous, user }) => [anonymous, user])).toEqual([
      ['ada', null],
      ['d1', null],
      ['d1', 'ada'],
      [null, 'ada'],
      ['ada', 'ada@shop.example'],
    ]);
  });

  it('imports what is old', async () => {
    const time = Date.now() - 43_200_000;
    const old = { time: new Date(time), distinct_id: 'a', $insert_id: 'x' };
    const imported = await done((callback) =>
      (client() as unknown as Importer).import_batch([{ event: 'Old', properties: old }], {}, callback),
    );
    expect(imported).toBeFalsy();
    expect(listening.events.map((event) => [event.type, Math.abs(event.time - time) < 2_000])).toEqual([
      ['old', true],
    ]);
  });

  it('hears of a server that could not take it', async () => {
    listening.refuse.push({ status: 503 });
    expect(String(await done((callback) => client().track('E', { distinct_id: 'a' }, callback)))).toMatch(
      /Mixpanel Server Error/,
    );
  });
});

const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(`${listening.url}/collect/mixpanel${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
const form = (json: unknown): string =>
  `data=${encodeURIComponent(Buffer.from(JSON.stringify(json)).toString('base64'))}`;

it('takes every shape that the browser’s client sends', async () => {
  const event = {
    event: '$mp_web_page_view',
    properties: {
      token: 't',
      distinct_id: '$device:d',
      $device_id: 'd',
      $current_url: 'https://shop.example/p/1',
      utm_source: 'mail',
      $os: 'Linux',
    },
  };
  const sent = Date.now();
  const verbose = await post(`/track/?verbose=1&ip=1&_=${sent}`, form([event]));
  expect(await verbose.json()).toEqual({ status: 1, error: null });
  expect(await (await post('/track', JSON.stringify([event]), 'application/json')).text()).toBe('1');
  expect(await (await post('/track/', form(event))).text()).toBe('1');
  const data = encodeURIComponent(Buffer.from(JSON.stringify(event)).toString('base64'));
  expect(await (await fetch(`${listening.url}/collect/mixpanel/track/?data=${data}`)).text()).toBe('1');
  expect(listening.told).toHaveLength(4);
  for (const one of listening.told) {
    expect(one).toMatchObject({
      anonymous: 'd',
      user: null,
      event: { type: 'page_view', page: { url: 'https://shop.example/p/1', path: '/p/1' } },
      context: { campaign: { source: 'mail' }, device: { os: 'Linux' } },
    });
  }
  expect(listening.keys).toEqual(['t', 't', 't', 't']);
});

it('a clock that is wrong by a day is corrected by what it said at sending', async () => {
  const wrong = Date.now() + 86_400_000;
  const event = { event: 'E', properties: { token: 't', distinct_id: 'a', time: (wrong - 7_000) / 1_000 } };
  await post(`/track/?_=${wrong}`, form([event]));
  expect(Math.abs(Date.now() - 7_000 - (listening.events[0]?.time ?? 0))).toBeLessThan(1_500);
});

it('a strict import says which events were wrong', async () => {
  const event = { event: 'E', properties: { distinct_id: 'a' } };
  const good = await post('/import?strict=1', JSON.stringify([event]), 'application/json');
  expect(await good.json()).toEqual({ code: 200, num_records_imported: 1, status: 'OK' });
  const bad = await post('/import?strict=1', JSON.stringify([event, {}]), 'application/json');
  expect([bad.status, await bad.json()]).toMatchObject([
    400,
    { num_records_imported: 1, failed_records: [{ index: 1, message: 'event: must name what happened' }] },
  ]);
});

it.each([
  ['/track', 'data=%%%', 400, '0'],
  ['/track?verbose=1', '', 400, /^\{"status":0,"error":"data: is missing/],
  ['/import?strict=1', 'x', 400, /^\{"code":400,"error":/],
])('POST %s with %j is refused in Mixpanel’s words', async (path, body, status, text) => {
  const answer = await post(path, body);
  expect([answer.status, await answer.text()]).toEqual([
    status,
    typeof text === 'string' ? text : expect.stringMatching(text),
  ]);
});
