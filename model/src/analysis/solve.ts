import type { Formula } from './formula.js';
import type { Budget, Problem } from './problem.js';

export type Solution =
  /** For each variable the choices left; any one of each together satisfies all. */
  | { readonly outcome: 'found'; readonly choices: readonly bigint[] }
  | { readonly outcome: 'none' }
  /** The bound on steps was hit. */
  | { readonly outcome: 'undecided' };

/** Alternatives of which one must be as wanted. */
interface Open {
  readonly parts: readonly Formula[];
  readonly wanted: boolean;
}

interface State {
  readonly choices: readonly bigint[];
  readonly open: readonly Open[];
}

/** One search takes at most this many steps: a few milliseconds. */
const MOST_STEPS = 40_000;

/**
 * Searches choices for all variables for which every one of `goals` holds. The problem must be made of them,
 * and may be made of more. Every comparison is about one variable, so
 * a search only has to settle which alternatives hold: each narrows the choices of its variables, and where
 * none is left, that way is closed. It therefore answers `none` only if there is none among the choices
 * given: with `jokers`, the jokers are among them.
 */
export function solve(
  goals: readonly Formula[],
  { variables, literals }: Problem,
  { jokers, budget }: { jokers: boolean; budget: Budget },
): Solution {
  let steps = 0;
  const most = Math.min(MOST_STEPS, budget.left);
  class TooMany extends Error {}
  const step = (): void => {
    steps += 1;
    if (steps > most) throw new TooMany();
  };

  /** Narrows `choices` in place; false if nothing is left. */
  const demand = (formula: Formula, wanted: boolean, choices: bigint[], open: Open[]): boolean => {
    step();
    switch (formula.kind) {
      case 'constant':
        return formula.holds === wanted;
      case 'not':
        return demand(formula.part, !wanted, choices, open);
      case 'member':
        return demand(formula.body, wanted, choices, open);
      case 'all':
      case 'any': {
        if ((formula.kind === 'all') === wanted)
          return formula.parts.every((part) => demand(part, wanted, choices, open));
        open.push({ parts: formula.parts, wanted });
        return true;
      }
      default: {
        const literal = literals.get(formula);
        if (!literal) throw new Error('a comparison without a variable');
        const left = (choices[literal.variable] ?? 0n) & (wanted ? literal.yes : literal.no);
        choices[literal.variable] = left;
        return left !== 0n;
      }
    }
  };

  /** Whether a formula holds for all choices left (true), for none (false), or that is open (null). */
  const standing = (formula: Formula, choices: readonly bigint[], known: Map<Formula, boolean | null>) => {
    const before = known.get(formula);
    if (before !== undefined) return before;
    const found = standingOf(formula, choices, known);
    known.set(formula, found);
    return found;
  };
  const standingOf = (
    formula: Formula,
    choices: readonly bigint[],
    known: Map<Formula, boolean | null>,
  ): boolean | null => {
    step();
    switch (formula.kind) {
      case 'constant':
        return formula.holds;
      case 'not': {
        const part = standing(formula.part, choices, known);
        return part === null ? null : !part;
      }
      case 'member':
        return standing(formula.body, choices, known);
      case 'all':
      case 'any': {
        // The answer of one part that settles the whole.
        const decides = formula.kind === 'any';
        let open = false;
        for (const part of formula.parts) {
          const one = standing(part, choices, known);
          if (one === decides) return decides;
          open ||= one === null;
        }
        return open ? null : !decides;
      }
      default: {
        const literal = literals.get(formula);
        const left = choices[literal?.variable ?? -1] ?? 0n;
        if ((left & (literal?.no ?? 0n)) === 0n) return true;
        return (left & (literal?.yes ?? 0n)) === 0n ? false : null;
      }
    }
  };

  /** Settles what has only one way left; null if there is no way. */
  const narrow = (state: State): State | null => {
    const choices = [...state.choices];
    let pending = [...state.open];
    for (;;) {
      const next: Open[] = [];
      let changed = false;
      let known = new Map<Formula, boolean | null>();
      for (const { parts, wanted } of pending) {
        const left: Formula[] = [];
        let settled = false;
        for (const part of parts) {
          const one = standing(part, choices, known);
          if (one === wanted) {
            settled = true;
            break;
          }
          if (one === null) left.push(part);
        }
        if (settled) continue;
        const [only] = left;
        if (only === undefined) return null;
        if (left.length > 1) next.push({ parts: left, wanted });
        else {
          if (!demand(only, wanted, choices, next)) return null;
          changed = true;
          known = new Map();
        }
      }
      if (!changed) return { choices, open: next };
      pending = next;
    }
  };

  const search = (from: State): readonly bigint[] | null => {
    const state = narrow(from);
    if (!state) return null;
    const branch = state.open.reduce<Open | null>(
      (least, one) => (least && least.parts.length <= one.parts.length ? least : one),
      null,
    );
    if (!branch) return state.choices;
    const choices = [...state.choices];
    const open = state.open.filter((one) => one !== branch);
    for (const part of branch.parts) {
      const tried = { choices: [...choices], open: [...open] };
      if (demand(part, branch.wanted, tried.choices, tried.open)) {
        const found = search(tried);
        if (found) return found;
      }
      // From here on this alternative need not be thought of again.
      if (!demand(part, !branch.wanted, choices, open)) return null;
    }
    return null;
  };

  try {
    const choices = variables.map(({ values, jokers: more, tried }) =>
      jokers ? (1n << BigInt(values.length + more)) - 1n : tried,
    );
    const open: Open[] = [];
    const possible = goals.every((formula) => demand(formula, true, choices, open));
    const found = possible ? search({ choices, open }) : null;
    return found ? { outcome: 'found', choices: found } : { outcome: 'none' };
  } catch (error) {
    if (error instanceof TooMany) return { outcome: 'undecided' };
    throw error;
  } finally {
    budget.left -= steps;
  }
}
