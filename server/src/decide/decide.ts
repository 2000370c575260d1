import type { Engine } from '../engine/engine.js';
import type { Visitor } from '../engine/visitor.js';
import type { Candidate, CompiledSlot } from './candidates.js';

export type Source = 'variant' | 'fallback' | 'empty';

/** Which variant fills a slot for a visitor, and why. */
export interface Decision {
  readonly slot: string;
  /** Key of the variant; null for the slot's fallback (or nothing, if it has none). */
  readonly variant: string | null;
  readonly source: Source;
  /** The deepest segment that made the visitor eligible; null if none was asked for. */
  readonly segment: string | null;
  /** First instant (epoch ms) at which the decision may fall differently; Infinity if only an event can change it. */
  readonly until: number;
}

/** What became of one candidate: the reason it may not be shown, or null if it may. */
export interface Verdict {
  readonly variant: string;
  readonly name: string;
  readonly reason: string | null;
}

/**
 * Decides one slot at `now` for a visitor whose segments have been brought up to `now`: among eligible
 * variants the highest priority, then the deeper segment, then the key's order.
 */
export function decide(
  { slot, candidates, fallback }: CompiledSlot,
  visitor: Visitor,
  engine: Engine,
  now: number,
): Decision {
  let until = visitor.until;
  let best: { candidate: Candidate; segment: string | null; depth: number } | null = null;
  for (const candidate of candidates) {
    // Those of lower priority can't win unless the best falls away, which has its own instant.
    if (best && candidate.variant.priority < best.candidate.variant.priority) break;
    until = Math.min(until, nextChange(candidate, visitor, now));
    if (whyNot(candidate, visitor, now) !== null) continue;
    const segment = deepestSegment(candidate, visitor, engine);
    const depth = segment === null ? -1 : (engine.segmentByKey.get(segment)?.depth ?? -1);
    if (!best || depth > best.depth) best = { candidate, segment, depth };
  }
  if (best)
    return {
      slot: slot.key,
      variant: best.candidate.variant.key,
      source: 'variant',
      segment: best.segment,
      until,
    };
  return { slot: slot.key, variant: null, source: fallback ? 'fallback' : 'empty', segment: null, until };
}

/** Every candidate of the slot, best first, with the reason why it may not be shown. */
export function verdicts({ candidates }: CompiledSlot, visitor: Visitor, now: number): readonly Verdict[] {
  return candidates.map((candidate) => ({
    variant: candidate.variant.key,
    name: candidate.variant.name,
    reason: whyNot(candidate, visitor, now),
  }));
}

/** Why the visitor may not be shown this candidate at `now`, or null. */
function whyNot(
  { variant, from, until, when, closed }: Candidate,
  visitor: Visitor,
  now: number,
): string | null {
  if (closed) return closed;
  if (now < from) return `it begins ${variant.schedule.from}`;
  if (now >= until) return `it ended ${variant.schedule.until}`;
  const { any, all, none } = variant.segments;
  const isIn = (key: string) => visitor.segments.has(key);
  if (any.length > 0 && !any.some(isIn)) return `in none of the segments ${any.join(', ')}`;
  const lacking = all.find((key) => !isIn(key));
  if (lacking !== undefined) return `not in segment ${lacking}`;
  const excluding = none.find(isIn);
  if (excluding !== undefined) return `in segment ${excluding}`;
  return when === null || when.holds(visitor, now) ? null : 'its condition does not hold';
}

function nextChange({ from, until, when }: Candidate, visitor: Visitor, now: number): number {
  const edge = now < from ? from : now < until ? until : Infinity;
  return when === null ? edge : Math.min(edge, when.nextChange(visitor, now));
}

function deepestSegment({ variant }: Candidate, visitor: Visitor, engine: Engine): string | null {
  let deepest: { key: string; depth: number } | null = null;
  for (const key of [...variant.segments.any, ...variant.segments.all]) {
    if (!visitor.segments.has(key)) continue;
    const depth = engine.segmentByKey.get(key)?.depth ?? 0;
    if (!deepest || depth > deepest.depth) deepest = { key, depth };
  }
  return deepest?.key ?? null;
}
