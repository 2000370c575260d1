import { ask, type Desk, shownVisitor } from './ask.js';
import type { Findings } from './findings.js';
import { not } from './formula.js';
import type { Judged } from './judge.js';
import { coreOf, proofText, requirementsOf } from './proof.js';
import type { SegmentRule } from './rules.js';
import { segmentSubject } from './subjects.js';
import type { Finding } from './types.js';

/**
 * Segments that every visitor is either in all of or in none of. Visitors met before tell most segments
 * apart; what they cannot tell apart is compared, and each difference found tells further ones apart.
 */
export function* findAlikeRules(
  desk: Desk,
  can: ReadonlySet<string>,
  findings: Findings,
): Generator<void, void> {
  const rules = [...desk.rules.segments.values()].filter(({ segment }) => can.has(segment.key));
  const groups = new Map<string, SegmentRule[]>();
  for (const rule of rules) {
    const mark = desk.met.map(({ segments }) => (segments.has(rule.segment.key) ? '1' : '0')).join('');
    groups.set(mark, [...(groups.get(mark) ?? []), rule]);
  }
  const work = [...groups.values()];
  for (let group = work.pop(); group; group = work.pop()) {
    const [first, ...others] = group;
    if (!first || others.length === 0) continue;
    const left: SegmentRule[] = [];
    for (const [index, other] of others.entries()) {
      if (desk.budget.left <= 0) return;
      const comparison = yield* compare(first, other, desk);
      if (comparison.outcome === 'alike') {
        findings.add(yield* alikeFinding(first, other, comparison.doubt, desk));
        continue;
      }
      left.push(other);
      if (comparison.outcome !== 'differ') continue;
      // This visitor divides those that remain, too.
      const { segments } = comparison.visitor;
      const rest = others.slice(index + 1);
      const isIn = segments.has(first.segment.key);
      const like = rest.filter(({ segment }) => segments.has(segment.key) === isIn);
      work.push([first, ...like], [...left, ...rest.filter((one) => !like.includes(one))]);
      left.length = 0;
      break;
    }
    if (left.length > 1) work.push(left);
  }
}

type Comparison =
  | { readonly outcome: 'alike'; readonly doubt: string | null }
  | { readonly outcome: 'differ'; readonly visitor: Judged }
  | { readonly outcome: 'undecided' };

function* compare(a: SegmentRule, b: SegmentRule, desk: Desk): Generator<void, Comparison> {
  let doubt: string | null = null;
  for (const [inside, outside] of [
    [a, b],
    [b, a],
  ] as const) {
    const confirm = ({ segments }: Judged) =>
      segments.has(inside.segment.key) && !segments.has(outside.segment.key);
    const answer = ask([inside.enters, not(outside.enters)], confirm, desk);
    yield;
    if (answer.outcome === 'undecided') {
      const what = 'whether two segments are alike';
      desk.undecided.set(what, (desk.undecided.get(what) ?? 0) + 1);
      return answer;
    }
    if (answer.outcome === 'found') return { outcome: 'differ', visitor: answer.visitor };
    doubt ??= answer.doubt;
  }
  if (a.segment.hold !== b.segment.hold)
    doubt ??= 'they are holding on to visitors, which they do for different times';
  return { outcome: 'alike', doubt };
}

function* alikeFinding(
  first: SegmentRule,
  other: SegmentRule,
  doubt: string | null,
  desk: Desk,
): Generator<void, Finding> {
  const both = ask([first.enters, other.enters], ({ segments }) => segments.has(other.segment.key), desk);
  const differences: string[] = [];
  for (const [inside, outside] of [
    [first, other],
    [other, first],
  ] as const) {
    const requirements = [
      ...requirementsOf(inside.enters, `segment "${inside.segment.name}"`, desk.rules),
      ...requirementsOf(not(outside.enters), `not in segment "${outside.segment.name}"`, desk.rules),
    ];
    const core = yield* coreOf(requirements, desk, doubt === null);
    differences.push(
      `in "${inside.segment.name}" but not in "${outside.segment.name}": ${proofText(core, desk)}`,
    );
  }
  return {
    kind: 'alike_rule',
    severity: 'warning',
    subjects: [segmentSubject(other.segment), segmentSubject(first.segment)],
    message: `Segments "${first.segment.name}" and "${other.segment.name}" ask for the same: whoever is in one is in the other.`,
    ...(both.outcome === 'found' ? { visitor: shownVisitor(both.visitor) } : {}),
    proof: `Each difference contradicts itself; ${differences.join(' And ')}`,
    ...(doubt === null ? {} : { approximate: `This is so unless ${doubt}.` }),
  };
}
