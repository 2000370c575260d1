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

const NONE: ReadonlySet<string> = new Set();

/**
 * Decides one slot at `now` for a visitor whose segments have been brought up to `now`: among eligible
 * variants the highest priority, then the deeper segment, then the key's order. Segments in `leftOut` are too
 * small: being in one earns nothing.
 */
export function decide(
  { slot, candidates, fallback }: CompiledSlot,
  visitor: Visitor,
  engine: Engine,
  now: number,
  leftOut: ReadonlySet<string> = NONE,
): Decision {
  let until = visitor.until;
  let best: { candidate: Candidate; segment: string | null; depth: number } | null = null;
  for (const candidate of candidates) {
    // Those of lower priority can't win unless the best falls away, which has its own instant.
    if (best && candidate.variant.priority < best.candidate.variant.priority) break;
    until = Math.min(until, nextChange(candidate, visitor, now));
    if (obstacle(candidate, visitor, now, leftOut) !== null) continue;
    const segment = deepestSegment(candidate, visitor, engine, leftOut);
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
export function verdicts(
  { candidates }: CompiledSlot,
  visitor: Visitor,
  now: number,
  leftOut: ReadonlySet<string> = NONE,
): readonly Verdict[] {
  return candidates.map((candidate) => ({
    variant: candidate.variant.key,
    name: candidate.variant.name,
    reason: whyNot(candidate, visitor, now, leftOut),
  }));
}

type Obstacle = 'closed' | 'early' | 'over' | 'any' | 'all' | 'none' | 'when';

/** What keeps the visitor from being shown this candidate at `now`, or null. Words for it cost more than the answer. */
function obstacle(
  { variant, from, until, when, closed }: Candidate,
  visitor: Visitor,
  now: number,
  leftOut: ReadonlySet<string>,
): Obstacle | null {
  if (closed) return 'closed';
  if (now < from) return 'early';
  if (now >= until) return 'over';
  const { any, all, none } = variant.segments;
  const earns = (key: string) => visitor.segments.has(key) && !leftOut.has(key);
  if (any.length > 0 && !any.some(earns)) return 'any';
  if (!all.every(earns)) return 'all';
  // Who is kept away stays away, however few they are.
  if (none.some((key) => visitor.segments.has(key))) return 'none';
  return when === null || when.holds(visitor, now) ? null : 'when';
}

/** Why the visitor may not be shown this candidate at `now`, in words, or null. */
function whyNot(
  candidate: Candidate,
  visitor: Visitor,
  now: number,
  leftOut: ReadonlySet<string>,
): string | null {
  const { variant, closed } = candidate;
  const { any, all, none } = variant.segments;
  const isIn = (key: string) => visitor.segments.has(key);
  const small = [...any, ...all].find((key) => isIn(key) && leftOut.has(key));
  const because = small === undefined ? '' : ` (${small} is below its least audience)`;
  switch (obstacle(candidate, visitor, now, leftOut)) {
    case null:
      return null;
    case 'closed':
      return closed;
    case 'early':
      return `it begins ${variant.schedule.from}`;
    case 'over':
      return `it ended ${variant.schedule.until}`;
    case 'any':
      return `in none of the segments ${any.join(', ')}${because}`;
    case 'all':
      return `not in segment ${all.find((key) => !isIn(key) || leftOut.has(key))}${because}`;
    case 'none':
      return `in segment ${none.find(isIn)}`;
    case 'when':
      return 'its condition does not hold';
  }
}

function nextChange({ from, until, when }: Candidate, visitor: Visitor, now: number): number {
  const edge = now < from ? from : now < until ? until : Infinity;
  return when === null ? edge : Math.min(edge, when.nextChange(visitor, now));
}

/** The deepest of the segments a candidate asks for that earn the visitor something; null if none does. */
export function deepestSegment(
  { variant }: Candidate,
  visitor: Visitor,
  engine: Engine,
  leftOut: ReadonlySet<string>,
): string | null {
  let deepest: { key: string; depth: number } | null = null;
  for (const key of [...variant.segments.any, ...variant.segments.all]) {
    if (!visitor.segments.has(key) || leftOut.has(key)) continue;
    const depth = engine.segmentByKey.get(key)?.depth ?? 0;
    if (!deepest || depth > deepest.depth) deepest = { key, depth };
  }
  return deepest?.key ?? null;
}
