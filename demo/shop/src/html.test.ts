import { escapeText, html } from './html.js';

it('escapes every value that is no markup', () => {
  const evil = `<script>"it's" & more</script>`;
  expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
    '<p title="&lt;script&gt;&quot;it&#39;s&quot; &amp; more&lt;/script&gt;">&lt;script&gt;&quot;it&#39;s&quot; &amp; more&lt;/script&gt;</p>',
  );
  expect(escapeText('a')).toBe('a');
});

it('takes markup and lists as they are, and leaves nothing for nothing', () => {
  expect(
    html`<ul>${['a', '<'].map((text) => html`<li>${text}</li>`)}</ul>${null}${undefined}${false}${0}`.text,
  ).toBe('<ul><li>a</li><li>&lt;</li></ul>0');
});
