import { checkCatalog } from '@tessera/model';
import { assemble, type Rows } from './assemble';

const NONE: Rows = { signals: [], segments: [], slots: [], variants: [], mappings: [] };
const OPTIONS = { defaultLocale: 'en', timezone: 'UTC' };
const made = (rows: Partial<Rows>, options = OPTIONS) => assemble({ ...NONE, ...rows }, options);

let documents = 0;
const documentId = () => `d${++documents}`;
const segment = (key: string, more: object = {}) => ({
  documentId: documentId(),
  key,
  name: key.toUpperCase(),
  parent: null,
  when: null,
  hold: null,
  audience: null,
  enabled: true,
  ...more,
});
const text = (title: string) => ({ template: 'text', content: { text: title } });
const variant = (key: string, more: object = {}) => ({
  documentId: key,
  locale: 'en',
  key,
  name: 'V',
  slots: ['hero'],
  targeting: null,
  ...text('Hello'),
  ...more,
});

it('passes the model’s check, whatever the rows', () => {
  const { content } = made({
    signals: [{ documentId: 'x', key: 'clicks', name: '', kind: 'count', event: 'click', value: 'props.ms' }],
    segments: [segment('b'), segment('a', { parent: 'b', hold: '', enabled: false })],
    variants: [variant('vvvvvvvvvvv1'), variant('broken')],
  });
  expect(checkCatalog({ version: '1', ...content })).toMatchObject({ ok: true });
  expect(content.segments.map(({ key, enabled }) => [key, enabled])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  // `value` is left over from another kind and does not reach the catalog.
  expect(content.signals[0]).not.toHaveProperty('value');
});

it('leaves out what is wrong, says why, and keeps the rest', () => {
  const { content, leftOut, warnings } = made({
    segments: [
      segment('good'),
      segment('bad', { when: { 'signals.x': { $gtt: 1 } } }),
      segment('child', { parent: 'bad' }),
    ],
    variants: [variant('vvvvvvvvvvv1', { targeting: { segments: { none: ['bad'] } } })],
    slots: [
      { documentId: 's', key: 'hero', name: 'Hero', delivery: 'shared', ttl: 60, fallback: '', params: null },
    ],
  });
  expect(content.segments.map(({ key }) => key)).toEqual(['child', 'good']);
  expect(leftOut).toMatchObject([
    { kind: 'segment', key: 'bad', locale: null, refusals: [{ place: 'when.signals.x.$gtt', value: '1' }] },
  ]);
  // Still named, so that the server shows it to nobody.
  expect(content.variants[0]?.segments.none).toEqual(['bad']);
  expect(warnings.map(({ kind, key }) => [kind, key])).toEqual([
    ['segment', 'child'],
    ['variant', 'vvvvvvvvvvv1'],
  ]);
});

it('breaks circles and doubled keys, one entry at a time', () => {
  const { content, leftOut } = made({
    segments: [segment('a', { parent: 'b' }), segment('b', { parent: 'a' }), segment('c'), segment('c')],
  });
  expect(content.segments.map(({ key }) => key).sort()).toEqual(expect.arrayContaining(['c']));
  expect(content.segments.filter(({ key }) => key === 'c')).toHaveLength(1);
  expect(leftOut.map(({ refusals }) => refusals[0]?.message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('must not depend on itself'),
      expect.stringContaining('must be unique'),
    ]),
  );
  expect(checkCatalog({ version: '1', ...content })).toMatchObject({ ok: true });
});

it('drops entries beyond the model’s limits instead of failing', () => {
  const many = Array.from({ length: 502 }, (_, index) => segment(`s${String(index).padStart(3, '0')}`));
  const { content, leftOut } = made({ segments: many });
  expect(content.segments).toHaveLength(500);
  expect(leftOut.map(({ key }) => key).sort()).toEqual(['s500', 's501']);
});

describe('mappings', () => {
  const mapping = (key: string, more: object = {}) => ({
    documentId: documentId(),
    key,
    name: null,
    tag: 'any',
    event: `Event of ${key}`,
    leaveOut: false,
    type: 'goal',
    props: null,
    set: null,
    enabled: true,
    ...more,
  });

  it('come in the catalog’s words; without any, there is no list that older servers would refuse', () => {
    expect(made({}).content).not.toHaveProperty('mappings');
    const { content } = made({
      mappings: [
        mapping('b', { tag: 'segment', props: { value: ['price'] }, set: { goal: 'lead' } }),
        mapping('a', { leaveOut: true, props: { value: ['left over'] } }),
      ],
    });
    expect(content.mappings).toMatchObject([
      { key: 'a', tag: null, type: null, props: {}, set: {} },
      { key: 'b', tag: 'segment', type: 'goal', props: { value: ['price'] }, set: { goal: 'lead' } },
    ]);
    expect(checkCatalog({ version: '1', ...content })).toMatchObject({ ok: true });
  });

  it('of the same event: the later key is left out, with the reason', () => {
    const { content, leftOut } = made({
      mappings: [
        mapping('b', { event: 'Lead' }),
        mapping('a', { event: 'Lead' }),
        mapping('off', { event: 'Lead', enabled: null }),
      ],
    });
    expect(content.mappings?.map(({ key, enabled }) => [key, enabled])).toEqual([
      ['a', true],
      ['off', false],
    ]);
    expect(leftOut).toMatchObject([
      { kind: 'mapping', key: 'b', refusals: [{ message: expect.stringContaining('by "a" and by "b"') }] },
    ]);
  });
});

describe('locales of a variant', () => {
  const es = (more: object = {}) => variant('vvvvvvvvvvv1', { locale: 'es', ...text('Hola'), ...more });

  it('come with the default one first, which alone gives name, slots and targeting', () => {
    const { content } = made({
      variants: [
        es({ name: 'Other', slots: ['elsewhere'], targeting: { priority: 99 } }),
        variant('vvvvvvvvvvv1', { targeting: { segments: { any: ['x'] }, priority: 1 } }),
      ],
    });
    expect(content.variants).toHaveLength(1);
    expect(Object.keys(content.variants[0]?.locales ?? {})).toEqual(['en', 'es']);
    expect(content.variants[0]).toMatchObject({
      name: 'V',
      slots: ['hero'],
      priority: 1,
      segments: { any: ['x'] },
    });
    const spanish = made({ variants: [variant('vvvvvvvvvvv1'), es()] }, { ...OPTIONS, defaultLocale: 'es' });
    expect(Object.keys(spanish.content.variants[0]?.locales ?? {})).toEqual(['es', 'en']);
  });

  it('without the default one the variant is left out', () => {
    const { content, leftOut } = made({ variants: [es()] });
    expect(content.variants).toEqual([]);
    expect(leftOut).toMatchObject([
      {
        key: 'vvvvvvvvvvv1',
        refusals: [{ place: 'locales.en', message: expect.stringContaining('default locale') }],
      },
    ]);
  });

  it('a wrong translation is left out alone; a wrong default takes the variant with it', () => {
    const translation = made({ variants: [variant('vvvvvvvvvvv1'), es({ content: { title: 'no text' } })] });
    expect(Object.keys(translation.content.variants[0]?.locales ?? {})).toEqual(['en']);
    expect(translation.leftOut).toMatchObject([{ key: 'vvvvvvvvvvv1', locale: 'es' }]);

    const main = made({ variants: [variant('vvvvvvvvvvv1', { content: null }), es()] });
    expect(main.content.variants).toEqual([]);
    expect(main.leftOut).toMatchObject([{ key: 'vvvvvvvvvvv1', locale: null }]);
  });
});

it.each([
  ['text'],
  [[1]],
  [{ segments: 'all' }],
  [{ key: 'zzzzzzzzzzzz' }],
  [{ locales: {} }],
  [{ audience: 1 }],
])('a targeting that is %j leaves the variant out rather than showing it to everybody', (targeting) => {
  const { content, leftOut } = made({ variants: [variant('vvvvvvvvvvv1', { targeting })] });
  const kept = content.variants[0];
  // A key or locales inside the targeting must not replace the variant's own.
  if (kept) expect(kept).toMatchObject({ key: 'vvvvvvvvvvv1', locales: { en: text('Hello') } });
  else expect(leftOut).toHaveLength(1);
});
