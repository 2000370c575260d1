import fc from 'fast-check';
import { concat, text, utf8 } from './bytes.js';
import { fetchIncludes, readUpTo } from './fetch-includes.js';
import type { IncludeFetch, Skipped } from './include.js';
import { requestVariables } from './language/variables.js';
import { parse } from './parser.js';
import { esiTransform, type StitchOptions, stitch, stitchStream } from './stitch.js';

const url = new URL('https://shop.example/c/laptops?x=1');
const html = new Headers({ 'content-type': 'text/html' });
const esi = new Headers({ 'content-type': 'text/html', 'surrogate-control': 'content="ESI/1.0"' });
const answer = (body: string, status = 200, headers = html) => ({ status, headers, body: utf8(body) });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers `/x` with `(x)` after as many ms as the address's `ms` says. */
const slow: IncludeFetch = async ({ url: { pathname, searchParams } }) => {
  await sleep(Number(searchParams.get('ms') ?? 0));
  return answer(`(${pathname.slice(1)})`);
};

async function stitched(page: string, options: Partial<StitchOptions> = {}) {
  const skipped: Skipped[] = [];
  const result = stitch(parse(utf8(page), 1000), {
    url,
    fetch: slow,
    onSkip: (skip) => skipped.push(skip),
    ...options,
  });
  const bytes = Array.isArray(result) ? concat(result) : await readUpTo(result as ReadableStream, 1e7);
  return { page: text(bytes ?? new Uint8Array()), skipped, reasons: skipped.map(({ reason }) => reason) };
}

const include = (src: string, more = '') => `<esi:include src="${src}" ${more}/>`;

function source(...chunks: (string | number)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for (const chunk of chunks) {
        if (typeof chunk === 'number') await sleep(chunk);
        else controller.enqueue(utf8(chunk));
      }
      controller.close();
    },
  });
}

describe('stitching', () => {
  it('puts fragments in their places, whichever comes first', async () => {
    const { page } = await stitched(`1${include('/a?ms=30')}2${include('/b')}3${include('/c?ms=10')}4`);
    expect(page).toBe('1(a)2(b)3(c)4');
  });

  it('gives the chunks at once when every include was there', () => {
    const fetch: IncludeFetch = () => answer('now');
    const result = stitch(parse(utf8(`1${include('/a')}2`), 1000), { url, fetch });
    expect(Array.isArray(result) && text(concat(result))).toBe('1now2');
  });

  it('fetches in parallel, but no more than allowed at a time', async () => {
    let running = 0;
    let most = 0;
    const fetch: IncludeFetch = async () => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
      return answer('.');
    };
    const { page } = await stitched(include('/a').repeat(10), { fetch, limits: { parallel: 4 } });
    expect([page, most]).toEqual(['..........', 4]);
  });

  it('lets what stands before a slow include leave at once, and only what follows waits', async () => {
    const stream = stitchStream(source(`<p>1${include('/a?ms=80')}2`, `${include('/b')}3`), {
      url,
      fetch: slow,
    });
    const reader = stream.getReader();
    const started = performance.now();
    expect(text((await reader.read()).value ?? utf8(''))).toBe('<p>1');
    expect(performance.now() - started).toBeLessThan(40);
    const rest: string[] = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(text(next.value));
    expect(rest.join('')).toBe('(a)2(b)3');
    expect(performance.now() - started).toBeGreaterThan(70);
  });

  it('starts includes further down while an earlier one is slow, in a page still coming', async () => {
    const begun: string[] = [];
    const fetch: IncludeFetch = (ask) => {
      begun.push(ask.url.pathname);
      return slow(ask);
    };
    const stream = stitchStream(source(include('/a?ms=100'), 10, include('/b')), { url, fetch });
    const done = readUpTo(stream, 1e6);
    await sleep(60);
    expect(begun).toEqual(['/a', '/b']);
    expect(text((await done) ?? utf8(''))).toBe('(a)(b)');
  });

  it('reads only so far ahead of a slow include', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read++;
          controller.enqueue(read === 1 ? utf8(include('/a?ms=60')) : utf8('x'.repeat(1000)));
          if (read === 1000) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const stream = stitchStream(endless, { url, fetch: slow, limits: { aheadBytes: 10_000 } });
    await sleep(30);
    expect(read).toBeLessThan(15);
    expect((await readUpTo(stream, 1e7))?.length).toBe('(a)'.length + 999 * 1000);
  });

  it('is also a transform', async () => {
    const body = source('a<esi:inc', 'lude src="/x"/>b').pipeThrough(esiTransform({ url, fetch: slow }));
    expect(text((await readUpTo(body, 1000)) ?? utf8(''))).toBe('a(x)b');
  });

  it('passes on that the page broke off, and cancels a page nobody reads', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(utf8('a'));
        controller.error(new Error('reset'));
      },
    });
    await expect(readUpTo(stitchStream(broken, { url, fetch: slow }), 10)).rejects.toThrow('reset');
    let cancelled: unknown;
    const abandoned = new ReadableStream<Uint8Array>({
      cancel(reason) {
        cancelled = reason;
      },
    });
    await stitchStream(abandoned, { url, fetch: slow }).cancel('gone');
    expect(cancelled).toBe('gone');
  });

  it('gives the same page in random chunks as in one piece', async () => {
    const pieces = fc.constantFrom(
      include('/ü'),
      include('/b?ms=1'),
      '<esi:remove>',
      '</esi:remove>',
      '€',
      '<',
    );
    const page = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(page, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const bytes = utf8(parts.join(''));
        const chunks = new ReadableStream<Uint8Array>({
          start(controller) {
            for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
            controller.close();
          },
        });
        const streamed = await readUpTo(stitchStream(chunks, { url, fetch: slow }), 1e6);
        expect(text(streamed ?? utf8(''))).toBe((await stitched(text(bytes))).page);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an include that fails', () => {
  it('leaves nothing, never an error body, whatever onerror says', async () => {
    const fetch: IncludeFetch = ({ url: { pathname } }) => answer('<h1>Oops</h1>', Number(pathname.slice(1)));
    const { page, skipped } = await stitched(
      `1${include('/500')}2${include('/404', 'onerror="continue"')}3`,
      {
        fetch,
      },
    );
    expect(page).toBe('123');
    expect(skipped).toEqual([
      { reason: 'bad-status', status: 500, address: '/500', depth: 1 },
      { reason: 'bad-status', status: 404, address: '/404', depth: 1 },
    ]);
  });

  it('is replaced by alt when that works', async () => {
    const fetch: IncludeFetch = ({ url: { pathname } }) => answer(pathname, pathname === '/good' ? 200 : 503);
    const { page } = await stitched(`${include('/bad', 'alt="/good"')}${include('/bad', 'alt="/worse"')}`, {
      fetch,
    });
    expect(page).toBe('/good');
  });

  it('is given up after its time, also when the fetch never settles', async () => {
    const fetch: IncludeFetch = () => new Promise(() => {});
    const { page, reasons } = await stitched(`1${include('/a')}2`, { fetch, limits: { includeMs: 20 } });
    expect([page, reasons]).toEqual(['12', ['timeout']]);
  });

  it('may throw or reject without harm', async () => {
    const throws: IncludeFetch = () => {
      throw new Error('bug');
    };
    const rejects: IncludeFetch = () => Promise.reject(new Error('refused'));
    expect((await stitched(`1${include('/a')}2`, { fetch: throws })).reasons).toEqual(['unreachable']);
    expect((await stitched(`1${include('/a')}2`, { fetch: rejects })).reasons).toEqual(['unreachable']);
  });
});

describe('safety of includes', () => {
  const asked: string[] = [];
  const fetch: IncludeFetch = ({ url: target }) => {
    asked.push(target.href);
    const status = target.searchParams.has('to') ? 302 : 200;
    const headers = new Headers({ location: target.searchParams.get('to') ?? '' });
    return answer('got', status, status === 302 ? headers : html);
  };
  beforeEach(() => asked.splice(0));

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    '//evil.example/x',
    'http://shop.example/plain-http',
    'https://shop.example:8443/other-port',
    'https://shop.example@evil.example/',
    'https://user:secret@shop.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://[bad',
    '',
    '\\\\evil.example\\x',
  ])('refuses %s', async (address) => {
    expect((await stitched(`1${include(address)}2`, { fetch })).page).toBe('12');
    expect(asked).toEqual([]);
  });

  it('allows the own origin, relative or absolute, and listed ones', async () => {
    const page = `${include('x')}${include('https://shop.example/y')}${include('https://api.example/z')}`;
    const result = await stitched(page, { fetch, allowedOrigins: ['https://api.example'] });
    expect(result.page).toBe('gotgotgot');
    expect(asked).toEqual(['https://shop.example/c/x', 'https://shop.example/y', 'https://api.example/z']);
  });

  it('checks again where a redirect leads, and follows only so many', async () => {
    const evil = await stitched(include('/r?to=http://127.0.0.1/admin'), { fetch });
    expect([evil.page, evil.reasons]).toEqual(['', ['origin-not-allowed']]);
    expect((await stitched(include('/r?to=/here'), { fetch })).page).toBe('got');
    asked.splice(0);
    const circle: IncludeFetch = ({ url: target }) => {
      asked.push(target.href);
      return answer('', 302, new Headers({ location: '/again' }));
    };
    expect((await stitched(include('/r'), { fetch: circle })).reasons).toEqual(['too-many-redirects']);
    expect(asked).toHaveLength(4);
  });

  it('limits number, size, total and depth', async () => {
    const few = await stitched(include('/a').repeat(5), { fetch, limits: { includes: 3 } });
    expect([few.page, few.reasons]).toEqual(['gotgotgot', ['too-many', 'too-many']]);
    const small = await stitched(include('/a'), { fetch, limits: { includeBytes: 2 } });
    expect(small.reasons).toEqual(['too-large']);
    const total = await stitched(include('/a').repeat(3), { fetch, limits: { totalBytes: 6 } });
    expect([total.page, total.reasons]).toEqual(['gotgot', ['too-large']]);
    const itself: IncludeFetch = () => answer(`<${include('/again')}>`, 200, esi);
    const deep = await stitched(include('/a'), { fetch: itself, limits: { depth: 3 } });
    expect([deep.page, deep.reasons]).toEqual(['<<<>>>', ['too-deep']]);
  });

  it('processes a fragment only when it asks for it, relative to its own address', async () => {
    const plain: IncludeFetch = () => answer(include('/evil'));
    expect((await stitched(include('/a'), { fetch: plain })).page).toBe(include('/evil'));
    const nested: IncludeFetch = ({ url: { pathname } }) =>
      pathname === '/deep/a' ? answer(include('b'), 200, esi) : answer(pathname);
    expect((await stitched(include('/deep/a'), { fetch: nested })).page).toBe('/deep/b');
  });
});

describe('getting includes with fetch', () => {
  const ask = { url: new URL('https://shop.example/a'), depth: 1, timeoutMs: 20, maxBytes: 5 };

  it('sends credentials to their origin only and never follows a redirect', async () => {
    const calls: RequestInit[] = [];
    const get = fetchIncludes({
      fetch: async (_, init) => {
        calls.push(init);
        return new Response('ok');
      },
      headers: { accept: 'text/html' },
      credentials: { origin: 'https://shop.example', headers: { cookie: 'a=1', authorization: 'Basic x' } },
    });
    await get(ask);
    await get({ ...ask, url: new URL('https://api.example/a') });
    expect(calls.map(({ headers }) => [...(headers as Headers).keys()])).toEqual([
      ['accept', 'authorization', 'cookie'],
      ['accept'],
    ]);
    expect(calls.map(({ redirect }) => redirect)).toEqual(['manual', 'manual']);
  });

  it('says why it failed', async () => {
    const large = fetchIncludes({ fetch: async () => new Response('too much') });
    expect(await large(ask)).toEqual({ failed: 'too-large' });
    const refused = fetchIncludes({ fetch: () => Promise.reject(new TypeError('fetch failed')) });
    expect(await refused(ask)).toEqual({ failed: 'unreachable' });
    const hangs = fetchIncludes({
      fetch: (_, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    expect(await hangs(ask)).toEqual({ failed: 'timeout' });
  });
});

describe('the language', () => {
  const JS = String.raw`\u003cscript\u003e\u0022x\u0027`;
  const variables = requestVariables({
    url: new URL('https://shop.example/c?who=%3Cscript%3E%22x%27&tier=gold&to=javascript:alert(1)'),
    headers: new Headers({ cookie: 'part=a/b' }),
  });
  /** Answers 404 below /no/. */
  const fetch: IncludeFetch = async ({ url: { pathname } }) =>
    answer(`(${pathname.slice(1)})`, pathname.startsWith('/no/') ? 404 : 200);
  const asked: string[] = [];
  const watched: IncludeFetch = (ask) => {
    asked.push(ask.url.pathname);
    return fetch(ask);
  };
  const page = async (source: string): Promise<string> => {
    asked.length = 0;
    return (await stitched(source, { variables, fetch: watched })).page;
  };

  it('writes variables so that they can’t become markup or another address', async () => {
    expect(await page('<esi:vars><p title="$(QUERY_STRING{who})">$(QUERY_STRING{who})</p></esi:vars>')).toBe(
      '<p title="&lt;script&gt;&quot;x&#39;">&lt;script&gt;&quot;x&#39;</p>',
    );
    expect(
      await page(
        `<script>const who = "<esi:vars>$(QUERY_STRING{who})</esi:vars>"</script><esi:vars><a href="$(QUERY_STRING{to})" onclick="f('$(QUERY_STRING{who})')">$(QUERY_STRING{to})</a></esi:vars>`,
      ),
    ).toBe(`<script>const who = "${JS}"</script><a href="" onclick="f('${JS}')">javascript:alert(1)</a>`);
    expect(await page(include('/f/$(HTTP_COOKIE{part})'))).toBe('(f/a%2Fb)');
  });

  it('takes the first branch that holds, and fetches nothing of the others', async () => {
    const choose = `<esi:choose><esi:when test="1==2">${include('/x')}</esi:when><esi:when test="$(QUERY_STRING{tier})=='gold'">1${include('/y')}</esi:when><esi:when test="1==1">${include('/z')}</esi:when><esi:otherwise>${include('/o')}</esi:otherwise></esi:choose>`;
    expect(await page(`a${choose}b`)).toBe('a1(y)b');
    expect(asked).toEqual(['/y']);
  });

  const attempt = (inside: string, otherwise: string) =>
    `<esi:try><esi:attempt>${inside}</esi:attempt><esi:except>${otherwise}</esi:except></esi:try>`;

  it('gives what is attempted, or what is there for its failure, which is not fetched before', async () => {
    expect(await page(attempt(`1${include('/x')}2`, include('/e')))).toBe('1(x)2');
    expect(asked).toEqual(['/x']);
    expect(await page(attempt(`1${include('/x')}${include('/no/1')}2`, `sorry ${include('/e')}`))).toBe(
      'sorry (e)',
    );
  });

  it('does not take for a failure what is silent, has an alternative, or was put right within', async () => {
    expect(await page(attempt(`1${include('/no/1', 'onerror="continue"')}2`, 'e'))).toBe('12');
    expect(await page(attempt(`1${include('/no/1', 'alt="/y"')}2`, 'e'))).toBe('1(y)2');
    expect(await page(attempt(`1${attempt(include('/no/1'), 'inner')}2`, 'e'))).toBe('1inner2');
    expect(await page(attempt(attempt(include('/no/1'), include('/no/2')), 'outer'))).toBe('outer');
    const chosen = `<esi:choose><esi:otherwise>${include('/no/1')}</esi:otherwise></esi:choose>`;
    expect(await page(attempt(chosen, 'e'))).toBe('e');
  });

  it('leaves a hole where an include fails that nothing is attempted for: the page is whole', async () => {
    expect(await page(`1${include('/no/1')}2`)).toBe('12');
  });

  it('does not read what variables bring in', async () => {
    const evil = requestVariables({
      url: new URL('https://shop.example/?x=%3Cesi:include%20src=/y/%3E$(HTTP_COOKIE)'),
      headers: new Headers({ cookie: 'secret=1' }),
    });
    const got = await stitched('<esi:vars>$(QUERY_STRING{x})</esi:vars>', {
      variables: evil,
      fetch: watched,
    });
    expect(got.page).toBe('&lt;esi:include src=/y/&gt;$(HTTP_COOKIE)');
  });
});
