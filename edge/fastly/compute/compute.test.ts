import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';

// Fastly's runtime can't be run here. The service runs in a bare context with the globals that a probe found in
// @fastly/js-compute 3.46 (no AbortController, no URL.canParse, no Intl), and with a fetch of the published form.

type Sent = {
  url: string;
  backend: string;
  method: string;
  headers: Headers;
  cacheOverride: { given: unknown };
};
type Listener = (event: unknown) => void;

const OFFER = 'Xk31bbGq0pLa';
const SETTINGS = { TESSERA_ORIGIN: 'https://origin.example', TESSERA_FRAGMENTS: 'https://fragments.example' };
const html = { 'content-type': 'text/html' };
const answers: Record<string, () => Response> = {
  'tessera_page /': () =>
    new Response('<p><esi:include src="/tessera/slots/hero?locale=en"/></p>', {
      headers: { ...html, 'cache-control': 's-maxage=60', 'surrogate-control': 'content="ESI/1.0"' },
    }),
  [`tessera_fragments /tessera/fragments/hero/${OFFER}?locale=en`]: () =>
    new Response('<b>offer</b>', { headers: { ...html, 'surrogate-key': 'slot-hero' } }),
  'tessera_fragments /tessera/fragments/cart/default': () =>
    new Response('', { headers: { ...html, 'tessera-delivery': 'personal' } }),
  'tessera_fragments /tessera/slots/cart?context.geo.country=AT': () => new Response('own'),
  'tessera_fragments /tessera/beacon': () =>
    new Response('{}', { headers: { 'set-cookie': 'tessera_id=v' } }),
  'tessera_page /old': () => new Response(null, { status: 302, headers: { location: '/new' } }),
};

let code = '';
beforeAll(async () => {
  const room = (name: string) => join(__dirname, `../../../${name}/src/index.ts`);
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'src/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    alias: {
      '@tessera/edge': room('edge'),
      '@tessera/esi-fragments': room('esi-fragments'),
      '@tessera/model': room('model'),
      'fastly:cache-override': join(__dirname, 'testing/cache-override.ts'),
      'fastly:config-store': join(__dirname, 'testing/config-store.ts'),
    },
  });
  code = outputFiles[0]?.text ?? '';
});

// As Fastly's URL: without canParse.
function bareUrl(url: string, base?: string): URL {
  return new URL(url, base);
}
bareUrl.prototype = URL.prototype;

function service(settings: Record<string, string> = SETTINGS) {
  const sent: Sent[] = [];
  let listener: Listener | undefined;
  const context = createContext({
    EventTarget,
    Event,
    URL: bareUrl,
    URLSearchParams,
    Uint8Array,
    Headers,
    Request,
    Response,
    ReadableStream,
    TransformStream,
    Blob,
    TextEncoder,
    TextDecoder,
    crypto,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    console,
    configStores: { tessera: settings },
    addEventListener: (_: string, added: Listener) => {
      listener = added;
    },
    fetch: async (url: string, init: Omit<Sent, 'url'>) => {
      const { pathname, search } = new URL(url);
      sent.push({ ...init, url });
      return answers[`${init.backend} ${pathname}${search}`]?.() ?? new Response('', { status: 404 });
    },
  });
  runInContext('delete globalThis.Intl', context);
  runInContext(code, context);
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let answer: Promise<Response> | undefined;
    listener?.({
      request: new Request(`https://shop.example${path}`, init),
      client: { address: '192.0.2.1', geo: { country_code: 'AT', region: null } },
      waitUntil: () => {},
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
    });
    return answer ?? Promise.reject(new Error('nobody answered'));
  };
  return { ask, sent };
}

const cookies = `session=secret; tessera_id=${'v'.repeat(21)}; tsr_hero=${OFFER}`;

it('stitches a page from two backends through Fastly’s cache, and says nothing of the visitor there', async () => {
  const { ask, sent } = service();
  const page = await ask('/', { headers: { cookie: cookies } });
  expect(await page.text()).toBe('<p><b>offer</b></p>');
  expect(page.headers.get('cache-control')).toBe('private, max-age=0');
  expect(sent.map(({ backend, url }) => `${backend} ${url}`)).toEqual([
    'tessera_page https://origin.example/',
    `tessera_fragments https://fragments.example/tessera/fragments/hero/${OFFER}?locale=en`,
  ]);
  for (const { headers, cacheOverride } of sent) {
    expect([headers.get('cookie'), headers.get('x-forwarded-for')]).toEqual([null, null]);
    expect(cacheOverride.given).toMatchObject({ afterSend: expect.any(Function) });
  }
});

it('lets Fastly keep only what says so, and is for everybody', async () => {
  const { ask, sent } = service();
  await ask('/');
  const { afterSend } = (sent[0]?.cacheOverride.given ?? {}) as { afterSend(response: Response): unknown };
  const kept = (headers: Record<string, string>) => afterSend(new Response('', { headers })) === undefined;
  expect(kept({ 'cache-control': 'public, max-age=0, s-maxage=60' })).toBe(true);
  expect(kept({ 'surrogate-control': 'max-age=60, stale-if-error=86400' })).toBe(true);
  expect(kept(html)).toBe(false);
  expect(kept({ 'cache-control': 'max-age=60', 'set-cookie': 'a=1' })).toBe(false);
  expect(kept({ 'cache-control': 'private, max-age=60' })).toBe(false);
});

it('passes what is about one visitor around the cache', async () => {
  const { ask, sent } = service();
  const beacon = await ask('/tessera/beacon', { method: 'POST', body: '{}', headers: { cookie: cookies } });
  expect(beacon.headers.get('set-cookie')).toBe('tessera_id=v');
  expect(await (await ask('/tessera/slots/cart')).text()).toBe('own');
  const [first, notice, own] = sent;
  expect([first?.cacheOverride.given, own?.cacheOverride.given]).toEqual(['pass', 'pass']);
  expect(notice?.cacheOverride.given).not.toBe('pass');
  expect(first?.headers.get('cookie')).toBe(`tessera_id=${'v'.repeat(21)}; tsr_hero=${OFFER}`);
  expect(first?.headers.get('x-forwarded-for')).toBe('192.0.2.1');
});

it('passes on a redirect, and refuses to purge: the API does', async () => {
  const { ask } = service();
  const old = await ask('/old');
  expect([old.status, old.headers.get('location')]).toEqual([302, '/new']);
  expect((await ask('/', { method: 'PURGE', headers: { 'xkey-purge': 'tessera' } })).status).toBe(403);
});

it('says what is wrong with its settings', async () => {
  await expect(service({ ...SETTINGS, TESSERA_ORIGIN: 'shop' }).ask('/')).rejects.toThrow(
    'TESSERA_ORIGIN is "shop"; allowed: an address such as https://shop.example',
  );
});
