import fc from 'fast-check';
import { type Catalog, checkCatalog } from '../catalog.js';
import { compileCondition } from '../condition/index.js';
import type { CompiledCondition, Condition } from '../condition/types.js';
import { type Json, lookUp } from '../json.js';
import { analyseCatalog } from './analyse.js';
import type { MadeUpVisitor } from './types.js';

// A twin that knows nothing of formulas: it tries every visitor there can be, as far as the small random
// catalogs can tell visitors apart, and decides for each by the words of the model.

interface Tried {
  readonly signals: Record<string, Json>;
  readonly traits: Record<string, Json>;
}
const COUNTS = [0, 1, 2, 3, 4, 5];
const SECONDS = [undefined, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5];
const WORDS = [undefined, 'x', 'y', 'none'];
const EVERYBODY: readonly Tried[] = COUNTS.flatMap((clicks) =>
  SECONDS.flatMap((since) =>
    WORDS.map((plan) => ({
      signals: { clicks, ...(since === undefined ? {} : { since }) },
      traits: plan === undefined ? {} : { plan },
    })),
  ),
);

interface Subject {
  readonly visitor: Tried;
  readonly segments: readonly string[];
}
const compiled = new WeakMap<Condition, CompiledCondition<Subject>>();

function holds(condition: Condition, visitor: Tried, segments: readonly string[]): boolean {
  let known = compiled.get(condition);
  if (!known) {
    known = compileCondition<Subject>(condition, (path) => {
      const parts = path.split('.');
      return {
        read: (subject) => (path === 'segments' ? subject.segments : lookUp(subject.visitor, parts)),
      };
    });
    compiled.set(condition, known);
  }
  return known.holds({ visitor, segments }, 0);
}

/** The random catalogs' segments depend only on those before them. */
function segmentsOf(visitor: Tried, { segments }: Catalog): string[] {
  const inside: string[] = [];
  for (const { key, parent, when } of segments) {
    if ((parent === null || inside.includes(parent)) && holds(when, visitor, inside)) inside.push(key);
  }
  return inside;
}

interface Seen {
  readonly visitor: Tried;
  readonly inside: readonly string[];
  readonly eligible: ReadonlyMap<string, number>;
  readonly winner: string | null;
}

function see(visitor: Tried, catalog: Catalog): Seen {
  const inside = segmentsOf(visitor, catalog);
  const depthOf = (key: string | null): number =>
    key === null ? -1 : 1 + depthOf(catalog.segments.find((one) => one.key === key)?.parent ?? null);
  const eligible = new Map<string, number>();
  for (const { key, segments, when } of catalog.variants) {
    if (segments.any.length > 0 && !segments.any.some((one) => inside.includes(one))) continue;
    if (!segments.all.every((one) => inside.includes(one))) continue;
    if (segments.none.some((one) => inside.includes(one)) || !(when === null || holds(when, visitor, inside)))
      continue;
    const asked = [...segments.any, ...segments.all].filter((one) => inside.includes(one));
    eligible.set(key, Math.max(-1, ...asked.map(depthOf)));
  }
  const [winner] = catalog.variants
    .filter(({ key }) => eligible.has(key))
    .sort(
      (a, b) =>
        b.priority - a.priority ||
        (eligible.get(b.key) as number) - (eligible.get(a.key) as number) ||
        (a.key < b.key ? -1 : 1),
    );
  return { visitor, inside, eligible, winner: winner?.key ?? null };
}

const number = fc.integer({ min: -1, max: 4 });
const word = fc.constantFrom('x', 'y');
const numeric = fc.oneof(
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), number)
    .map(([op, n]) => ({ [op]: n })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(number, { maxLength: 3 }))
    .map(([op, n]) => ({ [op]: n })),
  fc.boolean().map((there) => ({ $exists: there })),
  number,
);
const textual = fc.oneof(
  fc.tuple(fc.constantFrom('$eq', '$ne'), word).map(([op, text]) => ({ [op]: text })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(word, { maxLength: 2 }))
    .map(([op, text]) => ({ [op]: text })),
  fc.boolean().map((there) => ({ $exists: there })),
  word,
);

function conditions(known: readonly string[]): fc.Arbitrary<Condition> {
  const named = fc.subarray([...known], { minLength: Math.min(1, known.length) });
  return fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      numeric.map((operand): Condition => ({ 'signals.clicks': operand as Json })),
      numeric.map((operand): Condition => ({ 'signals.since': operand as Json })),
      textual.map((operand): Condition => ({ 'traits.plan': operand as Json })),
      fc
        .tuple(fc.constantFrom('$in', '$nin', '$all'), named)
        .map(([op, keys]): Condition => (keys.length === 0 ? {} : { segments: { [op]: keys } })),
      fc.array(tie('any'), { maxLength: 3 }).map((parts): Condition => ({ $and: parts })),
      fc.array(tie('any'), { maxLength: 3 }).map((parts): Condition => ({ $or: parts })),
      fc.array(tie('any'), { maxLength: 2 }).map((parts): Condition => ({ $nor: parts })),
      tie('any').map((part): Condition => ({ $not: part })),
    ),
  })).any;
}

const KEYS = ['one', 'two', 'three', 'four'];
const intricate = fc.tuple(
  ...KEYS.map((key, index) =>
    fc.record({
      key: fc.constant(key),
      name: fc.constant(key),
      parent: fc.constantFrom(null, ...KEYS.slice(0, index)),
      when: conditions(KEYS.slice(0, index)),
    }),
  ),
);
// Most conditions of the former hold for nobody or everybody. These are what catalogs are made of: deeper
// segments below broad ones, and variants that contend for them with equal priority.
const plain = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((n): Condition => ({ 'signals.clicks': { $gte: n } })),
  fc.integer({ min: 1, max: 4 }).map((n): Condition => ({ 'signals.since': { $lt: n } })),
  word.map((text): Condition => ({ 'traits.plan': text })),
);
const broadAndDeep = fc.tuple(
  ...KEYS.map((key, index) =>
    fc.record({
      key: fc.constant(key),
      name: fc.constant(key),
      parent: fc.constantFrom(null, ...KEYS.slice(0, index), ...KEYS.slice(0, index)),
      when: plain,
    }),
  ),
);
const segmentsArbitrary = fc.oneof(intricate, broadAndDeep);
const few = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(KEYS, { maxLength: 2 }));
const none: fc.Arbitrary<string[]> = fc.constant([]);
const targeting = fc.oneof(
  fc.record({
    priority: fc.integer({ min: 0, max: 1 }),
    segments: fc.record({ any: few, all: few, none: few }),
    when: fc.option(conditions(KEYS)),
  }),
  fc.record({
    priority: fc.constant(0),
    segments: fc.record({ any: fc.subarray(KEYS, { minLength: 1, maxLength: 3 }), all: none, none }),
    when: fc.constant(null),
  }),
);
const variantsArbitrary = fc.array(targeting, { minLength: 1, maxLength: 4 }).map((variants) =>
  variants.map((one, i) => ({
    ...one,
    key: `variant${i}`.padEnd(12, '0'),
    name: `Variant ${i}`,
    slots: ['hero'],
    locales: { en: { template: 'text', content: { text: 'Hello' } } },
  })),
);
const catalogs = fc.tuple(segmentsArbitrary, variantsArbitrary).map(([segments, variants]): Catalog => {
  const checked = checkCatalog({
    version: 'random',
    signals: [
      { key: 'clicks', kind: 'count', event: 'click' },
      { key: 'since', kind: 'since', event: 'click' },
    ],
    segments,
    slots: [{ key: 'hero', name: 'Hero' }],
    variants,
    experiments: [],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
});

const triedAs = ({ signals, traits }: MadeUpVisitor): Tried => ({
  signals: { clicks: 0, ...signals },
  traits: { ...traits },
});
const pairOf = (a: string, b: string) => [a, b].sort().join(' ');

describe('the analysis agrees with trying every visitor', () => {
  const options = { numRuns: 1_000 };
  const about = (catalog: Catalog) => ({
    ...analyseCatalog(catalog, { now: 0 }),
    seen: EVERYBODY.map((visitor) => see(visitor, catalog)),
  });

  it('on what never holds', () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const { findings, seen, complete } = about(catalog);
        expect(complete).toBe(true);
        const reported = findings
          .filter(({ kind }) => kind === 'never_holds')
          .map(({ subjects }) => subjects[0]?.key);
        const expected = [
          ...catalog.segments.filter(({ key }) => !seen.some(({ inside }) => inside.includes(key))),
          ...catalog.variants.filter(({ key }) => !seen.some(({ eligible }) => eligible.has(key))),
        ];
        expect(reported).toEqual(expected.map(({ key }) => key));
      }),
      options,
    );
  });

  it('on variants that never win, and every visitor it makes up shows what it is said to', () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const { findings, seen } = about(catalog);
        const reported = findings
          .filter(({ kind }) => kind === 'never_wins')
          .map(({ subjects }) => subjects[0]?.key);
        const able = (key: string) => seen.some(({ winner }) => winner === key);
        const expected = catalog.variants.filter(
          ({ key }) => seen.some(({ eligible }) => eligible.has(key)) && !able(key),
        );
        expect([...reported].sort()).toEqual(expected.map(({ key }) => key).sort());
        for (const { kind, visitor, subjects } of findings) {
          if (!visitor) continue;
          const itself = see(triedAs(visitor), catalog);
          expect(visitor.segments).toEqual(itself.inside);
          const [first, second] = subjects.map(({ key }) => key) as [string, string];
          if (kind === 'alike_rule') expect(itself.inside).toEqual(expect.arrayContaining([first, second]));
          if (kind !== 'equal_priority') continue;
          expect([...itself.eligible.keys()]).toEqual(expect.arrayContaining([first, second]));
          expect(itself.winner).toBe(second);
        }
      }),
      options,
    );
  });

  it('on variants of equal priority, and on what decides between them', () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const { findings, seen } = about(catalog);
        const reported = findings
          .filter(({ kind }) => kind === 'equal_priority')
          .map(({ subjects: [a, b], severity }) => `${pairOf(a?.key ?? '', b?.key ?? '')} ${severity}`);
        const able = catalog.variants.filter(({ key }) => seen.some(({ winner }) => winner === key));
        const expected = able.flatMap((a, index) =>
          able.slice(index + 1).flatMap((b) => {
            if (a.priority !== b.priority) return [];
            const contested = seen.filter(
              ({ eligible, winner }) =>
                eligible.has(a.key) && eligible.has(b.key) && (winner === a.key || winner === b.key),
            );
            if (contested.length === 0) return [];
            const even = contested.some(({ eligible }) => eligible.get(a.key) === eligible.get(b.key));
            return [`${pairOf(a.key, b.key)} ${even ? 'warning' : 'hint'}`];
          }),
        );
        expect([...reported].sort()).toEqual(expected.sort());
      }),
      options,
    );
  });

  it('on segments alike in rule', () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const { clusters, seen } = about(catalog);
        const members = (key: string) =>
          seen.map(({ inside }) => (inside.includes(key) ? '1' : '0')).join('');
        const groups = new Map<string, string[]>();
        for (const { key } of catalog.segments) {
          const mark = members(key);
          if (mark.includes('1')) groups.set(mark, [...(groups.get(mark) ?? []), key]);
        }
        const expected = [...groups.values()]
          .filter(({ length }) => length > 1)
          .map((keys) => keys.sort().join());
        const reported = clusters.map(({ segments }) =>
          segments
            .map(({ key }) => key)
            .sort()
            .join(),
        );
        expect([...reported].sort()).toEqual(expected.sort());
      }),
      options,
    );
  });
});
