import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, closeBrowsers, cookies } from '../testing/browser.js';
import { StubOrigin } from '../testing/stub-origin.js';
import { fragment, html, include, OFFER, stitched, TOKEN } from '../testing/suite/fixture.js';
import { trafficServerInstalled } from './installed.js';
import { type RunningTrafficServer, startTrafficServer } from './start-trafficserver.js';

// Missing in CI is found by edge-on-trafficserver.test.ts.
const describeHere = trafficServerInstalled() ? describe : describe.skip;
if (!trafficServerInstalled()) process.stderr.write('skipped: Traffic Server’s pages: it is not installed\n');

describeHere('Traffic Server', () => {
  const shop = new StubOrigin();
  const server = new StubOrigin();
  let edge: RunningTrafficServer | undefined;

  beforeAll(async () => {
    await Promise.all([shop.start(), server.start()]);
    for (const variant of ['default', OFFER]) {
      server.answers[`/tessera/fragments/hero/${variant}`] = fragment('hero', variant);
    }
  });
  afterEach(async () => {
    await edge?.stop();
    edge = undefined;
  });
  afterAll(async () => {
    closeBrowsers();
    await Promise.all([shop.stop(), server.stop()]);
  });

  async function start(more: Partial<Parameters<typeof startTrafficServer>[0]> = {}) {
    edge = await startTrafficServer({
      page: { host: '127.0.0.1', port: shop.port },
      fragments: { host: '127.0.0.1', port: server.port },
      purgeToken: TOKEN,
      ...more,
    });
    return edge;
  }

  // What esi.so takes for its options is what happens to be in memory (README.md); here that is filled with 1, then 0.
  it.each([
    ['on', 254],
    ['off', 255],
  ])('stitches what it has kept when esi.so’s options are by chance %s', async (_, perturb) => {
    const GLIBC_TUNABLES = `glibc.malloc.tcache_count=0:glibc.malloc.perturb=${perturb}`;
    const { url, alive, log } = await start({ env: { GLIBC_TUNABLES } });
    const path = `/chance-${perturb}`;
    shop.answers[path] = {
      headers: stitched,
      body: `<html>${'x'.repeat(500)}${include('/tessera/slots/hero')}</html>`,
    };
    for (let visit = 0; visit < 4; visit++) {
      const { text, headers } = await ask(url, path, { headers: cookies({ tsr_hero: OFFER }) });
      expect(text).toMatch(new RegExp(`x<div data-tessera-slot="hero">${OFFER}</div></html>$`));
      expect(headers['x-tessera-cache']).toBe(visit === 0 ? 'MISS' : 'HIT');
    }
    expect([shop.asked(path).length, alive()]).toEqual([1, true]);
    expect(log()).not.toMatch(/TSCacheRemoved|ERROR/);
  });

  it('leaves private pages to the shop with its own cookies, keeps none, and stitches them', async () => {
    const { url } = await start({ privatePages: '/mine/' });
    shop.answers['/mine/orders'] = ({ headers, method }) => ({
      headers: { ...stitched, 'Set-Cookie': 'session=2; Path=/' },
      body: `<p>${method} of ${headers.cookie} ${include('/tessera/slots/hero')}</p>`,
    });
    const headers = cookies({ tessera_id: 'v'.repeat(21), session: '1', tsr_hero: OFFER });
    for (let visit = 0; visit < 2; visit++) {
      const got = await ask(url, '/mine/orders', { headers });
      expect(got.text).toBe(`<p>GET of session=1 <div data-tessera-slot="hero">${OFFER}</div></p>`);
      expect(got.headers).toMatchObject({ 'set-cookie': ['session=2; Path=/'], 'x-tessera-cache': 'PASS' });
      expect(got.headers['cache-control']).toBe('private, max-age=0');
    }
    expect((await ask(url, '/mine/orders', { method: 'POST', headers, body: 'x' })).text).toMatch(
      /^<p>POST of session=1 /,
    );
    expect(JSON.stringify(server.seen)).not.toContain('session');
  });

  it('knows after a restart what has been purged', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'tessera-trafficserver-'));
    try {
      const read = async (url: string) => (await ask(url, '/kept')).headers['x-tessera-cache'];
      shop.answers['/kept'] = {
        headers: { ...html, 'Cache-Control': 's-maxage=600', xkey: 'p1' },
        body: 'x',
      };
      const first = await start({ dir });
      expect([await read(first.url), await read(first.url)]).toEqual(['MISS', 'HIT']);
      // The cache writes down what it has every so often.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await first.stop();
      const second = await start({ dir, listen: { port: Number(new URL(first.url).port) } });
      expect(await read(second.url)).toBe('HIT');
      const headers = { 'xkey-purge': 'p1', authorization: `Bearer ${TOKEN}` };
      expect((await ask(second.url, '/', { method: 'PURGE', headers })).status).toBe(200);
      await second.stop();
      const third = await start({ dir, listen: { port: Number(new URL(first.url).port) } });
      expect([await read(third.url), await read(third.url)]).toEqual(['MISS', 'HIT']);
    } finally {
      await edge?.stop();
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('lets everybody wait for one answer, even a slow one, and nobody for what can’t be kept', async () => {
    const { url } = await start();
    const crowd = (path: string) => Promise.all(Array.from({ length: 20 }, () => ask(url, path)));
    shop.answers['/slow'] = { headers: stitched, body: '<p>slow</p>', delay: 1500 };
    shop.answers['/fresh'] = { headers: { ...html, 'Cache-Control': 'no-store' }, body: 'fresh', delay: 200 };
    expect(new Set((await crowd('/slow')).map(({ text }) => text))).toEqual(new Set(['<p>slow</p>']));
    expect(shop.asked('/slow')).toHaveLength(1);
    await ask(url, '/fresh');
    const started = performance.now();
    await crowd('/fresh');
    expect(performance.now() - started).toBeLessThan(1500);
    expect(shop.asked('/fresh')).toHaveLength(21);
  });

  it('keeps apart what its origin keeps apart, however odd the address', async () => {
    const { url } = await start();
    const rests = [
      '',
      ';1',
      ';2',
      ';1/more',
      '?',
      '?a=<b>|^',
      '?a=%3Cb%3E',
      '?;1',
      '?a=1&b=2',
      '?b=2&a=1',
      '/%00',
      '/%C3%A9',
    ];
    for (const rest of rests) {
      const path = `/odd${rest}`;
      shop.answers[path.split('?')[0] ?? ''] = (seen) => ({ headers: stitched, body: `<p>${seen.url}</p>` });
      for (let visit = 0; visit < 2; visit++) {
        const { status, text } = await ask(url, path, { headers: { host: 'Shop.example:80' } });
        expect([status, text]).toEqual([200, `<p>${path.replace(/\?$/, '')}</p>`]);
      }
    }
    for (const path of ['/admin;x', '/a;/../admin/status', '/;/admin/../admin']) {
      expect([path, (await ask(url, path)).status]).toEqual([path, 404]);
    }
    expect(shop.seen.filter((seen) => seen.url.includes('admin'))).toEqual([]);
  });

  it('leaves whole what is too long for esi.so', async () => {
    const { url } = await start();
    const long = `<p>${'x'.repeat(1_100_000)}${include('/tessera/slots/hero')}</p>`;
    const headers = { ...stitched, 'Content-Length': String(long.length) };
    shop.answers['/long'] = { headers, body: long };
    for (let visit = 0; visit < 2; visit++) expect((await ask(url, '/long')).text === long).toBe(true);
  });

  it('puts a fragment even into an HTML comment, because esi.so knows no comments', async () => {
    const { url } = await start();
    shop.answers['/comment'] = {
      headers: stitched,
      body: `<p><!-- ${include('/tessera/slots/hero')} --></p>`,
    };
    expect((await ask(url, '/comment')).text).toContain(
      '<!-- <div data-tessera-slot="hero">default</div> -->',
    );
  });
});
