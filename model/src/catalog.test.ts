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
      /count, sum, max, .*since, score/,
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

  describe('an operator that cannot be used on what moves with the clock', () => {
    const signals = [
      { key: 'since_cart', kind: 'since', event: 'cart_add' },
      { key: 'focus', kind: 'sum', event: 'focus', value: 'props.ms', halfLife: '5m' },
      { key: 'intent', kind: 'score', halfLife: '10m', weights: [{ event: 'click', weight: 1 }] },
      { key: 'recent', kind: 'count', event: 'click', halfLife: '1h' },
      { key: 'plain', kind: 'sum', event: 'focus', value: 'props.ms' },
      { key: 'in_all', kind: 'count', event: 'click' },
    ];
    const withWhen = (when: object) => catalog({ signals, segments: [{ key: 'busy', name: 'Busy', when }] });

    it.each<[object, string, string]>([
      [
        { 'signals.since_cart': { $regex: '^9' } },
        'signals.since_cart.$regex',
        'signal "since_cart" grows with the clock, and when "$regex" on it will change its answer cannot be ' +
          'computed; allowed: $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists, $type, $not and plain values',
      ],
      [{ 'signals.focus': { $gt: 3, $veq: '1' } }, 'signals.focus.$veq', 'signal "focus" decays'],
      [{ 'signals.recent': { $not: { $ini: [1] } } }, 'signals.recent.$not.$ini', 'signal "recent" decays'],
      [
        { $or: [{ $not: { 'signals.intent': { $size: 1 } } }] },
        '$or[0].$not.signals.intent.$size',
        'signal "intent" decays',
      ],
      [{ 'time.hour': { $vgt: '8' } }, 'time.hour.$vgt', 'time.hour moves with the clock'],
    ])('%j', (when, place, message) => {
      const found = { place: `segments[0].when.${place}`, message: expect.stringContaining(message) };
      expect(refusals(withWhen(when))).toEqual([expect.objectContaining(found)]);
      expect(refusals(catalog({ signals, variants: [variant({ when })], segments: [] }))).toEqual([
        expect.objectContaining({ ...found, place: `variants[0].when.${place}` }),
      ]);
    });

    it.each([
      { 'signals.since_cart': { $gt: 3, $lte: 90, $not: { $in: [4] } }, 'signals.focus': 0 },
      { 'signals.plain': { $regex: '^9' }, 'signals.in_all': { $ini: ['x'] }, 'time.hour': { $nin: [1] } },
      { 'context.device.os': { $regexi: 'android' }, 'traits.app': { $vgte: '1.2.0' } },
    ])('but not %j', (when) => expect(checkCatalog(withWhen(when)).ok).toBe(true));
  });

  it.each<[object, string]>([
    [{ $size: 1 }, '$size'],
    [{ $not: { $regex: '^vip_' } }, '$not.$regex'],
    [{ $elemMatch: { $regex: '^vip_' } }, '$elemMatch.$regex'],
    [{ $all: ['a', { $regex: '^vip_' }] }, '$all[1].$regex'],
  ])('segments that do not say which they depend on: %j', (on, place) => {
    const segments = [{ key: 'busy', name: 'Busy', when: { segments: on } }];
    expect(refusals(catalog({ segments }))).toEqual([
      expect.objectContaining({
        place: `segments[0].when.segments.${place}`,
        message: expect.stringContaining('does not name the segments it depends on'),
      }),
    ]);
    // A variant is chosen when all segments are known.
    const checked = checkCatalog(catalog({ variants: [variant({ when: { segments: on } })] }));
    expect(checked.ok).toBe(true);
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

it('warns of a plain text compared with all segments at once', () => {
  const when = { segments: 'busy' };
  expect(checkCatalog(catalog({ variants: [variant({ when })] }))).toMatchObject({
    ok: true,
    warnings: [
      { place: 'variants[0].when.segments', message: expect.stringContaining('{ "$in": ["busy"] }') },
    ],
  });
});
