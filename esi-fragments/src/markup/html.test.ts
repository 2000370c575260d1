import { html } from './html.js';
import type { Html, Piece } from './pieces.js';

/** Finished markup next to each other as one string. */
function pieces(made: Html): Piece[] {
  const merged: Piece[] = [];
  for (const piece of made.pieces) {
    const last = merged.at(-1);
    if (typeof last === 'string' && typeof piece === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged;
}
const markup = (made: Html): string => pieces(made).join('');

describe('html', () => {
  it('escapes text', () => {
    expect(markup(html`<p>${'<b> & "x"'}</p>`)).toBe('<p>&lt;b&gt; &amp; "x"</p>');
  });

  it('escapes attributes', () => {
    expect(markup(html`<p title="a ${`"><b onclick='x'>`}">x</p>`)).toBe(
      '<p title="a &quot;&gt;&lt;b onclick=&#39;x&#39;&gt;">x</p>',
    );
  });

  it('keeps markup of its own making, and lists of it', () => {
    expect(markup(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}</ul>`)).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>',
    );
  });

  it('does not take content for markup, whatever its shape', () => {
    const forged = { pieces: ['<script>'] } as unknown as string;
    expect(markup(html`<p>${forged}</p>`)).toBe('<p>[object Object]</p>');
  });

  it('shows numbers, and nothing for what is not there', () => {
    expect(markup(html`<p>${0}${null}${undefined}${false}${true}</p>`)).toBe('<p>0</p>');
  });

  it('leaves out an attribute without a value and writes a true one without', () => {
    expect(markup(html`<p lang="${null}" title="${undefined}" class="${''}" hidden="${true}">x</p>`)).toBe(
      '<p class="" hidden>x</p>',
    );
  });

  it('takes false as no value only for a whole attribute', () => {
    expect(markup(html`<p hidden="${false}" class="a ${false}">x</p>`)).toBe('<p class="a ">x</p>');
  });

  it('leaves out an address that it does not link to', () => {
    expect(markup(html`<a class="x" href="${'javascript:alert(1)'}">x</a>`)).toBe('<a class="x">x</a>');
    expect(markup(html`<a href="${'/a?b=1&c="'}">x</a>`)).toBe('<a href="/a?b=1&amp;c=&quot;">x</a>');
  });

  it('loads pictures from web addresses only', () => {
    expect(markup(html`<img src="${'mailto:a@b.example'}" alt="">`)).toBe('<img alt="">');
    expect(markup(html`<img src="${'data:image/svg+xml,x'}" alt="">`)).toBe('<img alt="">');
    expect(markup(html`<img src="${'/a.png'}" alt="">`)).toBe('<img src="/a.png" alt="">');
  });

  it('makes holes of placeholders, by where they stand', () => {
    expect(
      pieces(
        html`<a title="${'{{traits.name}}'}" href="${'/c/{{ params.category }}'}">${'Hi {{ traits.name }}'}</a>`,
      ),
    ).toEqual([
      '<a title="',
      { place: 'attribute', from: 'traits', name: 'name' },
      '" href="/c/',
      { place: 'url', from: 'params', name: 'category' },
      '">Hi ',
      { place: 'text', from: 'traits', name: 'name' },
      '</a>',
    ]);
  });

  it('refuses values where none can be made safe', () => {
    expect(() => html`<p ${'x'}>y</p>`).toThrow('a value must stand in text or between double quotes');
    expect(() => html`<${'p'}>y</p>`).toThrow('a value must stand in text or between double quotes');
    expect(() => html`<p title=${'x'}>y</p>`).toThrow('a value must stand in text or between double quotes');
    expect(() => html`<a href="/c/${'x'}">y</a>`).toThrow('the value of href must be one address');
    expect(() => html`<p title="${html`<b>x</b>`}">y</p>`).toThrow(
      "markup can't stand in the attribute title",
    );
    expect(() => html`<p>${'x'}</p`).toThrow('the template ends inside a tag');
  });

  it('refuses scripts, styles, comments and ESI instructions in templates', () => {
    const complaint = 'no script, style or comment may stand in';
    expect(() => html`<script>x</script>`).toThrow(complaint);
    expect(() => html`<STYLE>x</STYLE>`).toThrow(complaint);
    expect(() => html`<p style="color:red">x</p>`).toThrow(complaint);
    expect(() => html`<p onclick="x()">x</p>`).toThrow(complaint);
    expect(() => html`<img srcset="${'a'}">`).toThrow(complaint);
    expect(() => html`<!-- x --><p>x</p>`).toThrow(complaint);
    expect(() => html`<esi:include src="/x"/>`).toThrow(complaint);
  });
});
