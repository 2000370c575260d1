import { type Catalog, checkCatalog } from '@tessera/model';
import fc from 'fast-check';
import { compileEngine } from '../engine/engine.js';
import { newVisitor } from '../engine/visitor.js';
import { compileSlots } from './candidates.js';
import { decide } from './decide.js';
import { explainSlot } from './explain.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const SEGMENTS = ['broad', 'middle', 'deep', 'other'] as const;
const named = fc.subarray([...SEGMENTS, 'gone'], { maxLength: 2 });
const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: named });
const day = fc.constantFrom(null, '2026-11-23T00:00:00Z', '2026-11-24T12:00:00Z');

const variants = fc.array(
  fc.record({
    priority: fc.integer({ min: 0, max: 1 }),
    segments: fc.record({ any: fc.oneof(named, seldom), all: seldom, none: seldom }),
    when: fc.constantFrom<(object | null)[]>(
      null,
      null,
      null,
      { 'traits.plan': 'gold' },
      { 'time.hour': 12 },
    ),
    schedule: fc.record({ from: day, until: fc.constantFrom(null, null, '2026-11-25T00:00:00Z') }),
  }),
  { maxLength: 6 },
);

const catalogOf = (list: readonly object[], fallback: boolean): Catalog => {
  const content = { locales: { en: { template: 'text', content: { text: 'Hello' } } } };
  const checked = checkCatalog({
    version: 't',
    signals: [],
    segments: [
      { key: 'broad', name: 'B', when: { 'traits.in': { $in: ['broad'] } } },
      { key: 'middle', name: 'M', parent: 'broad', when: { 'traits.in': { $in: ['middle'] } } },
      { key: 'deep', name: 'D', parent: 'middle', when: { 'traits.in': { $in: ['deep'] } } },
      { key: 'other', name: 'O', when: { 'traits.in': { $in: ['other'] } } },
    ],
    slots: [{ key: 'hero', name: 'Hero', fallback: fallback ? 'fallback0000' : null }],
    variants: [
      { key: 'fallback0000', name: 'Fallback', slots: [], ...content },
      ...list.map((one, i) => ({
        ...one,
        ...content,
        key: `variant${i}`.padEnd(12, '0'),
        name: `V ${i}`,
        slots: ['hero'],
      })),
    ],
    experiments: [],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
};

const cases = fc.record({
  list: variants,
  fallback: fc.boolean(),
  traits: fc.record({ in: fc.subarray([...SEGMENTS]), plan: fc.constantFrom('gold', 'blue') }),
  leftOut: fc.oneof(fc.constant([]), fc.subarray([...SEGMENTS])),
});

function explain({ list, fallback, traits, leftOut }: { [K in keyof Case]: Case[K] }) {
  const catalog = catalogOf(list, fallback);
  const engine = compileEngine(catalog);
  const slot = compileSlots(catalog, engine).get('hero');
  if (!slot) throw new Error('no slot');
  const visitor = newVisitor('v', NOW);
  visitor.traits = traits;
  engine.advance(visitor, NOW);
  const small = new Set<string>(leftOut);
  return {
    visitor,
    decision: decide(slot, visitor, engine, NOW, small),
    explained: explainSlot(slot, visitor, engine, NOW, small),
  };
}
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

it('property: the explanation’s winner is the decision', () => {
  let contested = 0;
  fc.assert(
    fc.property(cases, (one) => {
      const { decision, explained } = explain(one);
      const { variant, source, segment, until } = explained;
      expect({ variant, source, segment, until: until ?? Infinity }).toEqual({
        variant: decision.variant,
        source: decision.source,
        segment: decision.segment,
        until: decision.until,
      });
      const winner = explained.candidates.find(({ outcome }) => outcome === 'shown') ?? null;
      expect([winner?.variant ?? null, winner?.segment ?? null]).toEqual([
        decision.variant,
        decision.segment,
      ]);
      expect(explained.candidates.filter(({ outcome }) => outcome === 'shown').length).toBe(winner ? 1 : 0);
      if (explained.beat.length > 0) contested += 1;
    }),
    { numRuns: 3_000 },
  );
  expect(contested).toBeGreaterThan(300);
});

it('property: a candidate is kept away exactly when a part of what it asks for does not hold', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { explained, visitor } = explain(one);
      for (const { outcome, reason, segments, when, schedule, closed } of explained.candidates) {
        const parts = [segments.any.holds, segments.all.holds, segments.none.holds, schedule.holds];
        const holds = closed === null && parts.every(Boolean) && when?.holds !== false;
        expect([outcome !== 'kept_away', reason === null]).toEqual([holds, holds]);
        for (const { key, in: isIn } of [segments.any, segments.all, segments.none].flatMap(
          (part) => part.segments,
        ))
          expect(isIn).toBe(visitor.segments.has(key));
      }
    }),
    { numRuns: 1_500 },
  );
});

it('property: what the winner has over the others is what the order of the model says', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { candidates, beat } = explain(one).explained;
      const winner = candidates.find(({ outcome }) => outcome === 'shown');
      expect(beat.map(({ variant, by }) => [variant, by])).toEqual(
        candidates.flatMap((other) => {
          if (!winner || other.outcome !== 'beaten') return [];
          if (winner.priority > other.priority) return [[other.variant, 'priority']];
          if (winner.depth > other.depth) return [[other.variant, 'deeper_segment']];
          return [[other.variant, winner.variant < other.variant ? 'key_order' : 'wrong']];
        }),
      );
    }),
    { numRuns: 1_500 },
  );
});
