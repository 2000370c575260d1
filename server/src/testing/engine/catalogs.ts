import { type Catalog, checkCatalog, type JsonObject } from '@tessera/model';
import fc from 'fast-check';

/** Random catalogs: every kind, every window, decay, `where`, caps, parents, references between segments. */
export const EVENT_TYPES = ['page_view', 'click', 'cart', 'identify'] as const;
const WINDOWS = ['ever', 'page', 'session', '30s', '10m', '45m', '2h', '2d'] as const;
const HALF_LIVES = [null, '10s', '5m', '1h', '7d'] as const;
// Powers of two, so that sums without decay come out the same in any order, to the last bit.
const SCALES = [1, 1, 0.5, 2, 4] as const;
const WEIGHTS = [1, 8, 25, 0.5, -4] as const;
const KINDS = ['count', 'sum', 'max', 'min', 'last', 'first', 'distinct', 'since', 'score'] as const;
/** What signals are compared with, among them what sums and `since` meet exactly. */
export const THRESHOLDS = [0, 1, 2, 0.25, 3, 4.1, 8, 7.3, 16, 30, 50.25, 90, 600, 1_801.5, -1.5] as const;

const where = fc.constantFrom<(JsonObject | null)[]>(
  null,
  null,
  { 'page.type': 'product' },
  { 'props.name': 'a' },
  { 'props.amount': { $gt: 2 } },
  { 'page.type': { $ne: 'product' }, $or: [{ 'props.name': { $in: ['a', 'b'] } }, { 'props.amount': 0 }] },
);

const weight = fc.record({
  event: fc.constantFrom(...EVENT_TYPES),
  where,
  weight: fc.constantFrom(...WEIGHTS),
});

const signal = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    event: fc.constantFrom(...EVENT_TYPES),
    where,
    window: fc.constantFrom(...WINDOWS),
    halfLife: fc.constantFrom(...HALF_LIVES),
    scale: fc.constantFrom(...SCALES),
    value: fc.constantFrom('props.amount', 'props.amount', 'props.name', 'page.type'),
    max: fc.constantFrom(null, 8, 20),
    weights: fc.array(weight, { minLength: 1, maxLength: 3 }),
  })
  .map(({ kind, event, where: matching, window, halfLife, scale, value, max, weights }): JsonObject => {
    const fromEvents = { kind, event, where: matching, window };
    switch (kind) {
      case 'count':
        return { ...fromEvents, halfLife };
      case 'sum':
        return { ...fromEvents, value, scale, halfLife };
      case 'max':
      case 'min':
      case 'last':
      case 'first':
        return { ...fromEvents, value, scale };
      case 'distinct':
        return { ...fromEvents, value };
      case 'since':
        return fromEvents;
      default:
        return { kind, window, halfLife, max, weights };
    }
  });

/** One comparison; numbers that stand for what is not known yet are taken modulo what there is. */
interface Comparison {
  readonly about: 'signal' | 'segment' | 'context' | 'traits' | 'time';
  readonly pick: number;
  readonly operator:
    | '$gt'
    | '$gte'
    | '$lt'
    | '$lte'
    | '$eq'
    | '$ne'
    | '$in'
    | '$exists'
    | 'between'
    | 'plain';
  readonly threshold: number;
}

const comparison: fc.Arbitrary<Comparison> = fc.record({
  about: fc.constantFrom(
    ...(['signal', 'signal', 'signal', 'signal', 'segment', 'context', 'traits', 'time'] as const),
  ),
  pick: fc.nat(11),
  operator: fc.constantFrom(
    ...(['$gt', '$gt', '$gte', '$lt', '$lte', '$eq', '$ne', '$in', '$exists', 'between', 'plain'] as const),
  ),
  threshold: fc.constantFrom(...THRESHOLDS),
});

const segment = fc.record({
  comparisons: fc.array(comparison, { maxLength: 3 }),
  joiner: fc.constantFrom('$and', '$and', '$or', '$nor', '$not'),
  parent: fc.option(fc.nat(4), { freq: 2 }),
  hold: fc.constantFrom(null, '1s', '30s', '5m', '1h'),
  enabled: fc.nat(19).map((die) => die > 0),
});

type SegmentDraft = typeof segment extends fc.Arbitrary<infer T> ? T : never;

const CONTEXTS: readonly JsonObject[] = [
  { 'context.device.type': 'mobile' },
  { 'context.network.type': { $in: ['2g', '3g'] } },
  { 'context.visit.returning': true },
  { 'context.visit.count': { $gte: 3 } },
];

function conditionOf(
  { about, pick, operator, threshold }: Comparison,
  signals: number,
  earlier: number,
): JsonObject {
  if (about === 'context') return CONTEXTS[pick % CONTEXTS.length] as JsonObject;
  if (about === 'traits') return { 'traits.plan': pick % 2 === 0 ? 'gold' : { $ne: 'gold' } };
  if (about === 'time') return { 'time.hour': { [pick % 2 === 0 ? '$gte' : '$lt']: pick * 2 } };
  if (about === 'segment' && earlier > 0)
    return { segments: { [pick % 3 === 0 ? '$nin' : '$in']: [`g${pick % earlier}`] } };
  const field = `signals.s${pick % signals}`;
  if (operator === 'plain') return { [field]: threshold };
  if (operator === '$in') return { [field]: { $in: [threshold, threshold + 1] } };
  if (operator === '$exists') return { [field]: { $exists: pick % 2 === 0 } };
  if (operator === 'between') return { [field]: { $gte: threshold, $lt: threshold * 2 } };
  return { [field]: { [operator]: threshold } };
}

function segmentOf(draft: SegmentDraft, place: number, signals: number): JsonObject {
  const conditions = draft.comparisons.map((one) => conditionOf(one, signals, place));
  const { joiner, parent, hold, enabled } = draft;
  const when = joiner === '$not' ? { $not: { $and: conditions } } : { [joiner]: conditions };
  return {
    key: `g${place}`,
    name: `Segment ${place}`,
    parent: parent !== null && place > 0 ? `g${parent % place}` : null,
    when: conditions.length > 0 ? when : {},
    hold,
    enabled,
  };
}

/**
 * Signals `s0`, `s1`, …, segments `g0`, `g1`, …: each segment names only those before it. `hold`: whether
 * segments may have one. `window`: that of all signals, if given.
 */
export const catalogs = (options: {
  readonly hold: boolean;
  readonly window?: (typeof WINDOWS)[number];
}): fc.Arbitrary<Catalog> =>
  fc
    .tuple(
      fc.array(signal, { minLength: 1, maxLength: 3 }),
      fc.array(segment, { minLength: 1, maxLength: 4 }),
    )
    .map(([signals, segments]) =>
      catalogOf(
        signals.map((one, i) => ({
          key: `s${i}`,
          ...one,
          ...(options.window && { window: options.window }),
        })),
        segments.map((one, i) => segmentOf(options.hold ? one : { ...one, hold: null }, i, signals.length)),
      ),
    );

/** A catalog of these signals and segments, in the published form; throws what its check refuses. */
export function catalogOf(signals: readonly unknown[], segments: readonly unknown[] = []): Catalog {
  const checked = checkCatalog({ version: 't', signals, segments, slots: [], variants: [], experiments: [] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}
