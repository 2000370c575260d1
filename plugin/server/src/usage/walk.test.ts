import fc from 'fast-check';
import { KINDS, type Kind } from '../../../contracts/ids';
import type { KeyUse, UsageAnswer } from '../../../contracts/usage';
import { type UserRow, type UserRows, usageOf } from './walk';

const row = (over: Partial<UserRow>): UserRow => ({
  documentId: 'doc',
  key: 'own',
  name: 'Own',
  publishedAt: null,
  ...over,
});
const rows = (over: Partial<Record<Kind, UserRow[]>>): UserRows => ({
  signal: [],
  segment: [],
  slot: [],
  variant: [],
  mapping: [],
  ...over,
});
const brief = (uses: readonly KeyUse[] | undefined) =>
  (uses ?? []).map(({ kind, key, field, draft, published }) => ({ kind, key, field, draft, published }));

it('finds every field that names a definition', () => {
  const usage = usageOf(
    rows({
      segment: [
        row({
          parent: 'broad',
          when: { $or: [{ 'signals.views': { $gt: 3 } }, { segments: { $in: ['hot', 'hot'] } }] },
        }),
      ],
      slot: [row({ key: 'hero', fallback: 'Variant00001' })],
      variant: [
        row({
          key: 'Variant00001',
          slots: ['hero'],
          targeting: {
            segments: { any: ['hot'], all: ['broad'], none: ['staff'] },
            when: { $not: { 'signals.views': 0 } },
          },
        }),
      ],
    }),
  );
  const draft = { draft: true, published: false };
  const variant = { kind: 'variant', key: 'Variant00001', ...draft };
  const segment = { kind: 'segment', key: 'own', ...draft };
  expect(brief(usage.signal.views)).toEqual([
    { ...segment, field: 'when' },
    { ...variant, field: 'when' },
  ]);
  expect(brief(usage.segment.broad)).toEqual([
    { ...segment, field: 'parent' },
    { ...variant, field: 'segments.all' },
  ]);
  expect(brief(usage.segment.hot)).toEqual([
    { ...segment, field: 'when' },
    { ...variant, field: 'segments.any' },
  ]);
  expect(brief(usage.segment.staff)).toEqual([{ ...variant, field: 'segments.none' }]);
  expect(brief(usage.slot.hero)).toEqual([{ ...variant, field: 'slots' }]);
  expect(brief(usage.variant.Variant00001)).toEqual([
    { kind: 'slot', key: 'hero', field: 'fallback', ...draft },
  ]);
});

it('a draft, its published form and its locales are one user that says which of them it is', () => {
  const at = '2026-11-23T20:00:00Z';
  const usage = usageOf(
    rows({
      segment: [row({ parent: 'both' }), row({ parent: 'both', publishedAt: at })],
      variant: [
        row({ documentId: 'v', slots: ['was'], publishedAt: at, locale: 'en' }),
        row({ documentId: 'v', slots: ['was'], publishedAt: at, locale: 'es' }),
        row({ documentId: 'v', slots: ['is'] }),
      ],
    }),
  );
  const states = (uses: readonly KeyUse[] | undefined) =>
    brief(uses).map(({ draft, published }) => [draft, published]);
  expect(states(usage.segment.both)).toEqual([[true, true]]);
  expect(states(usage.slot.was)).toEqual([[false, true]]);
  expect(states(usage.slot.is)).toEqual([[true, false]]);
});

it.each([
  { when: 'text', parent: 7 },
  { when: { $or: [null] }, parent: '' },
  { when: { $gtt: 3 }, targeting: [], slots: 'hero', fallback: {} },
  { targeting: { segments: { any: 'hot', all: [null, 4] }, when: [] }, slots: [{}] },
])('what cannot be read names nothing: %j', (odd) => {
  const all = [row(odd as Partial<UserRow>)];
  expect(usageOf({ signal: all, segment: all, slot: all, variant: all, mapping: all })).toEqual({
    signal: {},
    segment: {},
    slot: {},
    variant: {},
    mapping: {},
  });
});

/*
 * Keys that occur nowhere else in a definition: whoever searches the JSON for one finds it exactly where it
 * is named. They begin by their kind, and none is part of another.
 */
const keyOf = (kind: Kind) => fc.integer({ min: 0, max: 5 }).map((n) => `zz_${kind}_${n}`);
const segmentTest = fc.oneof(
  fc.array(keyOf('segment'), { maxLength: 3 }).map(($in) => ({ segments: { $in } })),
  keyOf('segment').map((key) => ({ segments: { $elemMatch: { $eq: key } } })),
  fc.array(keyOf('segment'), { minLength: 1, maxLength: 2 }).map(($all) => ({ segments: { $all } })),
  keyOf('segment').map((key) => ({ segments: { $not: { $in: [key] } } })),
);
const signalTest = fc
  .tuple(keyOf('signal'), fc.integer())
  .map(([key, n]) => ({ [`signals.${key}`]: { $gte: n } }));
const { condition } = fc.letrec<{ condition: object }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    segmentTest,
    signalTest,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($nor) => ({ $nor })),
    tie('condition').map(($not) => ({ $not })),
  ),
}));
const common = { documentId: fc.uuid(), key: fc.constant('own'), name: fc.constant('Own') };
const state = fc.constantFrom(null, '2026-11-23T20:00:00Z');
const segments = fc.record({
  ...common,
  publishedAt: state,
  parent: fc.option(keyOf('segment')),
  when: fc.option(condition),
});
const keys = (kind: Kind) => fc.array(keyOf(kind), { maxLength: 3 });
const variants = fc.record({
  ...common,
  publishedAt: state,
  slots: keys('slot'),
  targeting: fc.option(
    fc.record({
      segments: fc.record(
        { any: keys('segment'), all: keys('segment'), none: keys('segment') },
        { requiredKeys: [] },
      ),
      when: fc.option(condition),
    }),
  ),
});
const slots = fc.record({ ...common, publishedAt: state, fallback: fc.option(keyOf('variant')) });

it('finds exactly what a search through the JSON finds', () => {
  const given = fc.record({
    segment: fc.array(segments, { maxLength: 4 }),
    variant: fc.array(variants, { maxLength: 4 }),
    slot: fc.array(slots, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(given, (made) => {
      const all = rows(made as unknown as Record<'segment' | 'variant' | 'slot', UserRow[]>);
      expect(pairs(usageOf(all))).toEqual(searched(all));
    }),
    { numRuns: 500 },
  );
});

/** Each `kind key document` of an answer, once. */
const pairs = (usage: UsageAnswer): string[] =>
  [
    ...new Set(
      KINDS.flatMap((kind) =>
        Object.entries(usage[kind]).flatMap(([key, uses]) =>
          uses.map(({ documentId }) => `${kind} ${key} ${documentId}`),
        ),
      ),
    ),
  ].sort();

/** The same by looking for the keys' text, knowing nothing of fields and conditions. */
const searched = (all: UserRows): string[] =>
  [
    ...new Set(
      KINDS.flatMap((user) =>
        all[user].flatMap(({ documentId, ...rest }) =>
          [...JSON.stringify(rest).matchAll(/zz_([a-z]+)_\d/g)].map(
            ([key, kind]) => `${kind} ${key} ${documentId}`,
          ),
        ),
      ),
    ),
  ].sort();
