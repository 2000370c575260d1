import { compileCondition } from '../condition/compile.js';
import type { CompiledCondition, FieldOf } from '../condition/types.js';
import { type Json, type JsonObject, lookUp } from '../json.js';
import { domainOf } from './domains.js';
import type { World } from './problem.js';
import type { Rules, SegmentRule, SlotRule, VariantRule } from './rules.js';

/** What is chosen for a made-up visitor, by the roots of fields, at one instant (epoch ms). */
export interface Draft {
  readonly at: number;
  readonly signals: JsonObject;
  readonly context: JsonObject;
  readonly traits: JsonObject;
  readonly consent: JsonObject;
}

/** A draft with the segments it is in, in the order a visitor's segments are listed. */
export interface Judged extends Draft {
  readonly segments: ReadonlySet<string>;
}

/**
 * Judges made-up visitors by the published conditions themselves, compiled as the server compiles them, and
 * by the server's order of variants. It shares nothing with the search for visitors, whose results it checks.
 */
export interface Judge {
  judge(draft: Draft): Judged;
  isEligible(rule: VariantRule, visitor: Judged): boolean;
  /** The variant shown in a slot; null for the fallback. `worthLooking`: lower priorities are not looked at. */
  winner(slot: SlotRule, visitor: Judged, worthLooking?: number): VariantRule | null;
}

/** Conditions compiled between two yields. */
const SLICE = 50;

export function* judgeOf({ segments }: Rules, { signals, clock }: World): Generator<void, Judge> {
  const fieldOf: FieldOf<Judged> = (path) => {
    const [root = '', ...rest] = path.split('.');
    switch (root) {
      case 'signals': {
        const key = rest.join('.');
        const { empty } = domainOf(path, signals);
        return { read: (visitor) => (Object.hasOwn(visitor.signals, key) ? visitor.signals[key] : empty) };
      }
      case 'context': {
        const { empty } = domainOf(path, signals);
        return { read: (visitor) => lookUp(visitor.context, rest) ?? empty };
      }
      case 'traits':
      case 'consent':
        return { read: (visitor) => lookUp(visitor[root], rest) };
      case 'segments':
        return { read: (visitor) => [...visitor.segments] };
      case 'time':
        return { read: ({ at }): Json => clock.localTime(at)[rest[0] === 'hour' ? 'hour' : 'weekday'] };
      default:
        return { read: () => undefined };
    }
  };
  const ofSegments: (readonly [SegmentRule, CompiledCondition<Judged>])[] = [];
  for (const rule of segments.values()) {
    if (!rule.closed) ofSegments.push([rule, compileCondition(rule.segment.when, fieldOf)]);
    if (ofSegments.length % SLICE === 0) yield;
  }
  const ofVariants = new Map<VariantRule, CompiledCondition<Judged> | null>();
  const whenOf = (rule: VariantRule): CompiledCondition<Judged> | null => {
    const known = ofVariants.get(rule);
    if (known !== undefined) return known;
    const when = rule.variant.when === null ? null : compileCondition(rule.variant.when, fieldOf);
    ofVariants.set(rule, when);
    return when;
  };
  const depthOf = (rule: VariantRule, visitor: Judged): number => {
    const { any, all } = rule.variant.segments;
    return [...any, ...all]
      .filter((key) => visitor.segments.has(key))
      .reduce((deepest, key) => Math.max(deepest, segments.get(key)?.depth ?? 0), -1);
  };

  const judge: Judge['judge'] = (draft) => {
    const inside = new Set<string>();
    const visitor: Judged = { ...draft, segments: inside };
    for (const [{ segment }, when] of ofSegments) {
      if (segment.parent !== null && !inside.has(segment.parent)) continue;
      if (when.holds(visitor, draft.at)) inside.add(segment.key);
    }
    return visitor;
  };
  const isEligible: Judge['isEligible'] = (rule, visitor) => {
    if (rule.closed || visitor.at < rule.from || visitor.at >= rule.until) return false;
    const { any, all, none } = rule.variant.segments;
    const isIn = (key: string) => visitor.segments.has(key);
    if (any.length > 0 && !any.some(isIn)) return false;
    if (!all.every(isIn) || none.some(isIn)) return false;
    return whenOf(rule)?.holds(visitor, visitor.at) ?? true;
  };
  const winner: Judge['winner'] = ({ candidates }, visitor, worthLooking = -Infinity) => {
    let best: { rule: VariantRule; depth: number } | null = null;
    for (const rule of candidates) {
      const { priority } = rule.variant;
      if (priority < (best?.rule.variant.priority ?? worthLooking)) break;
      if (!isEligible(rule, visitor)) continue;
      const depth = depthOf(rule, visitor);
      if (!best || depth > best.depth) best = { rule, depth };
    }
    return best?.rule ?? null;
  };
  return { judge, isEligible, winner };
}
