import fc from 'fast-check';
import { moveInCss, moveInHtml, moveTo } from './addresses.js';

const move = moveTo('/P', 'http://shop:1');
const html = (text: string) => moveInHtml(text, move);
const css = (text: string) => moveInCss(text, move);

describe('moveInHtml', () => {
  it.each([
    ['<a href="/p/1">x</a>', '<a href="/P/p/1">x</a>'],
    ["<img alt='' src='/a b.png'/>", "<img alt='' src='/P/a b.png'/>"],
    ['<script async src=/x.js></script>', '<script async src=/P/x.js></script>'],
    ['<LINK REL=stylesheet HREF = "/x.css">', '<LINK REL=stylesheet HREF = "/P/x.css">'],
    ['<a href="http://shop:1/p?x=/y#z">', '<a href="/P/p?x=/y#z">'],
    ['<img srcset="/a.jpg 1x,/b.jpg 2x, c.jpg 3x">', '<img srcset="/P/a.jpg 1x,/P/b.jpg 2x, c.jpg 3x">'],
    ['<img srcset="/a.jpg, /b.jpg 2x">', '<img srcset="/P/a.jpg, /P/b.jpg 2x">'],
    ['<p style="background:url(/x.svg)">', '<p style="background:url(/P/x.svg)">'],
    ['<style>a{b:url("/x.svg")}</style><i>', '<style>a{b:url("/P/x.svg")}</style><i>'],
    ['<link href="/x.css" integrity="sha256-x" rel=x>', '<link href="/P/x.css" rel=x>'],
    ['<a href=" /x ">', '<a href=" /P/x ">'],
    ['<svg><use xlink:href="/i.svg#a"/></svg>', '<svg><use xlink:href="/P/i.svg#a"/></svg>'],
  ])('%s', (before, after) => expect(html(before)).toBe(after));

  it.each([
    '<a href="//cdn.example/x">',
    '<a href="/\\evil.example">',
    '<a href="https://other.example/x" title="/x" data-x="/x">',
    '<a href="http://shop:12/x">',
    '<a href="p/1"><a href="#x"><a href="?x">',
    '<img srcset="data:image/png;base64,/9j/ 1x">',
    '<!-- <a href="/x"> --> <!--<a href="/x">',
    '<script>let a = \'<a href="/x">\'; if (1<a && b>"/x") c()</script>',
    '<textarea><a href="/x"></textarea><title><a href="/x"></title>',
    'a < b, <3, </a href="/x">, <!doctype html>, <?xml href="/x"?>, a="/x"',
    '<a href="/unclosed',
    '<a href=>',
    '<script><a href="/x">',
    '<a "href="/x" =b>',
  ])('leaves %s', (text) => expect(html(text)).toBe(text));

  it('goes on behind what it leaves alone', () => {
    expect(html('<!-- x --><script>"</"</script ><a href="/x">')).toBe(
      '<!-- x --><script>"</"</script ><a href="/P/x">',
    );
  });

  it('never loses or adds anything but the prefix, whatever the text', () => {
    const piece = fc.constantFrom(
      ...['<a', ' href=', '"/x"', "'/y'", '/z', '"', "'", '>', '<!--', '-->', '<style>', '</style', ' ', '='],
      ...['<script', '</script>', 'url(', ')', 'srcset="', ', ', '<', '/', 'text', '\n', '<img src'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(html(text).replaceAll('/P/', '/')).toBe(text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is done with a long hostile text in the time of reading it', () => {
    const text = `${'<a b="'.repeat(50_000)}${'<style'.repeat(50_000)}${"<a href='".repeat(50_000)}`;
    expect(html(text)).toHaveLength(text.length);
  });
});

describe('moveInCss', () => {
  it.each([
    ['a{b:url(/x.png)}', 'a{b:url(/P/x.png)}'],
    ['a{b:URL( "/x.png" )}', 'a{b:URL( "/P/x.png" )}'],
    ["@import '/x.css';", "@import '/P/x.css';"],
    ['@import url(/x.css);', '@import url(/P/x.css);'],
    [
      'a{b:url(x.png),url(//c/x),url(#x),url(data:x,/y)}',
      'a{b:url(x.png),url(//c/x),url(#x),url(data:x,/y)}',
    ],
  ])('%s', (before, after) => expect(css(before)).toBe(after));
});
