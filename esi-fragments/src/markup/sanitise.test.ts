import type { Piece } from './pieces.js';
import { sanitisedHtml } from './sanitise.js';

const show = (piece: Piece): string => (typeof piece === 'string' ? piece : `[${piece.place} ${piece.name}]`);
const clean = (source: string): string => sanitisedHtml(source).pieces.map(show).join('');

describe('sanitisedHtml', () => {
  it('keeps structure, text, links, pictures and tables', () => {
    const source =
      '<h2>A</h2><p class="lead">b <strong>c</strong><br>d <a href="/x" rel="nofollow" target="_blank">e</a></p>' +
      '<table><thead><tr><th scope="col" colspan="2">f</th></tr></thead><tbody><tr><td>g</td></tr></tbody></table>' +
      '<ul><li>h</li></ul><details open><summary>i</summary>j</details><time datetime="2026-11-30">k</time>';
    expect(clean(source)).toBe(source);
  });

  it('makes h1 an h2: a page has its own', () => {
    expect(clean('<h1>A</h1>')).toBe('<h2>A</h2>');
  });

  it('lets pictures wait, describes them, and drops those it would not load', () => {
    expect(clean('<img src="/a.png" width="10" height="20">')).toBe(
      '<img alt="" src="/a.png" width="10" height="20" loading="lazy" decoding="async">',
    );
    expect(clean('<img alt="a" src="data:image/png;base64,x">b')).toBe('b');
  });

  it('keeps marks for rich and lite media only', () => {
    expect(
      clean('<p data-tessera-media="rich">a</p><p data-tessera-media="x" data-tessera-slot="y">b</p>'),
    ).toBe('<p data-tessera-media="rich">a</p><p>b</p>');
  });

  it("does not let content wear our own templates' classes", () => {
    expect(clean('<p class="tsr-hero note TSR">a</p>')).toBe('<p class="note">a</p>');
  });

  it.each([
    ['<script>alert(1)</script>a', 'a'],
    ['<SCRIPT SRC=//evil.example/x.js></SCRIPT>a', 'a'],
    ['<style>*{color:red}</style>a', 'a'],
    ['<p onclick="alert(1)" style="color:red" id="x" name="y">a</p>', '<p>a</p>'],
    ['<img src=x onerror=alert(1)>', '<img alt="" src="x" loading="lazy" decoding="async">'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href="java&#9;script:alert(1)">a</a>', '<a>a</a>'],
    ['<a href="&#106;avascript&colon;alert(1)">a</a>', '<a>a</a>'],
    ['<a href=" &#1;javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<svg><script>alert(1)</script></svg>a', 'a'],
    [
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>a',
      'a',
    ],
    ['<iframe src="//evil.example"></iframe>a', 'a'],
    ['<form action="//evil.example"><input name="q"><button>a</button></form>', 'a'],
    ['<template><script>alert(1)</script></template>a', 'a'],
    [
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>a',
      '<img alt="" src="x" loading="lazy" decoding="async">"&gt;a',
    ],
    ['<!-- a --><![CDATA[ b ]]>c', 'c'],
    ['<scr<script>ipt>alert(1)</script>a', 'ipt&gt;alert(1)a'],
    ['<td>a</td>', 'a'],
    ['<p>a<b>b', '<p>a<b>b</b></p>'],
    ['</div></div>a', 'a'],
    [
      '<base href="//evil.example"><meta http-equiv="refresh" content="0"><link rel="stylesheet" href="/x">a',
      'a',
    ],
  ])('turns %s into %s', (source, expected) => {
    expect(clean(source)).toBe(expected);
  });

  it.each([
    '<esi:include src="/admin"/>a',
    '<ESI:Include src="/admin"/>a',
    '<!--esi <esi:include src="/admin"/> -->a',
    '&lt;esi:include src="/admin"/&gt;a',
    '&#60;esi:include/>a',
    '<<b></b>esi:include/>a',
    '<b title="<esi:include src=\'/admin\'/>">a</b>',
    '<b title="&lt;!--esi">a</b>',
    '<a href="/x?<esi:include/>">a</a>',
    '<b title="<{{ params.x }}esi:include/>">a</b>',
    '<{{ params.x }}esi:include/>a',
    '<e{{ nothing }}si:include/>a',
    '<xmp><esi:include/></xmp>a',
    '<textarea><!--esi</textarea>a',
    '<svg><desc><esi:include></esi:include></desc></svg>a',
    '</esi:remove>a',
    '<\0esi:include/>a',
  ])('makes no ESI instruction of %j', (source) => {
    const made = clean(source);
    expect(made).toContain('a');
    expect(made).not.toMatch(/<\/?esi:|<!--/i);
    expect(made.replace(/\[\w+ \w*\]/g, '')).not.toMatch(/<\/?esi:|<!--/i);
  });

  it('makes holes of placeholders in text, attributes and addresses', () => {
    expect(clean('<a href="/c/{{ params.x }}" title="{{ params.x }}">{{ params.x }}</a>')).toBe(
      '<a href="/c/[url x]" title="[attribute x]">[text x]</a>',
    );
    expect(clean('<a href="{{ params.x }}:alert(1)">a</a>')).toBe('<a>a</a>');
  });

  it('cuts off what is nested too deeply', () => {
    expect(clean(`${'<div>'.repeat(60)}a`)).toContain('a');
    expect(clean(`${'<div>'.repeat(10_000)}a`)).not.toContain('a');
    expect(clean('<i>'.repeat(16_000)).length).toBeLessThan(1_000);
  });
});
