import type { Schema } from 'hast-util-sanitize';
import type { Place } from './pieces.js';

interface Attribute {
  /** The name in HTML, where hast's property is called otherwise. */
  readonly name: string;
  readonly place: Place;
}

const plain = (name: string): Attribute => ({ name, place: 'attribute' });
const address = (name: string): Attribute => ({ name, place: 'url' });

/** Every attribute that editors' HTML may have, by hast's property name. Anything else is dropped. */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  alt: plain('alt'),
  ariaHidden: plain('aria-hidden'),
  ariaLabel: plain('aria-label'),
  cite: address('cite'),
  className: plain('class'),
  colSpan: plain('colspan'),
  dataTesseraMedia: plain('data-tessera-media'),
  dateTime: plain('datetime'),
  dir: plain('dir'),
  height: plain('height'),
  href: address('href'),
  lang: plain('lang'),
  open: plain('open'),
  rel: plain('rel'),
  reversed: plain('reversed'),
  rowSpan: plain('rowspan'),
  scope: plain('scope'),
  src: address('src'),
  start: plain('start'),
  target: plain('target'),
  title: plain('title'),
  width: plain('width'),
};

/** Elements that have no content and no end tag. */
export const VOID = new Set(['br', 'col', 'hr', 'img', 'wbr']);

const TEXT =
  'a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr';
const BLOCKS =
  'article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary ul';
const TABLES = 'caption col colgroup table tbody td tfoot th thead tr';

/**
 * What the `html` template lets through: structure, text, links, pictures and tables. No scripts, styles,
 * forms, frames or media, no ids or names (they would clash with the page's), no comments.
 */
export const SCHEMA: Schema = {
  tagNames: [TEXT, BLOCKS, TABLES, 'img'].flatMap((names) => names.split(' ')),
  attributes: {
    '*': [
      'ariaHidden',
      'ariaLabel',
      // `tsr…` classes are ours: content must not dress up as another template.
      ['className', /^(?!tsr)/i],
      ['dataTesseraMedia', 'rich', 'lite'],
      ['dir', 'ltr', 'rtl', 'auto'],
      'lang',
      'title',
    ],
    a: [
      'href',
      ['rel', 'nofollow', 'noopener', 'noreferrer', 'sponsored', 'ugc'],
      ['target', '_blank', '_self'],
    ],
    blockquote: ['cite'],
    col: ['span'],
    colgroup: ['span'],
    del: ['cite', 'dateTime'],
    details: ['open'],
    img: ['alt', 'height', 'src', 'width'],
    ins: ['cite', 'dateTime'],
    ol: ['reversed', 'start'],
    q: ['cite'],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', ['scope', 'col', 'row', 'colgroup', 'rowgroup']],
    time: ['dateTime'],
  },
  ancestors: {
    caption: ['table'],
    col: ['table'],
    colgroup: ['table'],
    tbody: ['table'],
    td: ['table'],
    tfoot: ['table'],
    th: ['table'],
    thead: ['table'],
    tr: ['table'],
  },
  protocols: {
    cite: ['http', 'https'],
    href: ['http', 'https', 'mailto', 'tel'],
    src: ['http', 'https'],
  },
  clobber: [],
  required: {},
  // Their text is no text for readers: it goes with them. (Of other elements the text stays.)
  strip: [
    'script',
    'style',
    'template',
    'noscript',
    'iframe',
    'object',
    'svg',
    'math',
    'title',
    'textarea',
    'select',
    'xmp',
    'plaintext',
    'noembed',
    'noframes',
  ],
  allowComments: false,
  allowDoctypes: false,
};
