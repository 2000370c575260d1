import type { Catalog } from '../catalog.js';
import type { Json } from '../json.js';
import type { Formula } from './formula.js';
import { type Draft, type Judge, type Judged, judgeOf } from './judge.js';
import { type Budget, type Problem, problemOf, type World } from './problem.js';
import { type Rules, rulesOf } from './rules.js';
import { solve } from './solve.js';
import type { MadeUpVisitor } from './types.js';
import { setAt } from './values.js';

/** What all parts of the analysis work with. */
export interface Desk {
  readonly rules: Rules;
  readonly world: World;
  readonly judge: Judge;
  readonly budget: Budget;
  /** Visitors found so far: the first to be tried when something new is asked. */
  readonly met: Judged[];
  /** How many questions were given up, by what they were about. */
  readonly undecided: Map<string, number>;
}

export function* deskOf(catalog: Catalog, world: World, budget: Budget): Generator<void, Desk> {
  const rules = yield* rulesOf(catalog);
  const judge = yield* judgeOf(rules, world);
  return { rules, world, judge, budget, met: [], undecided: new Map() };
}

export type Answer =
  /** A visitor who was tried against the conditions. */
  | { readonly outcome: 'found'; readonly visitor: Judged }
  /** There is none. With `doubt`, which completes "this is so unless …", that is not proven in full. */
  | { readonly outcome: 'none'; readonly doubt: string | null }
  | { readonly outcome: 'undecided' };

/** How many visitors are remembered. */
const MOST_MET = 300;

/**
 * Is there a visitor for whom all of `formulas` hold? `confirm` asks the conditions themselves about the one
 * that was found; if it disagrees, nothing is claimed.
 */
export function ask(
  formulas: readonly Formula[],
  confirm: (visitor: Judged) => boolean,
  { world, judge, budget, met, rules }: Desk,
): Answer {
  if (budget.left <= 0) return { outcome: 'undecided' };
  const problem = problemOf(formulas, world, budget);
  const solution = solve(formulas, problem, { jokers: false, budget });
  if (solution.outcome === 'found') {
    const visitor = judge.judge(draftOf(problem, solution.choices, world));
    budget.left -= rules.segments.size >> 1;
    if (!confirm(visitor)) return { outcome: 'undecided' };
    if (met.length < MOST_MET) met.push(visitor);
    return { outcome: 'found', visitor };
  }
  if (solution.outcome === 'undecided') return { outcome: 'undecided' };
  const wide = solve(formulas, problem, { jokers: true, budget });
  if (wide.outcome === 'undecided') return { outcome: 'undecided' };
  return { outcome: 'none', doubt: wide.outcome === 'none' ? null : doubtOf(problem, wide.choices) };
}

/** Which variables had to take a joker for the search to succeed; completes "this is so unless …". */
function doubtOf({ variables }: Problem, choices: readonly bigint[]): string {
  const jokers = variables.filter(({ tried }, i) => ((choices[i] ?? 0n) & tried) === 0n);
  return jokers
    .map(({ name }) => {
      const held = /^hold of (.*)$/.exec(name);
      return held
        ? `${held[1]} is holding on to a visitor for whom its condition has ceased to hold`
        : `${name} has a value that was not tried, such as a list, or a text that a pattern matches`;
    })
    .join(', or ');
}

function draftOf({ variables }: Problem, choices: readonly bigint[], { now }: Pick<World, 'now'>): Draft {
  let at = now;
  const roots: Record<string, Record<string, Json>> = { signals: {}, context: {}, traits: {}, consent: {} };
  for (const [index, { name, values, tried }] of variables.entries()) {
    const left = choices[index] ?? 0n;
    // What may be anything stays as it is before anything happened.
    if (left === tried && name !== 'time') continue;
    const value = values[lowestBit(left)];
    if (name === 'time') at = Number(value);
    else {
      const [root = '', ...rest] = name.split('.');
      const holder = roots[root];
      if (holder) setAt(holder, root === 'signals' ? [rest.join('.')] : rest, value);
    }
  }
  const { signals = {}, context = {}, traits = {}, consent = {} } = roots;
  return { at, signals, context, traits, consent };
}

function lowestBit(bits: bigint): number {
  let index = 0;
  for (let left = bits; left !== 0n && (left & 1n) === 0n; left >>= 1n) index += 1;
  return index;
}

/** A judged visitor as findings show it. */
export const shownVisitor = ({ at, signals, context, traits, consent, segments }: Judged): MadeUpVisitor => ({
  signals,
  context,
  traits,
  ...(Object.keys(consent).length === 0 ? {} : { consent }),
  segments: [...segments],
  time: new Date(at).toISOString(),
});
