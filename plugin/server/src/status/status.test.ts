import type { StatusAnswer } from '../../../contracts/answers';
import { PERMISSIONS } from '../../../contracts/permissions';
import { documentsOf, SEGMENT } from '../../../test/definitions';
import { FragmentServer } from '../../../test/fragment-server';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { readLive } from './live';

const STATUS = {
  version: '0.1.0',
  uptime_s: 61,
  catalog: { version: 'v#3', loadedAt: 1_763_900_000_000, source: 'http://cms', error: null, warnings: [] },
  visitors: { known: 12, active: 4 },
  segments: [{ key: 'shopper', name: 'Shopper', parent: null, closed: null, active: 1, share: 0.25 }],
  store: 'embedded',
  alerts: [{ code: 'segment_small', segment: 'shopper', message: 'Too small', value: 0.04, limit: 0.12 }],
};

describe('through Strapi', () => {
  const app = newAppFolder();
  const server = new FragmentServer();
  const url = 'http://127.0.0.1:9';
  let cms: TestStrapi;
  let admin: string;

  beforeAll(async () => {
    await server.start();
    server.answer = () => ({ status: 200, json: STATUS });
    cms = await startStrapi(app.folder, {
      servers: [
        { url: server.url, token: server.token },
        { url, token: 'x' },
        { url: `${server.url}/other` },
      ],
    });
    admin = await cms.signIn('super');
  }, 60_000);
  afterAll(async () => {
    await cms.stop();
    await server.stop();
    app.remove();
  });

  const get = (path: string, token?: string) =>
    cms.http.get(path).set(token ? { Authorization: `Bearer ${token}` } : {});

  it('shows each server as it is, with our token, which stays on this side', async () => {
    await documentsOf(cms.strapi, 'segment').published(SEGMENT('shopper', { parent: 'unborn' }));
    const answer = await get('/tessera/status', admin);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(server.token);
    const { published, servers } = answer.body as StatusAnswer;
    expect(published).toMatchObject({
      version: expect.stringMatching(/#\d+$/),
      counts: { segment: 1, variant: 0 },
      leftOut: [],
      warnings: [{ kind: 'segment', key: 'shopper', message: expect.stringContaining('"unborn"') }],
    });
    expect(servers.map(({ reach }) => reach.kind)).toEqual(['ok', 'unreachable', 'unauthorized']);
    expect(servers[0]?.reach).toMatchObject({
      live: {
        uptimeSeconds: 61,
        catalog: { version: 'v#3', loadedAt: '2025-11-23T12:13:20.000Z', error: null },
        visitors: { known: 12, active: 4 },
        segments: [{ key: 'shopper', share: 0.25 }],
        alerts: [{ code: 'segment_small', about: 'shopper', message: 'Too small', value: 0.04, limit: 0.12 }],
      },
    });
    expect(server.heard.every(({ authorization }) => authorization === `Bearer ${server.token}`)).toBe(true);
  });

  it.each([
    [401, {}, 'unauthorized'],
    [500, {}, 'unexpected'],
    [200, { hello: 'world' }, 'unexpected'],
  ])('an answer %d %j is shown as %s', async (status, json, kind) => {
    server.answer = () => ({ status, json });
    const answer = await get('/tessera/status', admin);
    expect((answer.body as StatusAnswer).servers[0]?.reach.kind).toBe(kind);
    server.answer = () => ({ status: 200, json: STATUS });
  });

  it('pickers get every definition with its state', async () => {
    await documentsOf(cms.strapi, 'segment').create(SEGMENT('in_draft', { name: 'A draft' }));
    await documentsOf(cms.strapi, 'signal').create({ key: 'idle', kind: 'since', event: 'click' });
    const answer = await get('/tessera/definitions', admin);
    // What signals are tells the rule builder what their values are.
    expect(answer.body.signal).toEqual([
      expect.objectContaining({ key: 'idle', kind: 'since', event: 'click', value: null, scale: null }),
    ]);
    expect(answer.body.segment).toEqual([
      { key: 'in_draft', name: 'A draft', status: 'draft', documentId: expect.any(String) },
      { key: 'shopper', name: 'Segment shopper', status: 'published', documentId: expect.any(String) },
    ]);
    expect(Object.keys(answer.body)).toEqual(['signal', 'segment', 'slot', 'variant', 'mapping']);
  });

  it('is closed to whoever is not signed in or has no right to it', async () => {
    for (const path of ['/tessera/status', '/tessera/definitions']) {
      expect((await get(path)).status).toBe(401);
      const nobody = await cms.signIn('none');
      expect((await get(path, nobody)).status).toBe(403);
      // A token for the catalog is no key to the admin side.
      expect((await get(path, await cms.token('full-access'))).status).toBe(401);
    }
    const reader = await cms.signIn('reader', [PERMISSIONS.read]);
    expect((await get('/tessera/status', reader)).status).toBe(200);
    expect((await get('/tessera/definitions', reader)).status).toBe(200);
  });

  it('who may edit variants gets the pickers’ names, but not the status', async () => {
    const editor = await cms.signIn(
      'editor',
      ['plugin::content-manager.explorer.update'],
      'plugin::tessera.variant',
    );
    expect((await get('/tessera/definitions', editor)).status).toBe(200);
    expect((await get('/tessera/status', editor)).status).toBe(403);
  });
});

describe('readLive', () => {
  it.each([[null], ['x'], [{}], [{ catalog: {} }], [{ catalog: [], visitors: {} }]])(
    '%j is no status',
    (json) => {
      expect(readLive(json)).toBeNull();
    },
  );

  it('takes what is there and does without the rest', () => {
    expect(
      readLive({ catalog: {}, visitors: {}, segments: [null, { key: 'a', share: 7 }, { name: 'keyless' }] }),
    ).toEqual({
      serverVersion: null,
      uptimeSeconds: null,
      catalog: { version: null, loadedAt: null, error: null },
      visitors: { known: 0, active: 0 },
      segments: [
        {
          key: 'a',
          name: 'a',
          parent: null,
          closed: null,
          active: 0,
          share: 1,
          min: null,
          enforce: false,
          size: 'unknown',
          leftOut: false,
          staleShare: null,
          stale: false,
          meanWeight: null,
        },
      ],
      eventsAccepted: null,
      stages: [],
      refresh: null,
      alerts: [],
    });
  });

  it('takes figures of the way of events', () => {
    const slow = { stage: 'collect', count: 40, meanMs: 210, p95Ms: 320.5, budgetMs: 300, within: false };
    const idle = { stage: 'delivery', count: 0, meanMs: null, p95Ms: null, budgetMs: 450, within: null };
    const live = readLive({
      ...STATUS,
      events: { accepted: 1_234, rejected: 1 },
      stages: [slow, idle, { stage: 'budgetless' }, { budgetMs: 5 }, 'x'],
      refresh: { meanMs: 12.5, limitMs: 400, byCause: {} },
    });
    expect(live).toMatchObject({ eventsAccepted: 1_234, refresh: { meanMs: 12.5, limitMs: 400 } });
    expect(live?.stages).toEqual([
      { stage: 'collect', count: 40, p95Ms: 320.5, budgetMs: 300, within: false },
      { stage: 'delivery', count: 0, p95Ms: null, budgetMs: 450, within: null },
    ]);
    expect(readLive({ ...STATUS, refresh: { meanMs: null, limitMs: 400 } })?.refresh?.meanMs).toBeNull();
  });

  it('takes flags and alerts of a server that tells them, whatever they are about', () => {
    const flags = { min: 0.12, enforce: true, size: 'small', leftOut: true, staleShare: 0.8, stale: true };
    const live = readLive({
      ...STATUS,
      segments: [{ key: 'a', ...flags, meanWeight: 'heavy' }],
      alerts: [
        { code: 'stage_slow', stage: 'collect', message: 'Slow', value: 400, limit: 300 },
        { code: 'refresh_slow', cause: 'time', message: 'Late', value: 500, limit: 400 },
        { code: 'purge_failing', target: 'varnish:http://cache' },
        { message: 'codeless' },
        7,
      ],
    });
    expect(live?.segments[0]).toMatchObject({ ...flags, meanWeight: null });
    expect(live?.alerts).toEqual([
      { code: 'stage_slow', about: 'collect', message: 'Slow', value: 400, limit: 300 },
      { code: 'refresh_slow', about: 'time', message: 'Late', value: 500, limit: 400 },
      {
        code: 'purge_failing',
        about: 'varnish:http://cache',
        message: 'purge_failing',
        value: null,
        limit: null,
      },
    ]);
  });

  it('hands on why the server refused a catalog', () => {
    const error = {
      code: 'catalog_refused',
      detail: '1 refusal',
      refusals: [{ place: 'a', value: '1', message: 'no' }, 3],
    };
    expect(readLive({ ...STATUS, catalog: { ...STATUS.catalog, error } })?.catalog.error).toEqual({
      detail: '1 refusal',
      refusals: [{ place: 'a', value: '1', message: 'no' }],
    });
  });
});
