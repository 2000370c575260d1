import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { SurroundingsFinder } from './surroundings.js';
import { writtenWithin } from './write-within.js';

const encoder = new TextEncoder();
const surroundingsAfter = (markup: string, cut = markup.length): string => {
  const finder = new SurroundingsFinder();
  const bytes = encoder.encode(markup);
  finder.push(bytes.subarray(0, cut));
  finder.push(bytes.subarray(cut));
  return finder.surroundings;
};

const CASES: readonly [string, string][] = [
  ['', 'text'],
  ['<p>a < b', 'text'],
  ['<p title="', 'attribute'],
  ["<p title = 'it is", 'attribute'],
  ['<p title=', 'unquoted'],
  ['<p title=a', 'unquoted'],
  ['<a href="', 'url'],
  ['<a href="/x?', 'attribute'],
  ['<a href=', 'unquoted'],
  ['<button onclick="f(\'', 'script'],
  ['<button ONCLICK=', 'nowhere'],
  ['<p style="color:', 'style'],
  ['<iframe srcdoc="', 'nowhere'],
  ['<p ', 'nowhere'],
  ['<', 'nowhere'],
  ['<p data-', 'nowhere'],
  ['<script>let a = "', 'script'],
  ['<SCRIPT type="module" >if (a<b) "</p>"', 'script'],
  ['<script>a</script >b', 'text'],
  ['<script>a</script ', 'nowhere'],
  ['<script>a</scr', 'script'],
  ['<script/src=x>"', 'script'],
  ['<script>a<</script>b', 'text'],
  ['<script>a</</scripts>b', 'script'],
  ['<script>a</style>b', 'script'],
  ['<style>p { content: "', 'style'],
  ['<!-- <script> " -->', 'text'],
  ['<!--><p title="', 'attribute'],
  ['<p title="a>b" class=\'c\'>', 'text'],
  ['<br/><p hidden>', 'text'],
  ['<p hidden title="', 'attribute'],
];

it.each(CASES)('after %s stands %s', (markup, expected) => {
  for (let cut = 0; cut <= markup.length; cut++) expect(surroundingsAfter(markup, cut)).toBe(expected);
});

it('an address begins once', () => {
  const finder = new SurroundingsFinder();
  finder.push(encoder.encode('<a href="'));
  expect(finder.surroundings).toBe('url');
  finder.filled();
  expect(finder.surroundings).toBe('attribute');
});

it('a bare value begins with what is put in', () => {
  const finder = new SurroundingsFinder();
  finder.push(encoder.encode('<p title='));
  finder.filled();
  finder.push(encoder.encode(' class="'));
  expect(finder.surroundings).toBe('attribute');
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0001java\nscript:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
])('an address can’t bring %j', (text) => {
  expect(writtenWithin('url', text)).toBe('');
});

it('an address can be one', () => {
  expect(writtenWithin('url', 'https://a.example/?x=1&y="')).toBe('https://a.example/?x=1&amp;y=&quot;');
  expect(writtenWithin('url', '/a:b?c')).toBe('/a:b?c');
});

/** Names of elements and attributes in a tree, and texts of scripts: what markup injected would change. */
function shapeOf(markup: string): string {
  type Parsed = { nodeName: string; attrs?: { name: string }[]; childNodes?: Parsed[] };
  const visit = ({ nodeName, attrs = [], childNodes = [] }: Parsed): string =>
    `${nodeName}[${attrs.map(({ name }) => name)}](${childNodes.map(visit)})`;
  return visit(parseFragment(markup) as unknown as Parsed);
}

it('property: whatever is put in, a browser sees the same elements and attributes', () => {
  const before = fc.constantFrom(...CASES.map(([markup]) => markup));
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '/',
    '=',
    ' ',
    '-->',
    '</script',
    '<img src=x onerror=y>',
    'a',
    '\\',
    '`',
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(before, text, (markup, injected) => {
      const finder = new SurroundingsFinder();
      finder.push(encoder.encode(markup));
      const { surroundings } = finder;
      const end = `"'><i></i></script></style>--><b></b>`;
      // What is harmless stands for what is put in, where anything is.
      const plain = writtenWithin(surroundings, injected) === '' ? '' : 'x';
      expect(shapeOf(`${markup}${writtenWithin(surroundings, injected)}${end}`)).toBe(
        shapeOf(`${markup}${plain}${end}`),
      );
    }),
    { numRuns: 3_000 },
  );
});
