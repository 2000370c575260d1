import type { Catalog } from '../catalog.js';
import { segmentDependencies, signalsRead } from '../catalog-references.js';
import { namedSegments } from '../condition/reads.js';
import type { Segment } from '../segment.js';
import type { Slot } from '../slot.js';
import type { Variant } from '../variant.js';
import { ALWAYS, all, any, type Formula, formulaOf, NEVER, not } from './formula.js';
import { segmentsField } from './segments-field.js';

/** Why nobody is in a segment or eligible for a variant, whatever its condition says. */
export interface Closed {
  readonly reason: string;
  /** The definition itself names what is not published, which is a finding of its own. */
  readonly broken: boolean;
}

export interface SegmentRule {
  readonly segment: Segment;
  /** Steps up to a segment without a parent. */
  readonly depth: number;
  readonly closed: Closed | null;
  /** Holds for whoever comes in: in the parent, and the condition holds. */
  readonly enters: Formula;
  /** Holds for whoever is in it; `hold` can keep a visitor for whom `enters` does no longer. */
  readonly member: Formula;
}

export interface VariantRule {
  readonly variant: Variant;
  readonly closed: Closed | null;
  readonly from: number;
  readonly until: number;
  readonly eligible: Formula;
}

export interface SlotRule {
  readonly slot: Slot;
  /** Highest priority first, then the key's order, without the fallback: as a decision goes through them. */
  readonly candidates: readonly VariantRule[];
}

/** A catalog as formulas. Needs one without cycles and doubled keys. */
export interface Rules {
  readonly catalog: Catalog;
  /** Those that others depend on first: the order in which a visitor's segments are listed. */
  readonly segments: ReadonlyMap<string, SegmentRule>;
  readonly variants: ReadonlyMap<string, VariantRule>;
  readonly slots: readonly SlotRule[];
}

/** Definitions turned into formulas between two yields. */
const SLICE = 50;

export function* rulesOf(catalog: Catalog): Generator<void, Rules> {
  const segments = yield* segmentRules(catalog);
  const signals = new Set(catalog.signals.map(({ key }) => key));
  const open = [...segments.values()].filter(({ closed }) => !closed).map(({ segment }) => segment.key);
  const variants = new Map<string, VariantRule>();
  const bySlot = new Map<string, VariantRule[]>(catalog.slots.map(({ key }) => [key, []]));
  for (const variant of catalog.variants) {
    const rule = variantRule(variant, segments, signals, open);
    variants.set(variant.key, rule);
    for (const slot of new Set(variant.slots)) bySlot.get(slot)?.push(rule);
    if (variants.size % SLICE === 0) yield;
  }
  const slots = catalog.slots.map((slot) => ({
    slot,
    candidates: (bySlot.get(slot.key) ?? [])
      .filter(({ variant }) => variant.key !== slot.fallback)
      .sort(({ variant: a }, { variant: b }) => b.priority - a.priority || (a.key < b.key ? -1 : 1)),
  }));
  return { catalog, segments, variants, slots };
}

/** Holds for members of a segment; for nobody if it is closed or not published. */
export const memberIn = (segments: ReadonlyMap<string, SegmentRule>, key: string): Formula =>
  segments.get(key)?.member ?? NEVER;

function* segmentRules({ segments, signals }: Catalog): Generator<void, ReadonlyMap<string, SegmentRule>> {
  const byKey = new Map(segments.map((segment) => [segment.key, segment]));
  const published = new Set(signals.map(({ key }) => key));
  const rules = new Map<string, SegmentRule>();
  /** Segments before this one that somebody can be in. */
  const open: string[] = [];
  const visit = (segment: Segment): void => {
    if (rules.has(segment.key)) return;
    for (const key of segmentDependencies(segment)) {
      const dependency = byKey.get(key);
      if (dependency) visit(dependency);
    }
    const rule = segmentRule(segment, rules, published, open);
    rules.set(segment.key, rule);
    if (!rule.closed) open.push(segment.key);
  };
  for (const [index, segment] of segments.entries()) {
    visit(segment);
    if (index % SLICE === SLICE - 1) yield;
  }
  return rules;
}

function segmentRule(
  segment: Segment,
  before: ReadonlyMap<string, SegmentRule>,
  signals: ReadonlySet<string>,
  open: readonly string[],
): SegmentRule {
  const { key, parent, hold } = segment;
  const depth = parent === null ? 0 : (before.get(parent)?.depth ?? -1) + 1;
  const closed = segment.enabled
    ? whyClosed([segmentDependencies(segment), signalsRead(segment.when)], before, signals)
    : { reason: 'it is disabled', broken: false };
  if (closed) return { segment, depth, closed, enters: NEVER, member: NEVER };
  const keys = [...open];
  const within = `segment "${key}"`;
  const when = formulaOf(
    segment.when,
    segmentsField(keys, (other) => memberIn(before, other), within),
  );
  const parentMember = parent === null ? ALWAYS : memberIn(before, parent);
  const stays: Formula =
    hold === null ? when : any([when, { kind: 'free', name: `hold of ${within}`, guess: false }]);
  return {
    segment,
    depth,
    closed: null,
    enters: all([parentMember, when]),
    member: { kind: 'member', segment: key, body: all([parentMember, stays]) },
  };
}

function variantRule(
  variant: Variant,
  segments: ReadonlyMap<string, SegmentRule>,
  signals: ReadonlySet<string>,
  open: readonly string[],
): VariantRule {
  const { schedule, when } = variant;
  const from = schedule.from === null ? -Infinity : Date.parse(schedule.from);
  const until = schedule.until === null ? Infinity : Date.parse(schedule.until);
  const { any: oneOf, all: every, none } = variant.segments;
  const named = [...oneOf, ...every, ...none, ...namedSegments(when ?? {})];
  const closed = whyClosed([named, signalsRead(when)], segments, signals);
  if (closed) return { variant, closed, from, until, eligible: NEVER };
  const member = (key: string) => memberIn(segments, key);
  const eligible = all([
    from === -Infinity && until === Infinity ? ALWAYS : { kind: 'schedule', from, until },
    oneOf.length === 0 ? ALWAYS : any(oneOf.map(member)),
    ...every.map(member),
    ...none.map((key) => not(member(key))),
    when === null ? ALWAYS : formulaOf(when, segmentsField(open, member, `variant "${variant.name}"`)),
  ]);
  return { variant, closed, from, until, eligible };
}

/** The server's rule: what names something unpublished or closed, wherever it does, is for nobody. */
function whyClosed(
  [segmentKeys, signalKeys]: readonly [segmentKeys: readonly string[], signalKeys: readonly string[]],
  segments: ReadonlyMap<string, SegmentRule>,
  signals: ReadonlySet<string>,
): Closed | null {
  const signal = signalKeys.find((key) => !signals.has(key));
  if (signal !== undefined)
    return { reason: `it reads signal "${signal}", which is not published`, broken: true };
  const unknown = segmentKeys.find((key) => !segments.has(key));
  if (unknown !== undefined)
    return { reason: `it names segment "${unknown}", which is not published`, broken: true };
  for (const key of segmentKeys) {
    const rule = segments.get(key);
    if (rule?.closed)
      return {
        reason: `it names segment "${rule.segment.name}", which nobody is in: ${rule.closed.reason}`,
        broken: false,
      };
  }
  return null;
}

/** Holds where `a`'s deepest segment that the visitor is in lies deeper than `b`'s; their priorities are equal. */
function deeper(a: VariantRule, b: VariantRule, segments: ReadonlyMap<string, SegmentRule>): Formula {
  const keysOf = ({ variant }: VariantRule) => [...variant.segments.any, ...variant.segments.all];
  const depthOf = (key: string) => segments.get(key)?.depth ?? 0;
  const atLeast = (rule: VariantRule, depth: number): Formula =>
    any(
      keysOf(rule)
        .filter((key) => depthOf(key) >= depth)
        .map((key) => memberIn(segments, key)),
    );
  const depths = [...new Set(keysOf(a).map(depthOf))];
  return any(depths.map((depth) => all([atLeast(a, depth), not(atLeast(b, depth))])));
}

/** Holds where, with both eligible, `a` is shown rather than `b`. */
export function beats(a: VariantRule, b: VariantRule, { segments }: Rules): Formula {
  if (a.variant.priority !== b.variant.priority)
    return a.variant.priority > b.variant.priority ? ALWAYS : NEVER;
  return a.variant.key < b.variant.key ? not(deeper(b, a, segments)) : deeper(a, b, segments);
}

/** Holds where neither is deeper, so that nothing but their keys' order decides between them. */
export const keyDecides = (a: VariantRule, b: VariantRule, { segments }: Rules): Formula =>
  all([not(deeper(a, b, segments)), not(deeper(b, a, segments))]);
