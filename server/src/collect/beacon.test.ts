import { connect } from 'node:net';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { ADMIN_TOKEN, cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { TESSERA_ORIGINS: 'https://shop.example' } });
});
afterAll(() => server.stop());

const view = (category?: string, id?: string) => ({ id, type: 'page_view', age: 0, page: { category } });
const post = (body: unknown, cookie = '') =>
  server.request
    .post('/tessera/beacon')
    .set('Cookie', cookie)
    .set('Content-Type', 'application/json')
    .send(body as object);

describe('a good beacon', () => {
  it('makes a visitor and gives the cookie its attributes', async () => {
    const response = await post({ events: [view()], slots: ['home_hero'] });
    expect(response.status).toBe(200);
    const { visitor } = response.body;
    expect(response.body).toEqual({
      visitor: expect.stringMatching(/^[\w-]{21}$/),
      accepted: 1,
      rejected: [],
      decisions: { home_hero: { variant: 'default', changed: false } },
      until: null,
    });
    expect(response.headers['tessera-now']).toBe(String(server.time.now));
    expect(cookiesOf(response)).toEqual({
      tessera_id: { value: visitor, attributes: 'Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax' },
    });
  });

  it('marks cookies Secure on https', async () => {
    const response = await post({ events: [] }).set('X-Forwarded-Proto', 'https');
    expect(cookiesOf(response).tessera_id?.attributes).toContain('Secure');
  });

  it('earns a variant, its cookie and, when it falls back, the end of the cookie', async () => {
    const cookie = `tessera_id=${'v'.repeat(21)}`;
    const first = await post({ events: [view('laptops'), view('laptops')], slots: ['home_hero'] }, cookie);
    expect(first.body.decisions).toEqual({ home_hero: { variant: KEYS.laptops, changed: true } });
    expect(cookiesOf(first)).toEqual({
      tsr_home_hero: { value: KEYS.laptops, attributes: 'Max-Age=86400; Path=/; SameSite=Lax' },
    });
    const again = await post(
      { events: [], slots: ['home_hero'] },
      `${cookie}; tsr_home_hero=${KEYS.laptops}`,
    );
    expect(again.body.decisions).toEqual({ home_hero: { variant: KEYS.laptops, changed: false } });
    expect(again.headers['set-cookie']).toBeUndefined();

    server.writeCatalog(testCatalog({ version: 'test#2', segments: [] }));
    await server.request.post('/admin/catalog').set('Authorization', 'Bearer test-admin-token').expect(200);
    const gone = await post({ events: [], slots: ['home_hero'] }, `${cookie}; tsr_home_hero=${KEYS.laptops}`);
    expect(gone.body.decisions).toEqual({ home_hero: { variant: 'default', changed: true } });
    expect(cookiesOf(gone).tsr_home_hero).toEqual({
      value: '',
      attributes: 'Max-Age=0; Path=/; SameSite=Lax',
    });
    server.writeCatalog(testCatalog());
    await server.request.post('/admin/catalog').set('Authorization', 'Bearer test-admin-token').expect(200);
  });

  it('sets cookies for slots that this page does not have, because the next one may', async () => {
    const response = await post({ events: [view('laptops'), view('laptops')] });
    expect(response.body.decisions).toEqual({});
    expect(cookiesOf(response).tsr_home_hero?.value).toBe(KEYS.laptops);
  });

  it('says when time alone will next change something, and is right', async () => {
    const cookie = `tessera_id=${'t'.repeat(21)}`;
    const events = [
      { type: 'cart_add', age: 0, props: { value: 1199 } },
      { type: 'cart', age: 0, props: { value: 1199 } },
    ];
    const response = await post({ events, slots: ['home_hero'] }, cookie);
    const { until } = response.body;
    expect(until).toBe(server.time.now + 90_000);
    server.time.now = until + 1;
    const later = await post({ events: [], slots: ['home_hero'] }, cookie);
    expect(later.body.decisions).toEqual({ home_hero: { variant: KEYS.offer, changed: true } });
    // The cart is forgotten when the session ends, 30 minutes after the last event: a decision can't hold longer.
    const [, maxAge] = /Max-Age=(\d+)/.exec(cookiesOf(later).tsr_home_hero?.attributes ?? '') ?? [];
    expect(Number(maxAge)).toBe(30 * 60 - 91);
  });

  it('counts a repeated event once', async () => {
    const cookie = `tessera_id=${'r'.repeat(21)}`;
    for (let i = 0; i < 3; i++) {
      const response = await post({ events: [view('laptops', 'same-id')], slots: ['home_hero'] }, cookie);
      expect(response.body.decisions.home_hero.variant).toBe('default');
    }
  });

  it('is taken as text/plain, the only thing a closing page can send', async () => {
    const body = JSON.stringify({ events: [view()] });
    await server.request
      .post('/tessera/beacon')
      .set('Content-Type', 'text/plain;charset=UTF-8')
      .send(body)
      .expect(200);
  });

  it('keeps the good events beside bad ones, and names what is wrong with those', async () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1]));
    const response = await post({
      events: [
        view(),
        { type: 'Bad Type' },
        'x',
        { type: 'click', age: -1 },
        { type: 'click', props: fields(4_000) },
        view(),
      ],
    });
    expect(response.status).toBe(200);
    expect(response.body.accepted).toBe(2);
    expect(response.body.rejected).toEqual([
      { index: 1, reason: expect.stringMatching(/^type: must be .* \(found "Bad Type"\)$/) },
      { index: 2, reason: expect.stringMatching(/expected object.*\(found "x"\)/i) },
      { index: 3, reason: 'age: must be 0 or more milliseconds (found -1)' },
      { index: 4, reason: expect.stringMatching(/^props: holds more than 100 values/) },
    ]);
    expect((await post({ events: [{ type: 'click', props: fields(10_000) }] })).status).toBe(413);
  });

  it('counts what it does not take by its reason', async () => {
    const rejected = async () => {
      const { text } = await server.request.get('/metrics').set('Authorization', `Bearer ${ADMIN_TOKEN}`);
      return Object.fromEntries(
        [...text.matchAll(/^tessera_rejected_total\{reason="(\w+)"\} (\d+)$/gm)].map(([, reason, count]) => [
          reason,
          Number(count),
        ]),
      );
    };
    const before = await rejected();
    const day = 24 * 3_600_000;
    await post({
      events: [
        { type: 'click', age: -1 },
        { type: 'click', age: day + 1 },
        { type: 'click', age: day + 2 },
        { type: 'identify', props: { user: 'undefined' } },
        { type: 'consent', props: { personalisation: true } },
        { type: 'click' },
      ],
    });
    const after = await rejected();
    expect(
      Object.entries(after).map(([reason, count]) => [reason, Number(count) - Number(before[reason] ?? 0)]),
    ).toEqual([
      ['malformed', 1],
      ['too_old', 2],
      ['consent', 1],
      ['identity', 1],
    ]);
  });

  it('cannot reach a prototype', async () => {
    const body =
      '{"events":[{"type":"click","props":{"__proto__":{"admin":true}}},{"type":"page_view","__proto__":{"x":1}}]}';
    const response = await server.request
      .post('/tessera/beacon')
      .set('Content-Type', 'application/json')
      .send(body);
    expect(response.body.rejected).toEqual([
      { index: 0, reason: expect.stringContaining('"__proto__" is not allowed') },
    ]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe('a bad beacon is a problem with a stable code:', () => {
  it.each<[string, string, string, number, string, RegExp]>([
    ['malformed JSON', 'application/json', '{"events":', 400, 'not_json', /JSON/],
    ['a list', 'application/json', '[]', 400, 'wrong_shape', /must be an object \(found \[\]\)/],
    ['null', 'application/json', 'null', 400, 'wrong_shape', /found null/],
    [
      'events of the wrong type',
      'application/json',
      '{"events":{}}',
      400,
      'wrong_shape',
      /events: must be a list/,
    ],
    [
      'too many events',
      'application/json',
      JSON.stringify({ events: Array(201).fill(1) }),
      400,
      'wrong_shape',
      /at most 200/,
    ],
    [
      'a context of the wrong type',
      'application/json',
      '{"context":7}',
      400,
      'wrong_shape',
      /context: must be an object \(found 7\)/,
    ],
    [
      'slots of the wrong type',
      'application/json',
      '{"slots":["../x"]}',
      400,
      'wrong_shape',
      /slots: must be a list of slot keys/,
    ],
    [
      '65 KiB',
      'application/json',
      JSON.stringify({ pad: 'x'.repeat(65 * 1024) }),
      413,
      'body_too_large',
      /65536/,
    ],
    [
      'another content type',
      'application/xml',
      '<x/>',
      415,
      'unsupported_media_type',
      /application\/json, text\/plain/,
    ],
    ['a form', 'application/x-www-form-urlencoded', 'a=1', 415, 'unsupported_media_type', /found|is/],
  ])('%s', async (_, type, body, status, code, detail) => {
    const response = await server.request.post('/tessera/beacon').set('Content-Type', type).send(body);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(response.text)).toMatchObject({ status, code, detail: expect.stringMatching(detail) });
  });

  it('a chunked body beyond the limit, too', async () => {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          'POST /tessera/beacon HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n',
        );
        for (let i = 0; i < 70; i++) socket.write(`400\r\n${'x'.repeat(1024)}\r\n`);
        socket.write('0\r\n\r\n');
      });
      socket.once('data', (data) => resolve(data.toString('latin1').split('\r\n', 1)[0] ?? ''));
      socket.once('error', reject);
    });
    expect(status).toBe('HTTP/1.1 413 Payload Too Large');
  });

  it('another method: 405 with what is allowed', async () => {
    const response = await server.request.get('/tessera/beacon');
    expect(response.status).toBe(405);
    expect(response.headers.allow).toBe('POST, OPTIONS');
  });
});

describe('pages of other origins', () => {
  it('are answered when allowed, with credentials', async () => {
    const response = await post({ events: [] }).set('Origin', 'https://shop.example');
    expect(response.status).toBe(200);
    expect(response.headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(response.headers['access-control-allow-credentials']).toBe('true');
    const preflight = await server.request.options('/tessera/beacon').set('Origin', 'https://shop.example');
    expect(preflight.status).toBe(204);
  });

  it('are the same origin when an edge says so that can’t send the visitor’s Host', async () => {
    const origin = { Origin: 'https://my.example', 'X-Forwarded-Host': 'my.example' };
    expect((await post({ events: [] }).set(origin)).status).toBe(200);
    const forging = { Origin: 'https://evil.example', 'Access-Control-Request-Headers': 'x-forwarded-host' };
    expect((await server.request.options('/tessera/beacon').set(forging)).status).toBe(403);
  });

  it('are refused otherwise, before anything is stored', async () => {
    const response = await post({ events: [view()] }).set('Origin', 'https://evil.example');
    expect(response.status).toBe(403);
    expect(JSON.parse(response.text).code).toBe('origin_not_allowed');
    expect(response.headers['set-cookie']).toBeUndefined();
  });
});

it('forged cookies are not taken over', async () => {
  for (const forged of [
    'tessera_id=../../etc',
    'tessera_id=%00',
    `tessera_id=${'x'.repeat(5000)}`,
    'tsr_home_hero=<script>',
  ]) {
    const response = await post({ events: [] }, forged);
    expect(response.status).toBe(200);
    expect(response.body.visitor).toMatch(/^[\w-]{21}$/);
  }
});
