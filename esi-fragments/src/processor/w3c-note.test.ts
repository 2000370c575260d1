import { utf8 } from './bytes.js';
import type { IncludeAsk } from './include.js';
import { requestVariables } from './language/variables.js';
import { stitchStream } from './stitch.js';

/* The examples of the ESI 1.0 note, https://www.w3.org/TR/esi-lang/, in its order; the request is that of its table. */

const REQUEST = {
  url: new URL('http://esi.xyz.com/?first=Robin&last=Roberts'),
  headers: new Headers({
    'accept-language': 'da, en-gb, en',
    cookie: 'id=571; visits=42',
    host: 'esi.xyz.com',
    referer: 'http://roberts.xyz.com/',
    'user-agent': 'Mozilla/4.0 (compatible; MSIE 5.5; Windows NT 5.0)',
  }),
};

/** Stitches where everything can be had but what `missing` names; gives the text without space between tags. */
async function read(body: string, cookie?: string, missing: RegExp = /^$/): Promise<string> {
  const headers = new Headers(REQUEST.headers);
  if (cookie !== undefined) headers.set('cookie', cookie);
  const fetch = async ({ url }: IncludeAsk) => ({
    status: missing.test(url.href) ? 404 : 200,
    headers: new Headers(),
    body: utf8(`[${url.host}${url.pathname}${url.search}]`),
  });
  const stream = stitchStream(new Response(body).body as ReadableStream<Uint8Array>, {
    url: REQUEST.url,
    fetch,
    allowedOrigins: ['http://example.com', 'http://bak.example.com', 'http://www.example.com'],
    variables: requestVariables({ url: REQUEST.url, headers }),
  });
  return (await new Response(stream).text()).replace(/>\s+|\s+</g, (space) => space.trim()).trim();
}

describe('3.1 include', () => {
  const tag =
    '<esi:include src="http://example.com/1.html" alt="http://bak.example.com/2.html" onerror="continue"/>';
  it('brings src, else alt, else nothing', async () => {
    expect(await read(tag)).toBe('[example.com/1.html]');
    expect(await read(tag, undefined, /1\.html/)).toBe('[bak.example.com/2.html]');
    expect(await read(tag, undefined, /html/)).toBe('');
  });

  it('takes variables in its address', async () => {
    expect(await read('<esi:include src="http://example.com/search?query=$(QUERY_STRING{first})"/>')).toBe(
      '[example.com/search?query=Robin]',
    );
  });
});

it('3.3 choose, when, otherwise', async () => {
  const body = `
    <esi:choose>
      <esi:when test="$(HTTP_COOKIE{group})=='Advanced'">
        <esi:include src="http://www.example.com/advanced.html"/>
      </esi:when>
      <esi:when test="$(HTTP_COOKIE{group})=='Basic User'">
        <esi:include src="http://www.example.com/basic.html"/>
      </esi:when>
      <esi:otherwise>
        <esi:include src="http://www.example.com/new_user.html"/>
      </esi:otherwise>
    </esi:choose>`;
  expect(await read(body, 'group=Advanced')).toBe('[www.example.com/advanced.html]');
  expect(await read(body, 'group=Basic User')).toBe('[www.example.com/basic.html]');
  expect(await read(body, 'group=advanced')).toBe('[www.example.com/new_user.html]');
  expect(await read(body)).toBe('[www.example.com/new_user.html]');
});

it('3.4 try, attempt, except', async () => {
  const body = `
    <esi:try>
      <esi:attempt>
        <esi:comment text="Include an ad"/>
        <esi:include src="http://www.example.com/ad1.html"/>
      </esi:attempt>
      <esi:except>
        <esi:comment text="Just write some HTML instead"/>
        <a href=www.akamai.com>www.example.com</a>
      </esi:except>
    </esi:try>`;
  expect(await read(body)).toBe('[www.example.com/ad1.html]');
  expect(await read(body, undefined, /ad1/)).toBe('<a href=www.akamai.com>www.example.com</a>');
});

it('3.5 and 3.6 comment and remove', async () => {
  expect(await read('<esi:comment text="the following animation will have a 24 hr TTL."/>')).toBe('');
  const body = `
    <esi:include src="http://www.example.com/ad.html"/>
    <esi:remove>
      <a href="http://www.example.com">www.example.com</a>
    </esi:remove>`;
  expect(await read(body)).toBe('[www.example.com/ad.html]');
});

it('3.7 vars', async () => {
  const body = '<esi:vars><img src="http://www.example.com/$(HTTP_COOKIE{type})/hello.gif"/></esi:vars>';
  expect(await read(body, 'type=green')).toBe('<img src="http://www.example.com/green/hello.gif"/>');
});

it('3.8 <!--esi -->', async () => {
  const body = '<!--esi <p><esi:vars>Hello, $(HTTP_COOKIE{name})!</esi:vars></p>-->';
  expect(await read(body, 'name=Robin')).toBe('<p>Hello, Robin!</p>');
});

describe('4 variables', () => {
  it.each([
    ['$(HTTP_ACCEPT_LANGUAGE)', 'da, en-gb, en'],
    ['$(HTTP_ACCEPT_LANGUAGE{en-gb})', 'true'],
    ['$(HTTP_ACCEPT_LANGUAGE{fr})', 'false'],
    ['$(HTTP_COOKIE{visits})', '42'],
    ['$(HTTP_COOKIE{nobody}|none)', 'none'],
    ["$(HTTP_COOKIE{nobody}|'no visits yet')", 'no visits yet'],
    // Not in the note: Akamai's own form.
    ["$(HTTP_COOKIE{'visits'}|'none')", '42'],
    ['$(HTTP_HOST)', 'esi.xyz.com'],
    ['$(HTTP_REFERER)', 'http://roberts.xyz.com/'],
    ['$(HTTP_USER_AGENT{os})', 'WIN'],
    ['$(HTTP_USER_AGENT{browser})', 'MSIE'],
    ['$(HTTP_USER_AGENT{version})', '5.5'],
    ['$(QUERY_STRING)', 'first=Robin&amp;last=Roberts'],
    ['$(QUERY_STRING{first})', 'Robin'],
    ['$(QUERY_STRING{middle})', ''],
  ])('%s is %s', async (variable, value) => {
    expect(await read(`<esi:vars>${variable}</esi:vars>`)).toBe(value);
  });
});

describe('5 expressions', () => {
  it.each([
    ['!(1==1)', false],
    ["!('a'<='c')", false],
    ["(1==1)|('abc'=='def')", true],
    ['(4!=5)&(4==5)', false],
    ['$(HTTP_COOKIE{visits}) > 9', true],
    ["$(HTTP_COOKIE{nobody}) == ''", false],
    ["$(HTTP_COOKIE{nobody}) != 'x'", false],
    // Not valid, by the note: so false.
    ['(1 & 4)', false],
    ['("abc" | "edf")', false],
  ])('%s is %s', async (test, holds) => {
    const attribute = test.includes('"') ? `'${test}'` : `"${test}"`;
    const body = `<esi:choose><esi:when test=${attribute}>yes</esi:when><esi:otherwise>no</esi:otherwise></esi:choose>`;
    expect(await read(body)).toBe(holds ? 'yes' : 'no');
  });
});
