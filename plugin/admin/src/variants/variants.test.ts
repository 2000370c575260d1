import { TEMPLATES } from '@tessera/model';
import { CONTENT_EXAMPLES } from '../../../contracts/examples';
import type { PrioritiesAnswer, PriorityVariant } from '../../../contracts/priorities';
import en from '../translations/en/variants.json';
import es from '../translations/es/variants.json';
import { previewOf } from './content/preview';
import { withColumns } from './list-columns';
import { standingsOf } from './panel/rivals';

jest.mock('@strapi/strapi/admin', () => ({}));

describe('the preview', () => {
  const shown = (template: string, content: unknown, locale = 'en') =>
    previewOf(template, content, { locale, css: '.tsr{color:red}' });

  it.each([...TEMPLATES])(
    'of %s holds what the fragment server sends, and no script can run in it',
    (template) => {
      const html = shown(template, CONTENT_EXAMPLES[template]) ?? '';
      expect(html).toContain(`data-tessera-template="${template}"`);
      expect(html).toContain("content=\"default-src 'none';");
      expect(html).toContain('.tsr{color:red}');
    },
  );

  it('shows what stands in place of parameters and traits', () => {
    const text = 'For {{ params.category }}, {{traits.first_name}}';
    expect(shown('text', { text })).toContain('For ‹category›, ‹first_name›');
  });

  it('is none while something is missing or wrong', () => {
    expect(shown('hero', {})).toBeNull();
    expect(shown('text', { text: 'A', later: 1 })).toBeNull();
  });

  it('takes scripts out of an editor’s own HTML', () => {
    const html = shown('html', { html: '<p onclick="x()">A</p><script>alert(1)</script>' });
    expect(html).toContain('<p>A</p>');
    expect(html).not.toMatch(/<script|onclick/);
  });
});

describe('columns of the list view', () => {
  const names = (options: object | undefined) =>
    withColumns({
      displayedHeaders: [{ name: 'own' }, { name: 'locales', cellFormatter: () => null }],
      layout: { options: options as Record<string, unknown> },
    }).displayedHeaders.map((header) => (header as { name: string }).name);

  it('are added to variants and segments, and to nobody else', () => {
    expect(names({ tessera: { kind: 'variant' } })).toEqual([
      'own',
      'tesseraSegments',
      'tesseraShare',
      'locales',
    ]);
    expect(names({ tessera: { kind: 'segment' } })).toEqual(['own', 'tesseraShare', 'locales']);
    for (const options of [
      undefined,
      {},
      { tessera: null },
      { tessera: { kind: 'slot' } },
      { tessera: 'variant' },
    ])
      expect(names(options)).toEqual(['own', 'locales']);
  });
});

it('a variant’s standing names those before it, slot by slot', () => {
  const variant = (documentId: string) => ({ documentId }) as PriorityVariant;
  const [a, b] = ['a', 'b'].map(variant);
  const answer: PrioritiesAnswer = {
    version: 'v',
    variants: [a, b].flatMap((one) => one ?? []),
    slots: [
      { key: 's', name: 'S', fallback: null, order: ['a', 'b'] },
      { key: 't', name: 'T', fallback: null, order: ['b'] },
      { key: 'u', name: 'U', fallback: 'b', order: ['a'] },
    ],
    leftOut: [],
  };
  expect(standingsOf(answer, 'b')).toEqual([
    { slot: 'S', slotKey: 's', place: 2, of: 2, before: [a] },
    { slot: 'T', slotKey: 't', place: 1, of: 1, before: [] },
  ]);
});

it('every text is there in Spanish, with the same values', () => {
  const values = (text: string) => [...new Set(text.match(/(?<=\{)\w+(?=[,}])/g))].sort();
  expect(Object.keys(es)).toEqual(Object.keys(en));
  for (const [id, text] of Object.entries(en))
    expect([id, values((es as Record<string, string>)[id] ?? '')]).toEqual([id, values(text)]);
});
