import type { Segment } from '../segment.js';
import { ask, type Desk, shownVisitor } from './ask.js';
import type { Findings } from './findings.js';
import type { Judged } from './judge.js';
import { segmentSubject } from './subjects.js';
import type { Finding } from './types.js';

export const DEFAULT_ALIKE = 0.8;
export const DEFAULT_ENOUGH_MEMBERS = 20;

/** How many of the given visitors are in a segment, and in each two. */
export interface MemberCounts {
  readonly visitors: number;
  inOne(key: string): number;
  inBoth(a: string, b: string): number;
}

/** Visitors counted between two yields. */
const SLICE = 200;

/** Counts members of the segments `keys`; other keys in `memberships` are passed over. */
export function* countMembers(
  keys: readonly string[],
  memberships: readonly (readonly string[])[],
): Generator<void, MemberCounts> {
  const places = new Map(keys.map((key, place) => [key, place]));
  // A table of all pairs, of which the half above the diagonal and the diagonal itself are used.
  const table = new Uint32Array(keys.length ** 2);
  for (const [index, segments] of memberships.entries()) {
    const inside = [...new Set(segments)].flatMap((key) => places.get(key) ?? []).sort((a, b) => a - b);
    for (let i = 0; i < inside.length; i++) {
      const row = (inside[i] as number) * keys.length;
      for (let j = i; j < inside.length; j++) (table[row + (inside[j] as number)] as number) += 1;
    }
    if (index % SLICE === SLICE - 1) yield;
  }
  const inBoth = (a: string, b: string): number => {
    const [left, right] = [places.get(a), places.get(b)];
    if (left === undefined || right === undefined) return 0;
    return table[Math.min(left, right) * keys.length + Math.max(left, right)] ?? 0;
  };
  return { visitors: memberships.length, inOne: (key) => inBoth(key, key), inBoth };
}

/** Pairs of segments whose members are mostly the same: |both| / |either| (Jaccard) from `alike` on. */
export function* findAlikeMembers(
  desk: Desk,
  counts: MemberCounts,
  { alike, enough, skip }: { alike: number; enough: number; skip: (a: string, b: string) => boolean },
  findings: Findings,
): Generator<void, void> {
  const rules = [...desk.rules.segments.values()].filter(
    ({ segment }) => counts.inOne(segment.key) >= enough,
  );
  for (const [index, a] of rules.entries()) {
    for (const b of rules.slice(index + 1)) {
      const [one, other] = [a.segment.key, b.segment.key];
      const [inOne, inOther, both] = [counts.inOne(one), counts.inOne(other), counts.inBoth(one, other)];
      const jaccard = both / (inOne + inOther - both);
      if (jaccard < alike || skip(one, other) || findings.dropped('alike_members')) continue;
      const inside = ({ segments }: Judged) => segments.has(one) && segments.has(other);
      const answer = ask([a.enters, b.enters], inside, desk);
      yield;
      const finding = countedFinding(a.segment, b.segment, {
        both,
        inOne,
        inOther,
        jaccard,
        of: counts.visitors,
      });
      findings.add(
        answer.outcome === 'found' ? { ...finding, visitor: shownVisitor(answer.visitor) } : finding,
      );
    }
    yield;
  }
}

function countedFinding(
  a: Segment,
  b: Segment,
  { both, inOne, inOther, jaccard, of }: Record<'both' | 'inOne' | 'inOther' | 'jaccard' | 'of', number>,
): Finding {
  const percent = Math.floor(jaccard * 100);
  return {
    kind: 'alike_members',
    severity: 'hint',
    subjects: [segmentSubject(b), segmentSubject(a)],
    message: `Segments "${a.name}" and "${b.name}" have nearly the same members: of the visitors in either, ${percent} % are in both.`,
    proof: `Of ${of} visitors, ${inOne} are in "${a.name}", ${inOther} in "${b.name}" and ${both} in both: ${both} / ${inOne + inOther - both} = ${jaccard.toFixed(2)}.`,
    approximate: 'It was counted over visitors of this server at one moment; other visitors can differ.',
  };
}
