import { type Answer, ask, type Desk } from './ask.js';
import { all, type Formula, not } from './formula.js';
import type { Judged } from './judge.js';
import { beats, type SlotRule, type VariantRule } from './rules.js';

export type Contest =
  /** For this visitor one of the contenders is shown. */
  | { readonly outcome: 'won'; readonly visitor: Judged; readonly winner: VariantRule }
  /** Whoever satisfies the formulas is shown one of `rivals` instead; with none, nobody satisfies them. */
  | { readonly outcome: 'lost'; readonly rivals: readonly VariantRule[]; readonly doubt: string | null }
  | { readonly outcome: 'undecided' };

/** How many rivals are gone through before a contest is given up. */
const MOST_RIVALS = 60;

/** Holds where `rival` is not shown rather than all of the contenders. */
export function notOutdone(rival: VariantRule, contenders: readonly VariantRule[], { rules }: Desk): Formula {
  return not(all([rival.eligible, ...contenders.map((one) => beats(rival, one, rules))]));
}

/**
 * Is there a visitor for whom `formulas` hold and a contender is shown in the slot? Rivals come in one by
 * one: whoever wins for a visitor that was found must not win for the next. So only those that matter are
 * part of the question, however many variants a slot has.
 */
export function* contest(
  contenders: readonly VariantRule[],
  formulas: readonly Formula[],
  slot: SlotRule,
  desk: Desk,
): Generator<void, Contest> {
  const rivals: VariantRule[] = [];
  const priority = contenders[0]?.variant.priority ?? 0;
  const confirm = (visitor: Judged) => contenders.every((one) => desk.judge.isEligible(one, visitor));
  for (;;) {
    const answer: Answer = ask(
      [...formulas, ...rivals.map((rival) => notOutdone(rival, contenders, desk))],
      confirm,
      desk,
    );
    yield;
    if (answer.outcome === 'none') return { outcome: 'lost', rivals, doubt: answer.doubt };
    if (answer.outcome === 'undecided') return answer;
    desk.budget.left -= 3 * slot.candidates.length;
    const winner = desk.judge.winner(slot, answer.visitor, priority);
    if (winner && contenders.includes(winner)) return { outcome: 'won', visitor: answer.visitor, winner };
    if (!winner || rivals.includes(winner) || rivals.length === MOST_RIVALS) return { outcome: 'undecided' };
    rivals.push(winner);
  }
}
