import type { LocaleContent } from '@tessera/model';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { html } from '../markup/html.js';
import { SCHEMA } from '../markup/sanitise-schema.js';
import { fill } from './fill.js';
import { renderVariant } from './render-variant.js';
import { renderPieces } from './rendered.js';

/** Whatever content, parameters and traits hold: no tag, attribute, scheme or ESI instruction comes of it. */

const ESI = /<\/?esi:|<!--/i;
const HOSTILE = [
  ...[
    '<esi:include src="/admin"/>',
    '<ESI:vars>',
    '<!--esi',
    '<!--ESI <esi:include src="/x"/>-->',
    '</esi:remove>',
  ],
  ...[
    '<',
    'esi:',
    'include',
    '<!',
    '--esi',
    '-->',
    '&lt;',
    '&#60;',
    '&#x3c',
    ';',
    '&',
    '\0',
    '\ud800',
    '\u2028',
  ],
  ...[
    '{{ params.category }}',
    '{{params.none}}',
    '{{ traits.name }}',
    '{{',
    '}}',
    '{',
    '}',
    '$(HTTP_COOKIE{x})',
  ],
  ...[
    '"',
    "'",
    '`',
    '>',
    '/>',
    '=',
    ' ',
    '\n',
    '\n\n',
    '\r',
    '</h2>',
    '</div>',
    '</table>',
    '<p>',
    '<a href="/x">',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '<img src=x onerror=alert(1)>',
    '<svg>',
    '<table>',
    '<template>',
    '<b>',
  ],
  ...[
    'javascript:',
    'data:',
    'https:',
    '//',
    '/',
    '\\',
    ':',
    '?',
    '#',
    '..',
    'mailto:',
    'evil.example',
    '\t',
  ],
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });
const size = fc.integer({ min: 1, max: 10_000 });
const image = maybe(fc.record({ src: hostile, alt: hostile, width: size, height: size }));
const cta = maybe(fc.record({ label: hostile, href: hostile }));
const tone = maybe(fc.constantFrom('plain', 'accent', 'warm', 'dark'));
const ends = fc.constant('2026-11-30T00:00:00Z');
const item = fc.record({
  name: hostile,
  href: maybe(hostile),
  image,
  highlight: maybe(fc.boolean()),
  values: fc.array(hostile, { maxLength: 3 }),
});

const structured: fc.Arbitrary<LocaleContent> = fc.oneof(
  fc.record({
    template: fc.constant('hero'),
    content: fc.record({ eyebrow: maybe(hostile), title: hostile, text: maybe(hostile), image, cta, tone }),
  }),
  fc.record({
    template: fc.constant('banner'),
    content: fc.record({ title: hostile, text: maybe(hostile), cta, tone }),
  }),
  fc.record({
    template: fc.constant('countdown'),
    content: fc.record({ title: hostile, text: maybe(hostile), ends, expired: maybe(hostile), cta, tone }),
  }),
  fc.record({
    template: fc.constant('comparison'),
    content: fc.record({
      title: hostile,
      rows: fc.array(hostile, { minLength: 1, maxLength: 3 }),
      items: fc.array(item, { minLength: 1, maxLength: 3 }),
    }),
  }),
  fc.record({ template: fc.constant('text'), content: fc.record({ title: maybe(hostile), text: hostile }) }),
);
const free: fc.Arbitrary<LocaleContent> = fc.record({
  template: fc.constant('html'),
  content: fc.record({ html: hostile }),
});
const values = fc.record({
  params: fc.record({ category: hostile }),
  traits: fc.record({ name: hostile }),
});
const delivery = fc.constantFrom('shared', 'personal');

type Filled = { readonly params: { readonly category: string }; readonly traits: { readonly name: string } };

function show(entry: LocaleContent, delivered: 'shared' | 'personal', filled: Filled): string {
  const slot = { key: 'home_hero', delivery: delivered, params: ['category'] };
  const rendered = renderVariant({ slot, variant: 'Xk31bbGq0pLa', locale: 'en', entry });
  return new TextDecoder().decode(fill(rendered, filled));
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;
const elementsIn = (parent: Parent): DefaultTreeAdapterTypes.Element[] =>
  parent.childNodes.filter((node: Node): node is DefaultTreeAdapterTypes.Element => 'tagName' in node);
const everyElementIn = (parent: Parent): DefaultTreeAdapterTypes.Element[] =>
  elementsIn(parent).flatMap((element) => [element, ...everyElementIn(element)]);

/** What editors' words may decide; the rest of a fragment must not depend on them. */
const CONTENT_ATTRIBUTES = ['alt', 'href', 'src', 'data-tessera-expired'];
const outline = (parent: Parent): unknown[] =>
  elementsIn(parent).map((element) => [
    element.tagName,
    element.attrs.map(({ name, value }) => (CONTENT_ATTRIBUTES.includes(name) ? name : `${name}=${value}`)),
    outline(element),
  ]);

/** The same content in harmless words: addresses and blanks as they are, an x for everything else. */
function harmless<T>(content: T, field = ''): T {
  if (typeof content === 'string') {
    const keeps = ['href', 'src', 'ends', 'tone'].includes(field);
    return (keeps ? content : content.replace(/\S/gu, 'x')) as T;
  }
  if (Array.isArray(content)) return content.map((part: unknown) => harmless(part)) as T;
  if (content === null || typeof content !== 'object') return content;
  return Object.fromEntries(Object.entries(content).map(([key, part]) => [key, harmless(part, key)])) as T;
}

const PAGE = 'https://shop.example/dir/';
const addresses = (fragment: string): (URL | null)[] =>
  everyElementIn(parseFragment(fragment))
    .flatMap(({ attrs }) => attrs.filter(({ name }) => ['href', 'src', 'cite'].includes(name)))
    .map(({ value }) => (URL.canParse(value, PAGE) ? new URL(value, PAGE) : null));

/** That nothing of `fragment` is left open or stands outside of its one element. */
function expectClosed(fragment: string): void {
  const root = parseFragment(`<main>${fragment}<i></i></main>`);
  const [main, ...others] = elementsIn(root);
  expect(others).toEqual([]);
  expect(main && elementsIn(main).map(({ tagName }) => tagName)).toEqual(['div', 'i']);
}

const runs = { numRuns: 300 };

describe('a fragment of any content', () => {
  it('holds no ESI instruction', () => {
    fc.assert(
      fc.property(fc.oneof(structured, free), delivery, values, (entry, delivered, filled) => {
        expect(show(entry, delivered, filled)).not.toMatch(ESI);
      }),
      runs,
    );
  });

  it('has the structure of its template, whatever the words', () => {
    fc.assert(
      fc.property(structured, delivery, values, (entry, delivered, filled) => {
        const fragment = show(entry, delivered, filled);
        const plain = show(
          { ...entry, content: harmless(entry.content) } as LocaleContent,
          delivered,
          filled,
        );
        expect(outline(parseFragment(fragment))).toEqual(outline(parseFragment(plain)));
        expectClosed(fragment);
      }),
      runs,
    );
  });

  it('holds only allowed elements and attributes where editors write HTML', () => {
    const ours = ['data-tessera-slot', 'data-tessera-variant', 'data-tessera-template'];
    const theirs =
      'alt aria-hidden aria-label cite class colspan data-tessera-media datetime decoding dir height href lang loading open rel reversed rowspan scope src start target title width';
    fc.assert(
      fc.property(free, delivery, values, (entry, delivered, filled) => {
        const fragment = show(entry, delivered, filled);
        for (const { tagName, attrs } of everyElementIn(parseFragment(fragment))) {
          expect(SCHEMA.tagNames).toContain(tagName);
          for (const { name } of attrs) expect([...ours, ...theirs.split(' ')]).toContain(name);
        }
        expectClosed(fragment);
      }),
      runs,
    );
  });

  it('links to and loads nothing but web, mail and telephone addresses', () => {
    fc.assert(
      fc.property(fc.oneof(structured, free), delivery, values, (entry, delivered, filled) => {
        for (const url of addresses(show(entry, delivered, filled))) {
          expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(url?.protocol ?? 'http:');
        }
      }),
      runs,
    );
  });

  it('lets no placeholder decide where a link leads, only to which page there', () => {
    const parts = [
      '{{ params.category }}',
      '{{ traits.name }}',
      '{{ x }}',
      '/',
      '//',
      '\\',
      ':',
      '?',
      '#',
      '@',
      '..',
      'a',
    ];
    const address = fc
      .array(
        fc.constantFrom(...parts, 'https:', 'http://', 'javascript:', 'mailto:', 'evil.example', '%2F'),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((some) => some.join(''));
    const where = (href: string, word: string): unknown[] => {
      const entry: LocaleContent = {
        template: 'banner',
        content: { title: 'A', text: undefined, tone: undefined, cta: { label: 'Go', href } },
      };
      const fragment = show(entry, 'personal', { params: { category: word }, traits: { name: word } });
      return addresses(fragment).map((url) => url && [url.protocol, url.host]);
    };
    fc.assert(
      fc.property(address, address, (href, word) => {
        expect(where(href, word)).toEqual(where(href, 'x'));
        expect(where(href, '')).toEqual(where(href, 'x'));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('html', () => {
  /** As a parser of HTML reads characters: no controls, one kind of line end, no half pairs. */
  const asRead = (text: string): string =>
    new TextDecoder()
      .decode(new TextEncoder().encode(text))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
      .replace(/\r\n?/g, '\n');

  it('shows any text as it is, in text and in attributes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(!text.includes('{{'));
        const { bytes } = renderPieces(html`<p title="${text}">${text}</p>`.pieces, () => false);
        const [paragraph] = elementsIn(parseFragment(new TextDecoder().decode(bytes)));
        expect(paragraph?.attrs).toEqual([{ name: 'title', value: asRead(text) }]);
        const shown = paragraph?.childNodes
          .map((node: Node) => ('value' in node ? node.value : node.nodeName))
          .join('');
        expect(shown).toBe(asRead(text));
      }),
      runs,
    );
  });
});
