import { checkContent, type LocaleContent, type Template } from '@tessera/model';
import { fill } from './fill.js';
import { renderVariant } from './render-variant.js';

/** Content as the catalog's check gives it. */
function entryOf(template: Template, content: object): LocaleContent {
  const checked = checkContent(template, content);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}

const render = (entry: LocaleContent, delivery: 'shared' | 'personal' = 'personal') =>
  renderVariant({
    slot: { key: 'home_hero', params: ['category'], delivery },
    variant: 'Xk31bbGq0pLa',
    locale: 'en',
    entry,
  });
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('fill', () => {
  const greeting = entryOf('banner', {
    title: '{{ params.category }} for {{ traits.name }}',
    cta: {
      label: 'Go',
      href: '/c/{{ params.category }}?for={{ traits.name }}',
    },
  });

  it('gives the rendered bytes themselves where nothing is to be filled', () => {
    const rendered = render(entryOf('text', { text: '{{ params.unknown }}{{ x }}' }));
    expect(rendered.holes).toEqual([]);
    expect(fill(rendered, { params: { unknown: 'a' } })).toBe(rendered.bytes);
    const open = render(greeting);
    expect(fill(open)).toBe(open.bytes);
  });

  it('shows parameters, and no traits in a shared slot', () => {
    const made = text(
      fill(render(greeting, 'shared'), {
        params: { category: 'laptops' },
        traits: { name: 'Ann' },
      }),
    );
    expect(made).toContain('<h2 class="tsr-title">laptops for </h2>');
    expect(made).toContain('href="/c/laptops?for="');
  });

  it('shows traits in a personal slot, escaped by where they stand', () => {
    const rendered = render(greeting);
    const made = text(
      fill(rendered, {
        params: { category: 'phones' },
        traits: { name: '"<Ann> & Zoë/..\ud800"' },
      }),
    );
    expect(made).toContain('<h2 class="tsr-title">phones for "&lt;Ann&gt; &amp; Zoë/..\ufffd"</h2>');
    expect(made).toContain('href="/c/phones?for=%22%3CAnn%3E%20%26%20Zo%C3%AB%2F..%EF%BF%BD%22"');
  });

  it.each([
    [{ name: 7 }, '7'],
    [{ name: true }, 'true'],
    [{ name: null }, ''],
    [{ name: { toString: 1 } }, ''],
    [{ name: ['a'] }, ''],
    [{ name: Number.NaN }, ''],
    [Object.create({ name: 'inherited' }) as Record<string, unknown>, ''],
  ])('of traits %j shows %j', (traits, expected) => {
    const rendered = render(greeting);
    expect(text(fill(rendered, { traits }))).toContain(`<h2 class="tsr-title"> for ${expected}</h2>`);
  });

  it('lets no value walk through the path', () => {
    const entry = entryOf('banner', {
      title: 'A',
      cta: { label: 'Go', href: '/a/{{ traits.x }}/b' },
    });
    const rendered = render(entry);
    expect(text(fill(rendered, { traits: { x: '..' } }))).toContain('href="/a//b"');
    expect(text(fill(rendered, { traits: { x: '../c' } }))).toContain('href="/a/..%2Fc/b"');
  });

  it('knows no traits named like what every object has', () => {
    const entry = entryOf('text', { text: 'a{{ traits.constructor }}{{ traits.__proto__ }}b' });
    const rendered = render(entry);
    expect(rendered.holes).toHaveLength(2);
    expect(text(fill(rendered, { traits: {} }))).toContain('>ab<');
  });
});
