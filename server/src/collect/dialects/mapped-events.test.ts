import { testCatalog } from '../../testing/test-catalog.js';
import { startTestServer, type TestServer } from '../../testing/test-server.js';

const KEY = 'page-key';
const ADMIN = { Authorization: 'Bearer test-admin-token' };

const lastOf = (key: string, event: string, prop: string) => ({
  key,
  kind: 'last',
  event,
  value: `props.${prop}`,
});
const SIGNALS = [
  { key: 'leads', kind: 'count', event: 'goal', where: { 'props.goal': 'lead' } },
  { key: 'goals', kind: 'count', event: 'goal' },
  lastOf('lead_value', 'goal', 'value'),
  lastOf('raw_value', 'goal', 'lead_value'),
  lastOf('kept', 'goal', 'colour'),
  { key: 'carts', kind: 'count', event: 'cart_add' },
  { key: 'wishes', kind: 'count', event: 'wish' },
  { key: 'own_names', kind: 'count', event: 'lead_captured' },
];
const catalogWith = (version: string, mappings: readonly object[] | null) =>
  testCatalog({ version, signals: SIGNALS, segments: [], slots: [], variants: [], mappings });

const LEAD = {
  key: 'lead',
  event: 'Lead Captured',
  type: 'goal',
  props: { value: ['lead_value', 'worth'] },
  set: { goal: 'lead' },
};

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({
    env: { TESSERA_COLLECT_KEYS: KEY },
    overrides: { clock: Date.now },
    catalog: catalogWith('test#1', [LEAD]),
  });
});
afterEach(() => server.stop());

type Props = Readonly<Record<string, unknown>>;
/** One event, as each tag's own client puts it. */
const SEND = {
  segment: (visitor: string, event: string, properties: Props) =>
    server.request
      .post('/collect/segment/v1/t')
      .set('Cookie', `tessera_id=${visitor}`)
      .send({ writeKey: KEY, anonymousId: visitor, event, properties }),
  mixpanel: (visitor: string, event: string, properties: Props) =>
    server.request
      .post('/collect/mixpanel/track')
      .set('Cookie', `tessera_id=${visitor}`)
      .send([{ event, properties: { token: KEY, $device_id: visitor, ...properties } }]),
  snowplow: (visitor: string, event: string, data: Props) => {
    const schema = `iglu:com.example/${event}/jsonschema/1-0-0`;
    const ue_pr = JSON.stringify({
      schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
      data: { schema, data },
    });
    return server.request
      .post('/collect/snowplow/com.snowplowanalytics.snowplow/tp2')
      .set('Cookie', `tessera_id=${visitor}`)
      .send({
        schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
        data: [{ e: 'ue', aid: KEY, duid: visitor, ue_pr }],
      });
  },
} as const;
const TAGS = Object.keys(SEND) as (keyof typeof SEND)[];

const visitorOf = (name: string) => name.padEnd(21, 'x');
const signalsOf = async (visitor: string) =>
  (await server.request.get(`/admin/visitors/${visitor}`).set(ADMIN).expect(200)).body.signals;
const swapTo = async (version: string, mappings: readonly object[] | null) => {
  server.writeCatalog(catalogWith(version, mappings));
  await server.request.post('/admin/catalog').set(ADMIN).expect(200);
};
const outcome = async (name: string): Promise<number> => {
  const { text } = await server.request.get('/metrics').set(ADMIN);
  return Number(new RegExp(`tessera_events_total\\{outcome="${name}"\\} (\\d+)`).exec(text)?.[1]);
};

/** Snowplow calls a self-describing event what its schema is called, which has no spaces. */
const leadOf = (tag: keyof typeof SEND) => (tag === 'snowplow' ? 'LeadCaptured' : 'Lead Captured');
const leadFor = (tag: keyof typeof SEND) => ({ ...LEAD, event: leadOf(tag) });

it.each(TAGS)('%s: an event becomes ours with our properties, and what is set', async (tag) => {
  await swapTo('test#2', [leadFor(tag)]);
  const visitor = visitorOf(tag);
  await SEND[tag](visitor, leadOf(tag), { lead_value: 40, worth: 7, colour: 'red', goal: 'theirs' }).expect(
    200,
  );
  expect(await signalsOf(visitor)).toMatchObject({ leads: 1, lead_value: 40, kept: 'red', own_names: 0 });
  expect((await signalsOf(visitor)).raw_value ?? null).toBeNull();
  // The first that is there counts.
  await SEND[tag](visitor, leadOf(tag), { lead_value: null, worth: 9 }).expect(200);
  expect(await signalsOf(visitor)).toMatchObject({ leads: 2, lead_value: 9 });
});

it.each(TAGS)(
  '%s: a published change is live at once, and unmapped events keep their own name',
  async (tag) => {
    const visitor = visitorOf(tag);
    await swapTo('test#2', null);
    await SEND[tag](visitor, leadOf(tag), {}).expect(200);
    expect(await signalsOf(visitor)).toMatchObject({ own_names: 1, goals: 0 });
    await swapTo('test#3', [leadFor(tag)]);
    await SEND[tag](visitor, leadOf(tag), {}).expect(200);
    expect(await signalsOf(visitor)).toMatchObject({ own_names: 1, goals: 1 });
    await swapTo('test#4', [{ ...leadFor(tag), enabled: false }]);
    await SEND[tag](visitor, leadOf(tag), {}).expect(200);
    expect(await signalsOf(visitor)).toMatchObject({ own_names: 2, goals: 1 });
  },
);

it.each(TAGS)('%s: type null leaves an event out, keeps those beside it, and is counted', async (tag) => {
  await swapTo('test#2', [{ key: 'noise', tag, event: leadOf(tag), type: null }]);
  const visitor = visitorOf(tag);
  await SEND[tag](visitor, leadOf(tag), {}).expect(200);
  await SEND[tag](visitor, 'wish', {}).expect(200);
  expect(await signalsOf(visitor)).toMatchObject({ own_names: 0, goals: 0, wishes: 1 });
  expect([await outcome('left_out'), await outcome('accepted'), await outcome('rejected')]).toEqual([
    1, 1, 0,
  ]);
});

it('an editor’s mapping wins over the built-in one, and one for the tag over one for any', async () => {
  const wish = (key: string, tag: string | null, type: string) => ({
    key,
    tag,
    event: 'Product Added',
    type,
  });
  await swapTo('test#2', [wish('any', null, 'wish')]);
  for (const tag of ['segment', 'mixpanel'] as const) {
    await SEND[tag](visitorOf(tag), 'Product Added', {}).expect(200);
    expect(await signalsOf(visitorOf(tag))).toMatchObject({ carts: 0, wishes: 1, goals: 0 });
  }
  await swapTo('test#3', [wish('any', null, 'wish'), wish('one', 'segment', 'goal')]);
  for (const tag of ['segment', 'mixpanel'] as const)
    await SEND[tag](visitorOf(tag), 'Product Added', {}).expect(200);
  expect(await signalsOf(visitorOf('segment'))).toMatchObject({ carts: 0, wishes: 1, goals: 1 });
  expect(await signalsOf(visitorOf('mixpanel'))).toMatchObject({ carts: 0, wishes: 2, goals: 0 });
});

it('a structured event of Snowplow goes by its action', async () => {
  const query = new URLSearchParams({
    e: 'se',
    aid: KEY,
    duid: 'browser',
    se_ca: 'forms',
    se_ac: 'Lead Captured',
    se_va: '12',
  });
  const visitor = visitorOf('structured');
  await server.request.get(`/collect/snowplow/i?${query}`).set('Cookie', `tessera_id=${visitor}`).expect(200);
  expect(await signalsOf(visitor)).toMatchObject({ leads: 1, lead_value: 12 });
});

it('whoever is not let in cannot make the count of left out events grow', async () => {
  await swapTo('test#2', [{ ...LEAD, type: null, props: {}, set: {} }]);
  await server.request
    .post('/collect/segment/v1/t')
    .send({ writeKey: 'stolen', anonymousId: 'a', event: 'Lead Captured' })
    .expect(401);
  expect(await outcome('left_out')).toBe(0);
});

it('a catalog with two mappings of one event is refused, and the last good one stays in force', async () => {
  server.writeCatalog(catalogWith('test#2', [LEAD, { ...LEAD, key: 'again' }]));
  const { body, text } = await server.request.post('/admin/catalog').set(ADMIN);
  expect(body.code ?? JSON.parse(text).code).toBe('catalog_refused');
  expect(text).toContain('by \\"lead\\" and by \\"again\\"');
  const visitor = visitorOf('still');
  await SEND.segment(visitor, 'Lead Captured', {}).expect(200);
  expect(await signalsOf(visitor)).toMatchObject({ leads: 1 });
});

it('names that every object has are only looked for among the event’s own properties', async () => {
  await swapTo('test#2', [{ ...LEAD, props: { value: ['constructor', 'toString', 'worth'] } }]);
  const visitor = visitorOf('odd');
  await SEND.segment(visitor, 'Lead Captured', { worth: 5 }).expect(200);
  await SEND.segment(visitor, 'constructor', {}).expect(200);
  expect(await signalsOf(visitor)).toMatchObject({ leads: 1, lead_value: 5 });
});

describe('the names that came lately', () => {
  const names = async () =>
    (await server.request.get('/admin/other-tags').set(ADMIN).expect(200)).body.names as Record<
      string,
      unknown
    >[];

  it('say what becomes of each, by what, and whether a signal reads it', async () => {
    await swapTo('test#2', [
      LEAD,
      { key: 'noise', event: 'Noise', type: null },
      { key: 'for_one', tag: 'mixpanel', event: 'Noise', type: 'unread' },
    ]);
    await SEND.segment(visitorOf('a'), 'Lead Captured', {});
    await SEND.segment(visitorOf('b'), 'Lead Captured', {});
    await SEND.segment(visitorOf('a'), 'Noise', {});
    await SEND.mixpanel(visitorOf('a'), 'Noise', {});
    await SEND.mixpanel(visitorOf('a'), 'Product Added', {});
    await SEND.snowplow(visitorOf('a'), 'Something_Else', {});
    const told = (await names()).map(({ tag, event, count, type, by, mapping, read }) =>
      [tag, event, count, type, by, mapping, read].join(' · '),
    );
    expect(told.sort()).toEqual([
      'mixpanel · Noise · 1 · unread · mapping · for_one · false',
      'mixpanel · Product Added · 1 · cart_add · built_in ·  · true',
      'segment · Lead Captured · 2 · goal · mapping · lead · true',
      'segment · Noise · 1 ·  · mapping · noise · false',
      'snowplow · Something_Else · 1 · something_else · own_name ·  · false',
    ]);
    // By the catalog in force, not by that of when they came.
    await swapTo('test#3', null);
    expect((await names()).find(({ event }) => event === 'Lead Captured')).toMatchObject({
      type: 'lead_captured',
      by: 'own_name',
      mapping: null,
    });
  });

  it('are not those of strangers, bots or calls without a name, and are for operators only', async () => {
    await server.request
      .post('/collect/segment/v1/t')
      .send({ writeKey: 'stolen', anonymousId: 'a', event: 'Strange' })
      .expect(401);
    await SEND.segment(visitorOf('bot'), 'Crawled', {}).set('User-Agent', 'Googlebot/2.1');
    await server.request
      .post('/collect/segment/v1/p')
      .send({ writeKey: KEY, anonymousId: 'a', name: 'Home' })
      .expect(200);
    expect(await names()).toEqual([]);
    expect((await server.request.get('/admin/other-tags')).status).toBe(401);
    expect((await server.request.get('/admin/other-tags?tag=x').set(ADMIN)).status).toBe(400);
  });
});
