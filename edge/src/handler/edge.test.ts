import { Bench, type FakeAnswer, type FakeOrigin, settled, textOf } from '../testing/fake-origin.js';
import { isStream } from './exchange.js';

const html = { 'content-type': 'text/html' };
const esi = { ...html, 'cache-control': 's-maxage=60', 'surrogate-control': 'content="ESI/1.0"' };
const OFFER = 'Xk31bbGq0pLa';
const include = (src: string) => `<esi:include src="${src}"/>`;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A page with one slot, and its fragments. */
const site: FakeOrigin = ({ url: { pathname } }): FakeAnswer =>
  pathname.startsWith('/tessera/')
    ? {
        headers: { ...html, 'cache-control': 's-maxage=60', xkey: 'tessera slot-hero' },
        body: `[${pathname.slice('/tessera/fragments/'.length)}]`,
      }
    : { headers: esi, body: `<p>${include('/tessera/slots/hero')}</p>` };

/** An answer that is given when `go` is called. */
function later(answer: FakeAnswer): { origin: FakeOrigin; go: () => void } {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { origin: () => gate.then(() => answer), go: () => go() };
}

describe('requests at the same time', () => {
  it('share one fetch when all that is sent is the same, and only then', async () => {
    const { origin, go } = later({ headers: { ...html, 'cache-control': 'max-age=60' }, body: 'x' });
    const bench = new Bench(origin);
    const languages = ['en', 'es', 'en', 'es', 'en'];
    const reads = languages.map((language) => bench.read('/a', { 'accept-language': language }));
    await settled();
    expect(bench.requests.map(({ init }) => init.headers.get('accept-language'))).toEqual(['en', 'es']);
    go();
    expect((await Promise.all(reads)).map(([text]) => text)).toEqual(Array(5).fill('x'));
    expect([bench.requests.length, bench.edge.statistics.collapsed]).toEqual([2, 3]);
  });

  it('each get their own answer when it turns out to be for one visitor', async () => {
    let count = 0;
    const bench = new Bench(async () => {
      const body = `answer ${++count}`;
      await settled();
      return { headers: { ...html, 'set-cookie': `session=${body}` }, body };
    });
    const answers = await Promise.all([bench.get('/a'), bench.get('/a'), bench.get('/a')]);
    const texts = await Promise.all(answers.map(textOf));
    expect(new Set(texts).size).toBe(3);
    expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual(
      texts.map((text) => `session=${text}`),
    );
  });

  it('all fail when the origin does', async () => {
    const bench = new Bench(async () => {
      await settled();
      throw new TypeError('fetch failed');
    });
    const answers = await Promise.all([bench.get('/a'), bench.get('/a'), bench.get('/a')]);
    expect(answers.map(({ status }) => status)).toEqual([502, 502, 502]);
    expect(bench.requests).toHaveLength(1);
  });
});

describe('purging', () => {
  it('is not undone by an answer that was asked for before', async () => {
    const old = later({ headers: { ...html, 'cache-control': 'max-age=60', xkey: 'page-1' }, body: 'old' });
    const bench = new Bench(old.origin);
    const first = bench.read('/a');
    await settled();
    expect(await bench.edge.purge(['page-1'])).toBe(0);
    bench.origin = () => ({
      headers: { ...html, 'cache-control': 'max-age=60', xkey: 'page-1' },
      body: 'new',
    });
    const second = bench.read('/a');
    old.go();
    expect([await first, await second]).toEqual([
      ['old', 'MISS'],
      ['new', 'MISS'],
    ]);
    await settled();
    expect(await bench.read('/a')).toEqual(['new', 'HIT']);
  });

  it('forgets which slots were personal', async () => {
    let personal = true;
    const bench = new Bench(({ url: { pathname } }) => {
      if (!pathname.startsWith('/tessera/fragments/')) return { headers: html, body: 'for you' };
      return personal
        ? { headers: { ...html, 'cache-control': 'private, no-store', 'tessera-delivery': 'personal' } }
        : { headers: { ...html, 'cache-control': 's-maxage=60' }, body: 'for all' };
    });
    expect((await bench.read('/tessera/slots/own'))[0]).toBe('for you');
    expect((await bench.read('/tessera/slots/own'))[0]).toBe('for you');
    expect(bench.asked('/tessera/fragments/own')).toHaveLength(1);
    personal = false;
    await bench.edge.purge(['slot-own']);
    expect((await bench.read('/tessera/slots/own'))[0]).toBe('for all');
  });
});

describe('an origin in trouble', () => {
  const page = { headers: { ...html, 'cache-control': 'max-age=10, stale-while-revalidate=0' }, body: 'old' };

  it('that does not answer in time is a 504, one that can’t be reached a 502', async () => {
    const hangs: FakeOrigin = ({ init }) =>
      new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)));
    const bench = new Bench(hangs, { timeouts: { headMs: 20 } });
    const late = await bench.get('/a');
    expect([late.status, late.headers.get('cache-control')]).toEqual([504, 'no-store']);
    expect(await textOf(late)).toContain('504 Gateway Timeout');
    expect(await textOf(await bench.get('/tessera/fragments/a/default'))).toBe('');
    bench.origin = () => Promise.reject(new TypeError('fetch failed'));
    expect((await bench.get('/a')).status).toBe(502);
  });

  it('is waited for only so long when there is something older, and then left alone for a while', async () => {
    const bench = new Bench(() => page, { timeouts: { patienceMs: 20, retryMs: 5000 } });
    await bench.read('/a');
    await settled();
    bench.now += 20_000;
    const slow = later({ ...page, body: 'new' });
    bench.origin = slow.origin;
    expect(await bench.read('/a')).toEqual(['old', 'STALE']);
    expect(await bench.read('/a')).toEqual(['old', 'STALE']);
    expect(bench.requests).toHaveLength(2);
    slow.go();
    await settled();
    expect(await bench.read('/a')).toEqual(['new', 'HIT']);
  });

  it('is replaced by the older answer until stale-if-error is over', async () => {
    const bench = new Bench(() => page, { cache: { staleIfErrorS: 100 }, timeouts: { retryMs: 2000 } });
    await bench.read('/a');
    await settled();
    bench.origin = () => Promise.reject(new TypeError('fetch failed'));
    bench.now += 60_000;
    expect(await bench.read('/a')).toEqual(['old', 'STALE']);
    expect(await bench.read('/a')).toEqual(['old', 'STALE']);
    expect(bench.requests).toHaveLength(2);
    bench.now += 3000;
    expect(await bench.read('/a')).toEqual(['old', 'STALE']);
    expect(bench.requests).toHaveLength(3);
    bench.now += 60_000;
    expect((await bench.get('/a')).status).toBe(502);
  });

  it('may break off in the middle: what came is not kept', async () => {
    const broken = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('half'));
          setTimeout(() => controller.error(new Error('reset')), 5);
        },
      });
    const bench = new Bench(() => ({ headers: { ...html, 'cache-control': 'max-age=60' }, body: broken() }));
    await expect(bench.read('/a')).rejects.toThrow();
    bench.origin = () => ({ headers: { ...html, 'cache-control': 'max-age=60' }, body: 'whole' });
    expect(await bench.read('/a')).toEqual(['whole', 'MISS']);
  });
});

describe('a stitched page', () => {
  it('has an ETag that changes with what it is made of, and gives 304 for it', async () => {
    const bench = new Bench(site);
    const cookie = `tsr_hero=${OFFER}`;
    for (const visitor of [{}, { cookie }]) await bench.read('/a', visitor);
    await settled();
    const [plain, offer] = [await bench.get('/a'), await bench.get('/a', { cookie })];
    const etag = offer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w.-]+"$/);
    expect(plain.headers.get('etag')).not.toBe(etag);
    const again = await bench.get('/a', { cookie, 'if-none-match': etag });
    expect([again.status, again.body, again.headers.get('content-length')]).toEqual([304, null, null]);
    expect((await bench.get('/a', { 'if-none-match': etag })).status).toBe(200);
    await bench.edge.purge(['slot-hero']);
    await bench.read('/a', { cookie });
    await settled();
    expect((await bench.get('/a', { cookie, 'if-none-match': etag })).status).toBe(200);
  });

  it('is sent as it comes: what stands before a slow fragment does not wait for it', async () => {
    const { origin, go } = later({ headers: html, body: '[slow]' });
    const bench = new Bench((request) =>
      request.url.pathname.startsWith('/tessera/') ? origin(request) : site(request),
    );
    const { body } = await bench.get('/a');
    if (!body || !isStream(body)) throw new Error('not a stream');
    const reader = body.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe('<p>');
    go();
    const rest = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(...next.value);
    expect(new TextDecoder().decode(new Uint8Array(rest))).toBe('[slow]</p>');
  });

  it('counts what was left out, and why', async () => {
    const skipped: string[] = [];
    const page =
      include('http://evil.example/x') + include('/tessera/slots/gone') + include('/tessera/visitor');
    const bench = new Bench(
      ({ url: { pathname } }) =>
        pathname === '/a' ? { headers: esi, body: `<p>${page}</p>` } : { status: 404 },
      { onSkip: ({ reason }, { pathname }) => skipped.push(`${pathname} ${reason}`) },
    );
    expect((await bench.read('/a'))[0]).toBe('<p></p>');
    expect(bench.edge.statistics.skipped).toEqual({ 'origin-not-allowed': 1, refused: 1, 'bad-status': 1 });
    expect(skipped).toHaveLength(3);
  });
});

describe('large answers', () => {
  const big = 'x'.repeat(1000);
  const large = (chunks: number) => () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent++ < chunks) controller.enqueue(new TextEncoder().encode(big));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return { headers: { ...html, 'cache-control': 'max-age=60' }, body };
  };

  it('are passed on whole but not kept', async () => {
    const bench = new Bench(large(50), { cache: { objectBytes: 10_000 } });
    expect((await bench.read('/a'))[0]).toBe(big.repeat(50));
    expect((await bench.read('/a'))[0]).toBe(big.repeat(50));
    expect(bench.requests).toHaveLength(2);
  });

  it('that come slowly are passed on whole but not kept', async () => {
    const slow = () => {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            await sleep(10);
            if (sent++ < 6) controller.enqueue(new TextEncoder().encode(`${sent}`));
            else controller.close();
          },
        },
        { highWaterMark: 0 },
      );
      return { headers: { ...html, 'cache-control': 'max-age=60' }, body };
    };
    const bench = new Bench(slow, { timeouts: { bodyMs: 25 } });
    expect(await bench.read('/a')).toEqual(['123456', 'MISS']);
    expect((await bench.read('/a'))[0]).toBe('123456');
    expect(bench.requests).toHaveLength(2);
  });

  it('are kept up to the limit, also when who asked has gone', async () => {
    const bench = new Bench(large(8), { cache: { objectBytes: 10_000 } });
    const { body } = await bench.get('/a');
    if (!body || !isStream(body)) throw new Error('not a stream');
    await body.cancel();
    await settled();
    expect(await bench.read('/a')).toEqual([big.repeat(8), 'HIT']);
  });
});
