import fc from 'fast-check';
import { chunksOf } from '../testing/chunks.js';
import { concat, text, utf8 } from './bytes.js';
import { readUpTo } from './fetch-includes.js';
import type { IncludeFetch } from './include.js';
import { requestVariables } from './language/variables.js';
import { parse } from './parser.js';
import { type Stitched, type StitchOptions, stitch, stitchStream } from './stitch.js';

const TAG_BYTES = 200;
const url = new URL('https://shop.example/c?a=1&b=%3Cb%3E%22');

/** Answers at once, later, or not at all; fragments under /esi/ ask to be processed themselves. */
const fetch: IncludeFetch = ({ url: { pathname } }) => {
  const name = pathname.slice(1);
  if (name.startsWith('no')) return { failed: 'unreachable' };
  const control = name.startsWith('esi') ? { 'surrogate-control': 'content="ESI/1.0"' } : {};
  const body = name.startsWith('esi')
    ? `{<esi:vars>$(QUERY_STRING{a})</esi:vars><esi:include src="/in"/>}`
    : `(${name})`;
  const answer = {
    status: 200,
    headers: new Headers({ 'content-type': 'text/html', ...control }),
    body: utf8(body),
  };
  return name.startsWith('late') ? Promise.resolve(answer) : answer;
};
const options: StitchOptions = {
  url,
  fetch,
  variables: requestVariables({ url, headers: new Headers({ cookie: 'c=ü; d=x y' }) }),
  limits: { tagBytes: TAG_BYTES, includes: 1_000 },
};

const PIECES = [
  '<esi:include src="/now"/>',
  '<esi:include src="/late" alt="/now"/>',
  '<esi:include src="/no"/>',
  '<esi:include src="/no" onerror="continue"/>',
  '<esi:include src="/no" alt="/esi"/>',
  '<esi:include src="/f$(QUERY_STRING{a})"/>',
  '<esi:choose>',
  '<esi:when test="$(QUERY_STRING{a}) == 1">',
  '<esi:when test="$(HTTP_COOKIE{d}) == \'y\'">',
  '</esi:when>',
  '<esi:otherwise>',
  '</esi:otherwise>',
  '</esi:choose>',
  '<esi:try>',
  '<esi:attempt>',
  '</esi:attempt>',
  '<esi:except>',
  '</esi:except>',
  '</esi:try>',
  '<esi:vars>',
  '</esi:vars>',
  '$(QUERY_STRING{b})',
  "$(HTTP_COOKIE{none}|'ü)')",
  '$(HTTP_COOKIE{c})',
  '<esi:remove>',
  '</esi:remove>',
  '<esi:comment text="x"/>',
  '<!--esi',
  '<!--',
  '-->',
  '<a href="',
  '">',
  '<script>',
  '</script>',
  'text ü€😀 ',
  '<',
  '$',
];
const page = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 25, size: 'max' })
  .map((pieces) => pieces.join(''));

async function read(stitched: Stitched): Promise<string> {
  const bytes = stitched instanceof ReadableStream ? await readUpTo(stitched, 1e6) : concat(stitched);
  return text(bytes ?? new Uint8Array());
}

const streamOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(chunk);
      controller.close();
    },
  });

it('property: a page in random chunks gives the same bytes as in one piece', async () => {
  let varied = 0;
  await fc.assert(
    fc.asyncProperty(page, fc.array(fc.nat(800), { maxLength: 30 }), async (source, cuts) => {
      const bytes = utf8(source);
      const whole = await read(stitch(parse(bytes, TAG_BYTES), options));
      const chunked = await read(stitchStream(streamOf(chunksOf(bytes, cuts)), options));
      expect(chunked).toBe(whole);
      if (whole !== source) varied += 1;
    }),
    { numRuns: 3_000 },
  );
  expect(varied).toBeGreaterThan(1_500);
});
