import { type Explanation, explainCondition } from '@tessera/model';
import type { Engine } from '../engine/engine.js';
import type { Visitor } from '../engine/visitor.js';
import type { Candidate, CompiledSlot } from './candidates.js';
import { type Decision, decide, deepestSegment, verdicts } from './decide.js';

/** What decided between two variants that both may be shown. */
export type Advantage = 'priority' | 'deeper_segment' | 'key_order';

/** One kind of segments a variant asks for: whether it is met, and by which. */
export interface ExplainedPart {
  readonly holds: boolean;
  readonly segments: readonly {
    readonly key: string;
    readonly in: boolean;
    /** Too small: being in it earns nothing. */
    readonly leftOut: boolean;
  }[];
}

/** What became of one variant that could fill the slot, as plain JSON. */
export interface ExplainedCandidate {
  readonly variant: string;
  readonly name: string;
  readonly priority: number;
  /** `beaten`: it may be shown, but another one goes first. */
  readonly outcome: 'shown' | 'beaten' | 'kept_away';
  /** Why it may not be shown, in words; null if it may. */
  readonly reason: string | null;
  /** By what the shown one goes before it; null if it is not beaten. */
  readonly beatenBy: Advantage | null;
  /** The deepest segment that earns it; null if none does. */
  readonly segment: string | null;
  /** Steps from that segment up to one without a parent; -1 without a segment. */
  readonly depth: number;
  readonly segments: {
    readonly any: ExplainedPart;
    readonly all: ExplainedPart;
    readonly none: ExplainedPart;
  };
  /** Its own condition; null if it has none. */
  readonly when: Explanation | null;
  /** ISO 8601, as published. */
  readonly schedule: {
    readonly holds: boolean;
    readonly from: string | null;
    readonly until: string | null;
  };
  /** Why nobody is shown it, or null. */
  readonly closed: string | null;
}

/** Why a slot's decision fell as it did, as plain JSON. */
export interface ExplainedSlot {
  readonly slot: string;
  readonly name: string;
  /** Key of the variant; null for the slot's fallback (or nothing, if it has none). */
  readonly variant: string | null;
  readonly source: Decision['source'];
  readonly segment: string | null;
  /** Up to this instant (epoch ms) the decision stands for sure; null if only an event can change it. */
  readonly until: number | null;
  readonly fallback: { readonly variant: string; readonly name: string } | null;
  /** Variants that might have been shown, and what the shown one has over them. */
  readonly beat: readonly { readonly variant: string; readonly name: string; readonly by: Advantage }[];
  /** Highest priority first, then the key's order. Without the fallback, which everybody may see. */
  readonly candidates: readonly ExplainedCandidate[];
}

/** Explains one slot as `decide` decides it: for a visitor who is up to `now` (epoch ms). */
export function explainSlot(
  compiled: CompiledSlot,
  visitor: Visitor,
  engine: Engine,
  now: number,
  leftOut: ReadonlySet<string>,
): ExplainedSlot {
  const { slot, fallback } = compiled;
  const decision = decide(compiled, visitor, engine, now, leftOut);
  const judged = verdicts(compiled, visitor, now, leftOut).map(({ reason }, i) => {
    const candidate = compiled.candidates[i] as Candidate;
    const segment = deepestSegment(candidate, visitor, engine, leftOut);
    const depth = segment === null ? -1 : (engine.segmentByKey.get(segment)?.depth ?? -1);
    return { candidate, reason, segment, depth };
  });
  const winner = judged.reduce<Judged | null>(
    (best, one) => (one.reason === null && (!best || advantage(one, best) !== null) ? one : best),
    null,
  );
  const candidates = judged.map((one): ExplainedCandidate => {
    const beaten = one.reason === null && winner !== null && one !== winner;
    return {
      variant: one.candidate.variant.key,
      name: one.candidate.variant.name,
      priority: one.candidate.variant.priority,
      outcome: one.reason !== null ? 'kept_away' : beaten ? 'beaten' : 'shown',
      reason: one.reason,
      beatenBy: beaten ? advantage(winner, one) : null,
      segment: one.segment,
      depth: one.depth,
      ...partsOf(one.candidate, visitor, engine, now, leftOut),
    };
  });
  return {
    slot: slot.key,
    name: slot.name,
    variant: decision.variant,
    source: decision.source,
    segment: decision.segment,
    until: Number.isFinite(decision.until) ? decision.until : null,
    fallback: fallback && { variant: fallback.key, name: fallback.name },
    beat: candidates.flatMap(({ variant, name, beatenBy }) =>
      beatenBy === null ? [] : [{ variant, name, by: beatenBy }],
    ),
    candidates,
  };
}

interface Judged {
  readonly candidate: Candidate;
  readonly reason: string | null;
  readonly segment: string | null;
  readonly depth: number;
}

/** What `a` has over `b`; null if `b` goes first. The order is the model's: priority, depth, key. */
function advantage(a: Judged, b: Judged): Advantage | null {
  const [one, other] = [a.candidate.variant, b.candidate.variant];
  if (one.priority !== other.priority) return one.priority > other.priority ? 'priority' : null;
  if (a.depth !== b.depth) return a.depth > b.depth ? 'deeper_segment' : null;
  return one.key < other.key ? 'key_order' : null;
}

function partsOf(
  { variant, from, until, closed }: Candidate,
  visitor: Visitor,
  engine: Engine,
  now: number,
  leftOut: ReadonlySet<string>,
): Pick<ExplainedCandidate, 'segments' | 'when' | 'schedule' | 'closed'> {
  const { any, all, none } = variant.segments;
  const isIn = (key: string) => visitor.segments.has(key);
  const earns = (key: string) => isIn(key) && !leftOut.has(key);
  const part = (keys: readonly string[], holds: boolean): ExplainedPart => ({
    holds,
    segments: keys.map((key) => ({ key, in: isIn(key), leftOut: leftOut.has(key) })),
  });
  return {
    segments: {
      any: part(any, any.length === 0 || any.some(earns)),
      all: part(all, all.every(earns)),
      none: part(none, !none.some(isIn)),
    },
    when: variant.when === null ? null : explainCondition(variant.when, engine.fieldOf, visitor, now),
    schedule: { holds: now >= from && now < until, ...variant.schedule },
    closed,
  };
}
