import type { Desk } from './ask.js';
import { domainOf } from './domains.js';
import { type Formula, not } from './formula.js';
import { problemOf } from './problem.js';
import type { Rules } from './rules.js';
import { solve } from './solve.js';
import { requirementText, segmentName } from './words.js';

/** One thing that must hold, and where it is demanded. */
export interface Requirement {
  readonly formula: Formula;
  /** E.g. `segment "High intent"`, `this variant`. */
  readonly origin: string;
  /** Said instead of what the formula asks. */
  readonly text?: string;
}

/** Takes a formula apart into what must hold at once, following segments into their own conditions. */
export function requirementsOf(formula: Formula, origin: string, rules: Rules): readonly Requirement[] {
  switch (formula.kind) {
    case 'all':
      return formula.parts.flatMap((part) => requirementsOf(part, origin, rules));
    case 'member':
      return requirementsOf(formula.body, `segment "${segmentName(formula.segment, rules)}"`, rules);
    case 'not':
      // Not one of several: each of them must not hold.
      if (formula.part.kind === 'any')
        return formula.part.parts.flatMap((part) => requirementsOf(not(part), origin, rules));
      return [{ formula, origin }];
    default:
      return [{ formula, origin }];
  }
}

/** At most this many requirements are tried for whether they can be left out. */
const MOST_TRIED = 40;

/**
 * Of requirements that contradict, those that do so without the rest: each of them is needed. Exact if the
 * contradiction is proven for what is not followed, too; else for what was tried.
 */
export function* coreOf(
  requirements: readonly Requirement[],
  desk: Desk,
  exact: boolean,
): Generator<void, readonly Requirement[]> {
  const { world, budget } = desk;
  const problem = problemOf(
    requirements.map(({ formula }) => formula),
    world,
    budget,
  );
  let core = requirements;
  /** Leaves out what `without` lacks, if the rest still contradicts. */
  const leaveOut = (without: readonly Requirement[]): boolean => {
    const goals = without.map(({ formula }) => formula);
    const contradicts = solve(goals, problem, { jokers: exact, budget }).outcome === 'none';
    if (contradicts) core = without;
    return contradicts;
  };
  // Large parts first, while they can be left out at once.
  for (let size = core.length >> 1; core.length > MOST_TRIED && size >= 4; size >>= 1) {
    for (let at = 0; at + size <= core.length; ) {
      if (!leaveOut([...core.slice(0, at), ...core.slice(at + size)])) at += size;
      yield;
    }
  }
  for (const one of core.slice(0, MOST_TRIED).reverse()) {
    leaveOut(core.filter((other) => other !== one));
    yield;
  }
  return core;
}

/** "… must be over 100 (segment "High intent"), and … must be under 50 (this segment)." */
export function proofText(core: readonly Requirement[], { rules, world }: Desk): string {
  const paths = new Map<string, number>();
  const parts = core.map(({ formula, origin, text }) => {
    if (text !== undefined) return text;
    const test = formula.kind === 'not' ? formula.part : formula;
    if (test.kind === 'test') paths.set(test.test.path, (paths.get(test.test.path) ?? 0) + 1);
    return `${requirementText(formula, true, rules)} (${origin})`;
  });
  const domains = [...paths].flatMap(([path, count]) => {
    const { words, numbers, texts, flags, anything } = domainOf(path, world.signals);
    // What a field can be at all is part of the reason unless two comparisons contradict by themselves.
    const matters = !anything && (count === 1 || numbers?.whole || Array.isArray(texts) || flags);
    return matters ? [`${path} is always ${words}`] : [];
  });
  return `${[...new Set(parts), ...domains].join(', and ')}.`;
}
