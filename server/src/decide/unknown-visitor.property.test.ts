import { type Catalog, contextOfFields, REQUEST_FIELDS, type RequestField } from '@tessera/model';
import fc from 'fast-check';
import { compileEngine } from '../engine/engine.js';
import { newVisitor } from '../engine/visitor.js';
import { catalogs } from '../testing/engine/catalogs.js';
import { RUNS } from '../testing/engine/runs.js';
import { compileSlots } from './candidates.js';
import { decide } from './decide.js';

const KEYS = ['VariantA0000', 'VariantB0000', 'VariantC0000'];
const names = (catalog: Catalog) => catalog.segments.map(({ key }) => key);

/** A slot with three variants that ask for, or keep away, any of the catalog's segments. */
const withSlot = catalogs({ hold: false }).chain((catalog) =>
  fc
    .tuple(
      ...KEYS.map((key) =>
        fc.record({
          key: fc.constant(key),
          any: fc.subarray(names(catalog)),
          all: fc.subarray(names(catalog).slice(0, 1)),
          none: fc.subarray(names(catalog).slice(0, 2)),
          when: fc.constantFrom(
            null,
            null,
            { 'context.locale': 'de' },
            { $not: { 'context.locale': { $regex: '^en' } } },
          ),
          priority: fc.nat(2),
        }),
      ),
    )
    .map(
      (variants): Catalog => ({
        ...catalog,
        slots: [{ key: 'hero', name: 'Hero', delivery: 'shared', ttl: 60, fallback: null, params: [] }],
        variants: variants.map(({ any, all, none, ...rest }) => ({
          ...rest,
          name: rest.key,
          slots: ['hero'],
          segments: { any, all, none },
          schedule: { from: null, until: null },
          locales: {},
        })),
      }),
    ),
);

const values = fc.record({
  'device.type': fc.constantFrom(undefined, 'mobile', 'desktop'),
  'network.type': fc.constantFrom(undefined, '2g', '4g'),
  locale: fc.constantFrom(undefined, 'de', 'en-GB'),
  'geo.country': fc.constantFrom(undefined, 'DE'),
});

const NOW = Date.parse('2026-11-24T09:30:00Z');

it('an unknown visitor’s decision depends on the fields that are named, and on no others', () => {
  let decided = 0;
  fc.assert(
    fc.property(withSlot, values, (catalog, context) => {
      const engine = compileEngine(catalog);
      const slot = compileSlots(catalog, engine).get('hero');
      if (!slot) throw new Error('no slot');
      const decisionBy = (fields: readonly RequestField[]) => {
        const visitor = newVisitor('', NOW);
        const known = fields.map((field) => [field, (context as Record<string, string>)[field]] as const);
        engine.take(visitor, [], contextOfFields(known), NOW);
        return decide(slot, visitor, engine, NOW).variant;
      };
      const { possible, fields } = slot.unknown;
      const decision = decisionBy(REQUEST_FIELDS);
      if (decision !== null) decided += 1;
      expect(decisionBy(fields)).toBe(decision);
      if (!possible) expect([decision, fields]).toEqual([null, []]);
    }),
    { numRuns: RUNS },
  );
  // Else nothing has been compared.
  expect(decided).toBeGreaterThan(RUNS / 20);
});
