import { type Desk, shownVisitor } from './ask.js';
import { type Contest, contest, notOutdone } from './contest.js';
import type { Findings } from './findings.js';
import type { Formula } from './formula.js';
import { coreOf, proofText, type Requirement, requirementsOf } from './proof.js';
import { keyDecides, type SlotRule, type VariantRule } from './rules.js';
import { namesOf, slotSubject, variantSubject } from './subjects.js';

/**
 * For each slot: variants that never win it, and pairs of equal priority that ask for one visitor. `can`
 * holds the keys of variants somebody can be eligible for; the others have a finding already.
 */
export function* findContests(
  desk: Desk,
  can: ReadonlySet<string>,
  findings: Findings,
): Generator<void, void> {
  const winners = new Map<SlotRule, readonly VariantRule[]>();
  for (const slot of desk.rules.slots) {
    const able: VariantRule[] = [];
    for (const rule of slot.candidates) {
      if (!can.has(rule.variant.key)) continue;
      if (yield* canWin(rule, slot, desk, findings)) able.push(rule);
      if (desk.budget.left <= 0) return;
    }
    winners.set(slot, able);
  }
  for (const [slot, able] of winners) {
    for (const [index, one] of able.entries()) {
      for (const other of able.slice(index + 1)) {
        if (other.variant.priority !== one.variant.priority) break;
        yield* comparePair(one, other, slot, desk, findings);
        if (desk.budget.left <= 0) return;
      }
    }
  }
}

const undecided = (desk: Desk, what: string): void => {
  desk.undecided.set(what, (desk.undecided.get(what) ?? 0) + 1);
};

/** True unless it is proven that the variant never wins the slot. */
function* canWin(
  rule: VariantRule,
  slot: SlotRule,
  desk: Desk,
  findings: Findings,
): Generator<void, boolean> {
  const outcome: Contest = yield* contest([rule], [rule.eligible], slot, desk);
  if (outcome.outcome === 'undecided') undecided(desk, 'whether a variant can win');
  if (outcome.outcome !== 'lost') return true;
  if (findings.dropped('never_wins')) return false;
  const { rivals, doubt } = outcome;
  const { name, priority } = rule.variant;
  const ofRival = new Map<VariantRule, Requirement>(
    rivals.map((rival) => [
      rival,
      {
        formula: notOutdone(rival, [rule], desk),
        origin: '',
        text: `"${rival.variant.name}" (${
          rival.variant.priority > priority ? `priority ${rival.variant.priority}` : 'first of equals'
        }) must not be for this visitor`,
      },
    ]),
  );
  const requirements = [...requirementsOf(rule.eligible, 'this variant', desk.rules), ...ofRival.values()];
  const core = yield* coreOf(requirements, desk, doubt === null);
  const needed = rivals.filter((rival) => core.includes(ofRival.get(rival) as Requirement));
  const others = needed.map(({ variant }) => variant);
  const doubts = [...(doubt === null ? [] : [doubt]), ...enforcedDoubts(needed, desk)];
  findings.add({
    kind: 'never_wins',
    severity: 'warning',
    subjects: [variantSubject(rule.variant), slotSubject(slot.slot), ...others.map(variantSubject)],
    message: `Variant "${name}" can never win slot "${slot.slot.name}": whoever it is meant for is shown ${namesOf(others, 'or')} instead.`,
    proof: `To be shown "${name}", all of this would have to be, and it contradicts: ${proofText(core, desk)}`,
    ...(doubts.length === 0 ? {} : { approximate: `This is so unless ${doubts.join(', or ')}.` }),
  });
  return false;
}

/** What is shown instead may itself be left out of decisions for a while. */
function enforcedDoubts(rivals: readonly VariantRule[], { rules }: Desk): readonly string[] {
  const keys = rivals.flatMap(({ variant }) => [...variant.segments.any, ...variant.segments.all]);
  return [...new Set(keys)].flatMap((key) => {
    const segment = rules.segments.get(key)?.segment;
    return segment?.audience.enforce
      ? [`the audience of segment "${segment.name}" is too small, so that it is left out of decisions`]
      : [];
  });
}

/** Two variants of one slot with equal priority: can both be for one visitor, and who is shown then? */
function* comparePair(
  one: VariantRule,
  other: VariantRule,
  slot: SlotRule,
  desk: Desk,
  findings: Findings,
): Generator<void, void> {
  const both = [one.eligible, other.eligible];
  const even: Formula = keyDecides(one, other, desk.rules);
  let outcome = yield* contest([one, other], [...both, even], slot, desk);
  const byKey = outcome.outcome === 'won';
  if (outcome.outcome === 'lost' && even.kind !== 'constant')
    outcome = yield* contest([one, other], both, slot, desk);
  if (outcome.outcome === 'undecided')
    undecided(desk, 'whether two variants of equal priority are for the same visitor');
  if (outcome.outcome !== 'won' || findings.dropped('equal_priority')) return;
  const { winner, visitor } = outcome;
  const loser = winner === one ? other : one;
  const why = byKey ? 'only because its key comes first' : 'because the segment it asks for lies deeper';
  findings.add({
    kind: 'equal_priority',
    severity: byKey ? 'warning' : 'hint',
    subjects: [variantSubject(loser.variant), variantSubject(winner.variant), slotSubject(slot.slot)],
    message: `Variants "${winner.variant.name}" and "${loser.variant.name}" of slot "${slot.slot.name}" have equal priority (${winner.variant.priority}) and can both be for the same visitor; "${winner.variant.name}" is shown, ${why}.`,
    visitor: shownVisitor(visitor),
  });
}
