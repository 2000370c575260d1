import fc from 'fast-check';
import { chunksOf } from '../testing/chunks.js';
import { concat, text, utf8 } from './bytes.js';
import { Parser, parse } from './parser.js';
import type { Node } from './tree.js';

const TAG_BYTES = 200;

/** Nodes as a string: text as it is, an include as `[src]`, a variable as `{NAME}`, elements with their parts. */
const bytesOf = (node: Node): Uint8Array => {
  switch (node.kind) {
    case 'text':
      return node.bytes;
    case 'include':
      return utf8(`[${node.src}]`);
    case 'variable':
      return utf8(`{${node.reference.name}${node.within === 'text' ? '' : ` in ${node.within}`}}`);
    case 'choose':
      return utf8(`choose(${node.branches.map(({ nodes }) => shape(nodes)).join('|')})`);
    case 'try':
      return utf8(`try(${shape(node.attempt)}|${shape(node.except)})`);
  }
};
const shape = (nodes: readonly Node[]): string => text(concat(nodes.map(bytesOf)));
const parsed = (page: string) => shape(parse(utf8(page), TAG_BYTES));

describe('a page', () => {
  it.each([
    ['plain', 'plain'],
    ['a<esi:include src="/x"/>b', 'a[/x]b'],
    ['a<esi:include src="/x"></esi:include>b', 'a[/x]b'],
    ['a<esi:comment text="x > y"/>b', 'ab'],
    ['a<esi:remove>no <esi:include src="/x"/> <b></esi:remove>b', 'ab'],
    ['a<esi:remove>1<esi:remove>2</esi:remove>3</esi:remove>b', 'ab'],
    ['a</esi:remove>b', 'ab'],
    ['a<!--esi <esi:include src="/x"/> -->b', 'a [/x] b'],
    ['<!--esi yo --> foo --><!--esi baz --> x <!-- 1 --> ', ' yo  foo --> baz  x <!-- 1 --> '],
    ['a<!--esi 1<!--esi 2-->3-->b', 'a 1 23b'],
    ['a<!-- <esi:include src="/x"/> -->b', 'a<!-- <esi:include src="/x"/> -->b'],
    ['a<!--> <esi:include src="/x"/>', 'a<!--> [/x]'],
    ['<![CDATA[<esi:include src="/x"/>]]><esi:include src="/y"/>', '<![CDATA[<esi:include src="/x"/>]]>[/y]'],
    ['a<esi:unknown x="1">b</esi:unknown>', 'a<esi:unknown x="1">b</esi:unknown>'],
    ['a<ESI:include src="/x"/><esindex> < <e', 'a<ESI:include src="/x"/><esindex> < <e'],
    ['a<esi:vars>b$(HTTP_HOST)<b>$(X|<)</b></esi:vars>$(HTTP_HOST)', 'ab{HTTP_HOST}<b>{X}</b>$(HTTP_HOST)'],
    [
      '<a title="<esi:vars>$(A)</esi:vars>" href="<esi:vars>$(B)$(C)</esi:vars>',
      '<a title="{A in attribute}" href="{B in url}{C in attribute}',
    ],
    ['<esi:vars>$(A<esi:include src="/x"/>)$(B)</esi:vars>', '$(A[/x]){B}'],
    [
      'a<esi:choose> no <esi:when test="1==1">1</esi:when><esi:include src="/x"/><esi:otherwise>2<esi:include src="/y"/></esi:otherwise></esi:choose>b',
      'achoose(1|2[/y])b',
    ],
    [
      '<esi:try>no<esi:attempt>1<esi:try><esi:attempt>2</esi:attempt></esi:try></esi:attempt><esi:except>3</esi:except></esi:try>!',
      'try(1try(2|)|3)!',
    ],
    ['<esi:vars><esi:choose><esi:when test="1==1">$(A)</esi:when></esi:choose></esi:vars>', 'choose({A})'],
    ['a<esi:when test="1==1">b</esi:when>c', 'a<esi:when test="1==1">bc'],
    ['a<esi:choose><esi:when test="1==1">b<esi:vars>c</esi:choose>d', 'achoose(bc)d'],
    ['a<esi:choose><esi:when test="1==1">never closed', 'achoose(never closed)'],
    [
      'a<esi:inline name="/x" fetchable="yes">b</esi:inline>',
      'a<esi:inline name="/x" fetchable="yes">b</esi:inline>',
    ],
    [`${'<esi:vars>'.repeat(70)}x${'</esi:vars>'.repeat(70)}y`, 'y'],
    ['cut <esi:include src="/x"', 'cut <esi:include src="/x"'],
    [`<esi:include src="/${'x'.repeat(300)}"/>!`, `<esi:include src="/${'x'.repeat(300)}"/>!`],
  ])('%s', (page, expected) => {
    expect(parsed(page)).toBe(expected);
  });

  it('gives the same nodes in random chunks as in one piece', () => {
    const piece = fc.constantFrom(
      '<esi:include src="/a" alt="/b>"/>',
      '<esi:include src=\'/ü€😀\' onerror="continue" />',
      '<esi:remove>',
      '</esi:remove>',
      '<esi:comment text="-->"/>',
      '<esi:other>',
      '<esi:vars>',
      '</esi:vars>',
      '<esi:choose>',
      '<esi:when test="$(QUERY_STRING{a}) == 1">',
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
      '$(HTTP_HOST)',
      '<a href="',
      '<script>',
      '</script>',
      "$(QUERY_STRING{ü}|'a) b')",
      '$(',
      '$',
      ')',
      '<!--esi',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<',
      '"',
      "'",
      '>',
      '-',
      '<e',
      '</esi',
      'text ',
      'ü€😀',
      `<esi:include src="${'long'.repeat(60)}"/>`,
    );
    const page = fc.array(piece, { maxLength: 30 }).map((pieces) => utf8(pieces.join('')));
    const cuts = fc.array(fc.nat(400), { maxLength: 40 });
    fc.assert(
      fc.property(page, cuts, (bytes, at) => {
        const parser = new Parser(TAG_BYTES);
        const nodes = chunksOf(bytes, at).flatMap((chunk) => parser.push(chunk));
        expect(shape([...nodes, ...parser.end()])).toBe(shape(parse(bytes, TAG_BYTES)));
      }),
      { numRuns: 2000 },
    );
  });

  it('lets go of text at once and keeps back only what may become a tag', () => {
    const parser = new Parser(TAG_BYTES);
    expect(shape(parser.push(utf8('<html>text<es')))).toBe('<html>text');
    expect(shape(parser.push(utf8('i:include src="/x')))).toBe('');
    expect(shape(parser.push(utf8('"/>more <!-')))).toBe('[/x]more ');
    expect(shape(parser.end())).toBe('<!-');
  });
});
