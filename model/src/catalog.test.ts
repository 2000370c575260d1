import { checkCatalog } from './catalog.js';

const variant = (over: object = {}) => ({
  key: 'Xk31bbGq0pLa',
  name: 'Offer',
  slots: ['hero'],
  locales: { en: { template: 'text', content: { text: 'Hello' } } },
  ...over,
});
const catalog = (over: object = {}) => ({
  version: '2026-11-23T20:00:00Z#17',
  signals: [{ key: 'clicks', kind: 'count', event: 'click' }],
  segments: [{ key: 'busy', name: 'Busy', when: { 'signals.clicks': { $gt: 3 } } }],
  slots: [{ key: 'hero', name: 'Hero', fallback: 'Xk31bbGq0pLa' }],
  variants: [variant({ segments: { any: ['busy'] } })],
  experiments: [],
  ...over,
});
const refusals = (json: unknown) => {
  const checked = checkCatalog(json);
  if (checked.ok) throw new Error('was accepted');
  return checked.refusals;
};

it('accepts a catalog, fills in defaults and warns of nothing', () => {
  const checked = checkCatalog(catalog());
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  expect(checked.warnings).toEqual([]);
  expect(checked.value.signals[0]).toMatchObject({ window: 'ever', where: null });
  expect(checked.value.slots[0]).toMatchObject({ delivery: 'shared', ttl: 60, params: [] });
  expect(checked.value.variants[0]).toMatchObject({
    priority: 0,
    segments: { any: ['busy'], all: [], none: [] },
  });
});

describe('refuses, naming place, value and what is allowed:', () => {
  it.each<[string, object, string, string, RegExp]>([
    ['an unknown field', { slot: [] }, 'slot', '[]', /unknown field/],
    ['a missing list', { segments: undefined }, 'segments', 'nothing', /is required/],
    [
      'experiments, for now',
      { experiments: [{}] },
      'experiments',
      '[{}]',
      /must be an empty list.*not supported yet/,
    ],
    [
      'a kind',
      { signals: [{ key: 'a', kind: 'avg', event: 'x' }] },
      'signals[0].kind',
      '"avg"',
      /count, sum, max, last, since, score/,
    ],
    [
      'a window',
      { signals: [{ key: 'a', kind: 'count', event: 'x', window: '30' }] },
      'signals[0].window',
      '"30"',
      /page, session, ever/,
    ],
    ['a key', { segments: [{ key: 'Busy', name: 'B' }] }, 'segments[0].key', '"Busy"', /a-z, 0-9 and _/],
    [
      'a signal condition',
      { segments: [{ key: 'b', name: 'B', when: { clicks: 1 } }] },
      'segments[0].when.clicks',
      '1',
      /allowed: signals\.\*/,
    ],
    [
      'an operator',
      { segments: [{ key: 'b', name: 'B', when: { 'signals.clicks': { $gtt: 1 } } }] },
      'segments[0].when.signals.clicks.$gtt',
      '1',
      /unknown operator/,
    ],
    [
      'a template',
      { variants: [variant({ locales: { en: { template: 'poem', content: {} } } })] },
      'variants[0].locales.en.template',
      '"poem"',
      /one of hero, banner/,
    ],
    [
      'content',
      { variants: [variant({ locales: { en: { template: 'text', content: { txt: 'x' } } } })] },
      'variants[0].locales.en.content.text',
      'nothing',
      /is required/,
    ],
    [
      'a schedule',
      { variants: [variant({ schedule: { from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } })] },
      'variants[0].schedule',
      '{"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}',
      /must end/,
    ],
    [
      'a doubled key',
      {
        slots: [
          { key: 'hero', name: 'A' },
          { key: 'hero', name: 'B' },
        ],
      },
      'slots[1].key',
      '"hero"',
      /slots\[0\] has it already/,
    ],
    ['a time zone', { timezone: 'Mars/Base' }, 'timezone', '"Mars/Base"', /IANA/],
  ])('%s', (_, over, place, value, message) => {
    expect(refusals(catalog(over))).toContainEqual({ place, value, message: expect.stringMatching(message) });
  });

  it('cycles of parents and references', () => {
    const segments = [
      { key: 'a', name: 'A', parent: 'b' },
      { key: 'b', name: 'B', when: { segments: { $in: ['a'] } } },
    ];
    expect(refusals(catalog({ segments }))).toEqual([
      { place: 'segments[0]', value: '"a"', message: 'must not depend on itself: a → b → a' },
    ]);
  });
});

it('warns of names that are not published, and accepts the rest', () => {
  const checked = checkCatalog(
    catalog({
      segments: [{ key: 'b', name: 'B', parent: 'gone', when: { 'signals.lost': 1 } }],
      variants: [variant({ segments: { none: ['busy'] }, slots: ['hero', 'nowhere'] })],
      slots: [{ key: 'hero', name: 'Hero', fallback: 'AAAAAAAAAAAA' }],
    }),
  );
  expect(checked.ok && checked.warnings.map(({ value }) => value)).toEqual([
    '"gone"',
    '"signals.lost"',
    '"busy"',
    '"nowhere"',
    '"AAAAAAAAAAAA"',
  ]);
});
