import {
  buildAddToCart,
  buildEcommerceTransaction,
  buildLinkClick,
  buildPagePing,
  buildPageView,
  buildSelfDescribingEvent,
  buildStructEvent,
  newTracker,
} from '@snowplow/node-tracker';
import { Listening } from '../listening.suite.js';
import { snowplow } from './snowplow.js';

const listening = new Listening();
beforeAll(() => listening.start(snowplow));
afterAll(() => listening.stop());
beforeEach(() => listening.forget());

describe.each(['post', 'get'] as const)('the real @snowplow/node-tracker, by %s', (eventMethod) => {
  const tracker = (more: object = {}) => {
    const endpoint = `${new URL(listening.url).host}/collect/snowplow`;
    const emitter = {
      endpoint,
      protocol: 'http' as const,
      eventMethod,
      bufferSize: 1,
      ...(eventMethod === 'post' ? { postPath: '/com.snowplowanalytics.snowplow/tp2' } : {}),
      ...more,
    };
    const made = newTracker(
      { namespace: 'test', appId: 'shop-app', encodeBase64: eventMethod === 'get' },
      emitter,
    );
    made.setDomainUserId('d-1');
    return made;
  };

  it('says everything, and is understood field by field', async () => {
    const t = tracker();
    t.setScreenResolution('1280', '800');
    t.setLang('es');
    t.track(
      buildPageView({
        pageUrl: 'https://shop.example/p/1',
        pageTitle: 'One',
        referrer: 'https://a.example/',
      }),
    );
    t.setUserId('ada');
    t.addPayloadPair?.('ds', '1280x4000');
    t.track(buildStructEvent({ category: 'Video', action: 'Video Started', label: 'intro', value: 3 }));
    t.track(
      buildLinkClick({ targetUrl: 'https://shop.example/cart', elementId: 'buy', elementContent: 'Buy' }),
    );
    t.track(
      buildAddToCart({
        sku: 'p1',
        name: 'One',
        category: 'c',
        unitPrice: 10.5,
        quantity: 2,
        currency: 'EUR',
      }),
    );
    t.track(buildEcommerceTransaction({ orderId: 'o1', total: 21, currency: 'EUR' }));
    t.track(
      buildPagePing({
        pageUrl: 'https://shop.example/p/1',
        pageTitle: 'One',
        referrer: '',
        minXOffset: 0,
        maxXOffset: 0,
        minYOffset: 0,
        maxYOffset: 800,
      }),
    );
    t.track(
      buildSelfDescribingEvent({
        event: { schema: 'iglu:com.acme/Size_Chosen/jsonschema/1-0-0', data: { size: 'L' } },
      }),
    );
    await t.flush();
    await until(() => listening.events.length >= 7);
    expect(listening.rejected).toEqual([]);
    expect(new Set(listening.keys)).toEqual(new Set(['shop-app']));
    const seen = listening.events.map(({ type, props }) => ({ type, props }));
    expect(seen).toEqual(
      expect.arrayContaining([
        { type: 'page_view', props: { title: 'One' } },
        { type: 'video_started', props: { category: 'Video', label: 'intro', value: 3 } },
        { type: 'click', props: { href: 'https://shop.example/cart', element: 'buy', text: 'Buy' } },
        { type: 'cart_add', props: expect.objectContaining({ sku: 'p1', quantity: 2, value: 21 }) },
        { type: 'purchase', props: { order: 'o1', value: 21, currency: 'EUR' } },
        { type: 'size_chosen', props: { size: 'L' } },
      ]),
    );
    const view = listening.events.find(({ type }) => type === 'page_view');
    expect(view).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      page: { url: 'https://shop.example/p/1', path: '/p/1', referrer: 'https://a.example/' },
    });
    expect(Math.abs(Date.now() - (view?.time ?? 0))).toBeLessThan(3_000);
    const first = listening.told.find(({ event }) => event.type === 'page_view');
    expect(first).toMatchObject({
      anonymous: 'd-1',
      user: null,
      context: { locale: 'es', device: { screen: { width: 1280, height: 800 } } },
    });
    expect(listening.told.find(({ event }) => event.type === 'click')?.user).toBe('ada');
  });

  it('sends again, under the same id, what was not taken', async () => {
    listening.refuse.push({ status: 503 });
    const t = tracker();
    t.track(buildPageView({ pageUrl: 'https://shop.example/' }));
    await t.flush();
    await t.flush();
    await until(() => listening.events.length >= 1);
    expect(listening.requests).toHaveLength(2);
    expect(listening.events).toHaveLength(1);
  });
});

async function until(enough: () => boolean): Promise<void> {
  for (let tries = 0; !enough(); tries++) {
    if (tries > 300) throw new Error(`waited in vain; came: ${JSON.stringify(listening.events)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const post = (body: unknown) =>
  fetch(`${listening.url}/collect/snowplow/com.snowplowanalytics.snowplow/tp2`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4';

it('how far somebody has read follows from a page ping', async () => {
  await post({
    schema: SCHEMA,
    data: [{ e: 'pp', duid: 'a', pp_may: '1200', ds: '1280x4000', vp: '1280x800' }],
  });
  expect(listening.events).toMatchObject([{ type: 'scroll', props: { depth: 50 } }]);
});

it('one bad event does not spoil the others', async () => {
  const data = [
    { e: 'pv', url: 'https://a.example/' },
    { e: 'zz' },
    { e: 'ue', ue_pr: '{' },
    { e: 'ue', ue_pr: '{"data":{"schema":"x"}}' },
    { e: 'se' },
    { e: 'ti', ti_id: 'o1' },
    'x',
  ];
  expect(await (await post({ schema: SCHEMA, data })).text()).toBe('ok');
  expect(listening.events).toHaveLength(1);
  expect(listening.rejected).toEqual([
    expect.stringMatching(/^e: must be one of/),
    expect.stringMatching(/^ue_pr, ue_px: must be JSON/),
    expect.stringMatching(/^ue_pr: must hold an event/),
    expect.stringMatching(/^se_ac: /),
    expect.stringMatching(/^must be an object/),
  ]);
});

it.each([[{}], [{ schema: 'iglu:other/x/jsonschema/1-0-0', data: [] }], [{ schema: SCHEMA, data: {} }]])(
  '%j is refused',
  async (body) => {
    expect((await post(body)).status).toBe(400);
  },
);
