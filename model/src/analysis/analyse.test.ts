import { checkCatalog } from '../catalog.js';
import { analyseCatalog, analysisInSlices } from './analyse.js';
import type { Analysis, AnalysisOptions } from './types.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const SIGNALS = [
  { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value' },
  { key: 'clicks', kind: 'count', event: 'click' },
  { key: 'since_cart', kind: 'since', event: 'cart_add' },
  { key: 'intent', kind: 'score', max: 100, weights: [{ event: 'click', weight: 8 }] },
];
const segment = (key: string, over: object = {}) => ({ key, name: key.replaceAll('_', ' '), ...over });
const variant = (name: string, over: object = {}) => ({
  key: name.replaceAll(' ', '-').padEnd(12, '0'),
  name,
  slots: ['hero'],
  locales: { en: { template: 'text', content: { text: name } } },
  ...over,
});

function analyse(over: object, options: Partial<AnalysisOptions> = {}): Analysis {
  const checked = checkCatalog({
    version: 't',
    timezone: 'Europe/Madrid',
    signals: SIGNALS,
    segments: [],
    slots: [{ key: 'hero', name: 'Hero' }],
    variants: [],
    experiments: [],
    ...over,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return analyseCatalog(checked.value, { now: NOW, ...options });
}
/** Kinds and keys of the subjects, as `never_holds one two`. */
const brief = ({ findings }: Analysis) =>
  findings.map(({ kind, subjects }) => [kind, ...subjects.map(({ key }) => key)].join(' '));

it('finds nothing in a catalog without faults', () => {
  const analysis = analyse({
    segments: [
      segment('high_intent', { when: { 'signals.cart_value': { $gt: 100 } } }),
      segment('abandoner', { parent: 'high_intent', when: { 'signals.since_cart': { $gt: 90 } } }),
    ],
    variants: [
      variant('Plain'),
      variant('Ten off', { segments: { any: ['high_intent'] }, priority: 5 }),
      variant('Half off', { segments: { any: ['abandoner'] }, priority: 6 }),
    ],
  });
  expect(analysis).toMatchObject({ findings: [], clusters: [], complete: true });
});

describe('what never holds', () => {
  it('a segment whose condition contradicts its parent’s, with the two that contradict', () => {
    const [finding, ...others] = analyse({
      segments: [
        segment('high_intent', { when: { 'signals.cart_value': { $gt: 100 }, 'traits.vip': true } }),
        segment('small_cart', {
          parent: 'high_intent',
          when: { 'signals.cart_value': { $lt: 50 }, 'signals.clicks': { $gt: 3 } },
        }),
      ],
    }).findings;
    expect(others).toEqual([]);
    expect(finding).toEqual({
      kind: 'never_holds',
      severity: 'error',
      subjects: [{ type: 'segment', key: 'small_cart', name: 'small cart' }],
      message: 'Nobody can be in segment "small cart": its conditions contradict one another.',
      proof:
        'signals.cart_value must be over 100 (segment "high intent"), and signals.cart_value must be under 50 (this segment).',
    });
  });

  it.each<[string, object, RegExp]>([
    ['a count below 0', { 'signals.clicks': { $lt: 0 } }, /always a whole number from 0 on/],
    ['a count between two whole numbers', { 'signals.clicks': { $gt: 3, $lt: 4 } }, /whole number/],
    ['a score above its cap', { 'signals.intent': { $gt: 100 } }, /from 0 up to 100/],
    ['an hour there is not', { 'time.hour': { $gt: 23 } }, /from 0 to 23/],
    ['a kind of device there is not', { 'context.device.type': 'watch' }, /mobile, tablet, desktop/],
    ['a country of more than two letters', { 'context.geo.country': 'Spain' }, /at most 2 characters/],
    [
      'a flag that is neither',
      { 'context.network.save_data': { $nin: [true, false], $exists: true } },
      /true, false or missing/,
    ],
    ['a visit before the first', { 'context.visit.count': { $lt: 1 } }, /a whole number from 1 on/],
    [
      'a visitor neither new nor returning',
      { 'context.visit.returning': { $exists: false } },
      /true or false/,
    ],
    [
      'no alternative left',
      { $or: [{ 'traits.a': 1 }, { 'traits.a': 2 }], 'traits.a': { $gt: 5 } },
      /traits.a must be over 5/,
    ],
  ])('%s', (_, when, proof) => {
    const [finding] = analyse({ segments: [segment('odd', { when })] }).findings;
    expect(finding).toMatchObject({
      kind: 'never_holds',
      severity: 'error',
      proof: expect.stringMatching(proof),
    });
    expect(finding?.approximate).toBeUndefined();
  });

  it.each<[string, object]>([
    [
      'missing counts as 0 where numbers are compared',
      { 'signals.since_cart': { $lt: 1 }, $not: { 'signals.since_cart': { $exists: true } } },
    ],
    ['a text that a pattern matches', { 'traits.mail': { $regex: '^[a-z]+@example\\.(org|com)$' } }],
    [
      'two patterns at once',
      { $and: [{ 'traits.x': { $regex: 'ab+' } }, { 'traits.x': { $regex: '[0-9]{3}' } }] },
    ],
    ['versions in between', { 'traits.app': { $vgt: '1.2.3', $vlt: '1.2.4' } }],
    ['a list with all of some', { 'traits.tags': { $all: ['a', 'b'], $size: 3, $nin: ['c'] } }],
    ['an item that satisfies', { 'traits.orders': { $elemMatch: { total: { $gt: 50 }, paid: true } } }],
    ['a field and what lies within it', { 'traits.home': { $exists: true }, 'traits.home.city': 'Soria' }],
    ['an hour of a weekday', { 'time.hour': { $gte: 9, $lt: 10 }, 'time.weekday': { $in: [6] } }],
  ])('is not said of %s', (_, when) => {
    expect(analyse({ segments: [segment('fine', { when })] })).toMatchObject({
      findings: [],
      complete: true,
    });
  });

  it('is said with a reservation where not every value could be tried', () => {
    const two = { 'traits.country': { $in: ['ES'] }, $and: [{ 'traits.country': { $in: ['FR'] } }] };
    expect(analyse({ segments: [segment('both', { when: two })] }).findings).toMatchObject([
      {
        kind: 'never_holds',
        severity: 'warning',
        approximate: expect.stringMatching(/traits.country has .* a list/),
      },
    ]);
  });

  it('is said with a reservation where a segment holds on to its visitors', () => {
    const [finding] = analyse({
      segments: [
        segment('many', { when: { 'signals.clicks': { $gt: 5 } }, hold: '30s' }),
        segment('few', { parent: 'many', when: { 'signals.clicks': { $lt: 3 } } }),
      ],
    }).findings;
    expect(finding).toMatchObject({
      subjects: [{ key: 'few' }],
      approximate:
        'This is so unless segment "many" is holding on to a visitor for whom its condition has ceased to hold.',
    });
  });

  it('a variant whose schedule is over, or never meets its hours', () => {
    const analysis = analyse({
      variants: [
        variant('Over', { schedule: { until: '2026-11-24T11:00:00Z' } }),
        variant('At night', {
          schedule: { from: '2026-11-25T08:00:00Z', until: '2026-11-25T12:00:00Z' },
          when: { 'time.hour': { $in: [22, 23] } },
        }),
        // 8:00 in UTC is 9:00 in Madrid.
        variant('At nine', {
          schedule: { from: '2026-11-25T08:00:00Z', until: '2026-11-25T08:30:00Z' },
          when: { 'time.hour': 9, 'time.weekday': 3 },
        }),
      ],
    });
    expect(brief(analysis)).toEqual(['never_holds Over00000000', 'never_holds At-night0000']);
    expect(analysis.findings[0]).toMatchObject({
      severity: 'hint',
      proof: 'Its schedule ended 2026-11-24T11:00:00Z.',
    });
  });

  it('what depends on a disabled segment, but not that segment', () => {
    const analysis = analyse({
      segments: [segment('off', { enabled: false }), segment('below', { parent: 'off' })],
      variants: [variant('Not off', { segments: { none: ['off'] } })],
    });
    expect(brief(analysis)).toEqual(['never_holds below', 'never_holds Not-off00000']);
    expect(analysis.findings[1]?.message).toBe(
      'Nobody can be shown variant "Not off": it names segment "off", which nobody is in: it is disabled.',
    );
  });

  it('a variant that wants one segment and not what it lies in', () => {
    const analysis = analyse({
      segments: [
        segment('broad', { when: { 'traits.a': 1 } }),
        segment('deep', { parent: 'broad', when: { 'traits.b': 1 } }),
      ],
      variants: [variant('Torn', { segments: { any: ['deep'], none: ['broad'] } })],
    });
    expect(analysis.findings).toMatchObject([
      {
        kind: 'never_holds',
        proof:
          'traits.a must be 1 (segment "broad"), and the visitor must not be in segment "broad" (this variant).',
      },
    ]);
  });
});

describe('variants that contend for a slot', () => {
  const segments = [
    segment('broad', { when: { 'signals.clicks': { $gt: 3 } } }),
    segment('deep', { parent: 'broad', when: { 'traits.vip': true } }),
    segment('other', { when: { 'context.device.type': 'mobile' } }),
  ];

  it('equal priority: with the visitor, who is shown, and why', () => {
    const [finding, ...others] = analyse({
      segments,
      variants: [
        variant('B', { segments: { any: ['broad'] } }),
        variant('A', { segments: { any: ['other'] } }),
      ],
    }).findings;
    expect(others).toEqual([]);
    expect(finding).toEqual({
      kind: 'equal_priority',
      severity: 'warning',
      subjects: [
        { type: 'variant', key: 'B00000000000', name: 'B' },
        { type: 'variant', key: 'A00000000000', name: 'A' },
        { type: 'slot', key: 'hero', name: 'Hero' },
      ],
      message:
        'Variants "A" and "B" of slot "Hero" have equal priority (0) and can both be for the same visitor; "A" is shown, only because its key comes first.',
      visitor: {
        signals: { clicks: 4 },
        context: { device: { type: 'mobile' } },
        traits: {},
        segments: ['broad', 'other'],
        time: '2026-11-24T12:00:00.000Z',
      },
    });
  });

  it('equal priority is only a hint where the deeper segment decides', () => {
    const analysis = analyse({
      segments,
      variants: [
        variant('A', { segments: { any: ['broad'] } }),
        variant('B', { segments: { any: ['deep'] } }),
      ],
    });
    expect(analysis.findings).toMatchObject([
      {
        kind: 'equal_priority',
        severity: 'hint',
        message: expect.stringMatching(/"B" is shown, because .* deeper/),
      },
    ]);
  });

  it('equal priority is nothing to report where the two exclude each other, or a third is always shown', () => {
    const apart = [
      variant('A', { when: { 'traits.country': 'ES' } }),
      variant('B', { when: { 'traits.country': { $in: ['FR', 'DE'] } } }),
      variant('C', { schedule: { until: '2026-11-25T00:00:00Z' }, when: { 'traits.country': 'IT' } }),
      variant('D', { schedule: { from: '2026-11-25T00:00:00Z' }, when: { 'traits.country': 'IT' } }),
    ];
    expect(brief(analyse({ variants: apart }))).toEqual([]);
    const overtaken = [
      variant('A', { segments: { any: ['broad'] } }),
      variant('B', { segments: { any: ['other'] } }),
      variant('C', { segments: { all: ['broad', 'other'] }, priority: 1 }),
    ];
    expect(brief(analyse({ segments, variants: overtaken }))).toEqual([]);
  });

  it('never wins: with what is shown instead, also if it takes two', () => {
    const analysis = analyse({
      segments,
      variants: [
        variant('Few', { when: { 'signals.clicks': { $lt: 6 } }, priority: 9 }),
        variant('Many', { when: { 'signals.clicks': { $gt: 4 } }, priority: 8 }),
        variant('Mobile', { segments: { any: ['other'] }, priority: 1 }),
      ],
    });
    expect(brief(analysis)).toEqual(['never_wins Mobile000000 hero Few000000000 Many00000000']);
    expect(analysis.findings[0]).toMatchObject({
      severity: 'warning',
      message:
        'Variant "Mobile" can never win slot "Hero": whoever it is meant for is shown "Few" or "Many" instead.',
      proof:
        'To be shown "Mobile", all of this would have to be, and it contradicts: "Few" (priority 9) must not be for this visitor, and "Many" (priority 8) must not be for this visitor.',
    });
    expect(analysis.findings[0]?.approximate).toBeUndefined();
  });

  it('never wins against its equal, by the deeper segment or the key’s order', () => {
    const analysis = analyse({
      segments,
      variants: [
        variant('A', { segments: { any: ['broad'] } }),
        variant('B', { segments: { any: ['deep', 'broad'] } }),
        variant('C', { segments: { any: ['deep'] } }),
      ],
    });
    // "B" takes part in "broad" after "A" by its key, and those in "deep" are shown "B" rather than "C".
    expect(brief(analysis)).toEqual([
      'never_wins C00000000000 hero B00000000000',
      'equal_priority B00000000000 A00000000000 hero',
    ]);
  });

  it('never wins, unless what is shown instead is left out for its small audience', () => {
    const small = segment('small', { when: {}, audience: { min: 0.5, enforce: true } });
    const [finding] = analyse({
      segments: [small],
      variants: [variant('A', { segments: { any: ['small'] }, priority: 1 }), variant('B')],
    }).findings;
    expect(finding).toMatchObject({
      kind: 'never_wins',
      approximate: expect.stringMatching(/audience of segment "small"/),
    });
  });

  it('a fallback is no contender', () => {
    const slots = [{ key: 'hero', name: 'Hero', fallback: 'Plain0000000' }];
    expect(brief(analyse({ slots, variants: [variant('Plain'), variant('A')] }))).toEqual([]);
  });
});

describe('references', () => {
  it('names that are not published, with the definition that names them', () => {
    const analysis = analyse({
      segments: [segment('lost', { parent: 'gone' })],
      variants: [variant('A', { slots: ['hero', 'nowhere'] })],
    });
    expect(brief(analysis)).toEqual(['broken_reference lost', 'broken_reference A00000000000']);
    expect(analysis.findings[0]?.message).toBe(
      'Segment "lost" (segments[0]): segment "gone" is not published, so nobody is in what names it.',
    );
  });

  it('cycles: then nothing else is looked at', () => {
    const parts = { ...catalogOf({}), segments: [segment('a'), segment('b')] };
    const checked = checkCatalog(parts);
    if (!checked.ok) throw new Error('refused');
    const [a, b] = checked.value.segments as [object, object];
    const cyclic = {
      ...checked.value,
      segments: [
        { ...a, parent: 'b' },
        { ...b, parent: 'a' },
      ],
    };
    const analysis = analyseCatalog(cyclic as typeof checked.value, { now: NOW });
    expect(analysis).toMatchObject({
      findings: [
        {
          kind: 'cycle',
          severity: 'error',
          subjects: [{ key: 'a' }],
          message: expect.stringMatching(/a → b → a/),
        },
      ],
      complete: false,
    });
  });

  it('a text where a list was meant', () => {
    const analysis = analyse({
      segments: [segment('vip', { when: { 'traits.vip': true } })],
      variants: [variant('A', { when: { segments: 'vip' } })],
    });
    expect(brief(analysis)).toEqual(['seldom_meant A00000000000']);
  });
});

const catalogOf = (over: object) => ({
  version: 't',
  signals: [],
  segments: [],
  slots: [],
  variants: [],
  experiments: [],
  ...over,
});

describe('segments that are alike', () => {
  it('in rule, however it is written: with the proof, and which to keep', () => {
    const analysis = analyse({
      segments: [
        segment('busy', { when: { 'signals.clicks': { $gt: 3 } } }),
        segment('active', { when: { $not: { 'signals.clicks': { $lt: 4 } } } }),
        segment('busier', { when: { 'signals.clicks': { $gt: 4 } } }),
        segment('very_active', { parent: 'active', when: { 'traits.vip': true } }),
      ],
      variants: [variant('A', { segments: { any: ['busy'], none: ['very_active'] } })],
    });
    expect(brief(analysis)).toEqual(['alike_rule active busy']);
    expect(analysis.findings[0]).toMatchObject({
      severity: 'warning',
      message: 'Segments "busy" and "active" ask for the same: whoever is in one is in the other.',
      visitor: { signals: { clicks: 4 }, segments: ['busy', 'active'] },
      proof: expect.stringMatching(/in "busy" but not in "active": signals.clicks must be over 3/),
    });
    expect(analysis.clusters).toEqual([
      {
        segments: [
          { type: 'segment', key: 'active', name: 'active' },
          { type: 'segment', key: 'busy', name: 'busy' },
        ],
        keep: { type: 'segment', key: 'active', name: 'active' },
        replace: [
          {
            segment: { type: 'segment', key: 'busy', name: 'busy' },
            uses: [{ subject: { type: 'variant', key: 'A00000000000', name: 'A' }, field: 'segments.any' }],
          },
        ],
        message: 'Keep segment "active" and let it take the place of "busy", to be changed in 1 place.',
      },
    ]);
  });

  it('a child that adds nothing: its parent is kept, however little it is used', () => {
    const { clusters } = analyse({
      segments: [segment('z_parent', { when: { 'traits.a': 1 } }), segment('child', { parent: 'z_parent' })],
      variants: [
        variant('A', { segments: { any: ['child'] } }),
        variant('B', { segments: { all: ['child'] }, priority: 1 }),
      ],
    });
    expect(clusters).toMatchObject([{ keep: { key: 'z_parent' }, replace: [{ segment: { key: 'child' } }] }]);
  });

  it('in members: counted, from enough members on', () => {
    const segments = [
      segment('one', { when: { 'traits.a': 1 } }),
      segment('two', { when: { 'traits.b': 1 } }),
      segment('three', { when: { 'traits.c': 1 } }),
    ];
    const memberships = [
      ...Array.from({ length: 45 }, () => ['one', 'two']),
      ...Array.from({ length: 5 }, () => ['one']),
      ...Array.from({ length: 5 }, () => ['three', 'unknown']),
    ];
    const analysis = analyse({ segments }, { memberships });
    expect(analysis).toMatchObject({
      findings: [
        {
          kind: 'alike_members',
          subjects: [{ key: 'two' }, { key: 'one' }],
          proof: 'Of 55 visitors, 50 are in "one", 45 in "two" and 45 in both: 45 / 50 = 0.90.',
          visitor: { segments: ['one', 'two'] },
          approximate: expect.stringMatching(/counted over visitors of this server/),
        },
      ],
      clusters: [
        {
          keep: { key: 'one' },
          message: expect.stringMatching(/take the place of "two", which nothing uses/),
        },
      ],
    });
    expect(analyse({ segments }, { memberships, alike: 0.95 }).findings).toEqual([]);
    expect(analyse({ segments }, { memberships, enoughMembers: 46 }).findings).toEqual([]);
  });
});

describe('its limits', () => {
  const many = {
    segments: Array.from({ length: 50 }, (_, i) =>
      segment(`s${i}`, { when: { 'signals.clicks': { $gt: i } } }),
    ),
    variants: Array.from({ length: 50 }, (_, i) => variant(`V${i}x`, { segments: { any: [`s${i}`] } })),
  };

  it('ends when the work allowed is done, and says so', () => {
    const analysis = analyse(many, { steps: 10_000 });
    expect(analysis.complete).toBe(false);
    expect(analysis.approximations[0]).toMatch(/too large to be looked at in full/);
  });

  it('the same catalog gives the same analysis, at once or in slices', () => {
    const checked = checkCatalog(
      catalogOf({ ...many, signals: SIGNALS, slots: [{ key: 'hero', name: 'Hero' }] }),
    );
    if (!checked.ok) throw new Error('refused');
    const slices = analysisInSlices(checked.value, { now: NOW });
    let count = 0;
    for (let slice = slices.next(); ; slice = slices.next()) {
      count += 1;
      if (!slice.done) continue;
      expect(slice.value).toEqual(analyseCatalog(checked.value, { now: NOW }));
      break;
    }
    expect(count).toBeGreaterThan(100);
  });

  it('says what it takes for granted', () => {
    const { approximations } = analyse({ segments: [segment('held', { hold: '1m' })] });
    expect(approximations.join(' ')).toMatch(
      /independent.*one value.*\(held\).*Experiments.*Members were not compared/,
    );
  });
});
