import { type Json, lookUp } from '../json.js';
import type { Signal } from '../signal.js';
import type { Clock } from './clock.js';
import { domainOf } from './domains.js';
import type { FieldTest, Formula } from './formula.js';
import { jokersOf } from './jokers.js';
import { addOperand, noOperands, operandsAt } from './operands.js';
import { valuesOf } from './values.js';

/** What the analysis knows of the world besides the formulas. */
export interface World {
  readonly signals: ReadonlyMap<string, Signal>;
  readonly clock: Clock;
  /** Epoch ms; only instants from here on count. */
  readonly now: number;
}

/**
 * One thing that can be chosen freely: a field, the instant, or something that is not followed. Its choices
 * are bits: bit i is `values[i]`, and bits from `values.length` on are jokers.
 *
 * A joker stands for values that were not tried. For some comparisons it counts as holding and as not
 * holding at once, so that a proof which leaves room for it is a proof for those values, too.
 */
export interface Variable {
  /** Path of the field; `time` for the instant. */
  readonly name: string;
  readonly values: readonly (Json | undefined)[];
  readonly jokers: number;
  /** Whether a visitor is looked for among the values (all bits but the jokers'), or for none. */
  readonly tried: bigint;
}

/** The choices for which a literal holds, and for which it does not. A joker can be in both. */
export interface Literal {
  readonly variable: number;
  readonly yes: bigint;
  readonly no: bigint;
}

/** Work done so far and the most that may be. Shared by all questions of an analysis. */
export interface Budget {
  left: number;
}

/** Formulas made ready for the search: each comparison has become two sets of choices of one variable. */
export interface Problem {
  readonly variables: readonly Variable[];
  readonly literals: ReadonlyMap<Formula, Literal>;
}

export function problemOf(formulas: readonly Formula[], world: World, budget: Budget): Problem {
  const leaves = leavesOf(formulas);
  const variables: Variable[] = [];
  const literals = new Map<Formula, Literal>();
  const add = ({ variable, masks }: Built): void => {
    for (const [formula, { yes, no }] of masks)
      literals.set(formula, { variable: variables.length, yes, no });
    variables.push(variable);
    budget.left -= STEPS_A_TEST * masks.length * (5 + variable.values.length);
  };
  if (leaves.times.length > 0) add(timeVariable(leaves.times, world));
  for (const [root, tests] of byRoot(leaves.tests)) add(fieldVariable(root, tests, world));
  for (const same of leaves.frees.values()) add(freeVariable(same));
  return { variables, literals };
}

/** What it costs to try one comparison with one value. */
const STEPS_A_TEST = 2;

type Test = Extract<Formula, { kind: 'test' }>;
type Timed = Test | Extract<Formula, { kind: 'schedule' }>;
type FreeLeaf = Extract<Formula, { kind: 'free' }>;

interface Built {
  readonly variable: Variable;
  readonly masks: readonly (readonly [Formula, { readonly yes: bigint; readonly no: bigint }])[];
}

function leavesOf(formulas: readonly Formula[]) {
  const tests: Test[] = [];
  const times: Timed[] = [];
  const frees = new Map<string, FreeLeaf[]>();
  const seen = new Set<Formula>();
  const visit = (formula: Formula): void => {
    if (seen.has(formula)) return;
    seen.add(formula);
    switch (formula.kind) {
      case 'all':
      case 'any':
        formula.parts.forEach(visit);
        break;
      case 'not':
        visit(formula.part);
        break;
      case 'member':
        visit(formula.body);
        break;
      case 'test':
        if (formula.test.path.startsWith('time.')) times.push(formula);
        else tests.push(formula);
        break;
      case 'schedule':
        times.push(formula);
        break;
      case 'free':
        frees.set(formula.name, [...(frees.get(formula.name) ?? []), formula]);
    }
  };
  formulas.forEach(visit);
  return { tests, times, frees };
}

/** Tests by the field they depend on. `traits.a.b` lies in `traits.a`: if both are read, they are one. */
function byRoot(tests: readonly Test[]): ReadonlyMap<string, readonly Test[]> {
  const paths = new Set(tests.map(({ test }) => test.path));
  const groups = new Map<string, Test[]>();
  for (const one of tests) {
    const parts = one.test.path.split('.');
    let root = one.test.path;
    for (let length = 2; length < parts.length; length++) {
      const above = parts.slice(0, length).join('.');
      if (paths.has(above)) {
        root = above;
        break;
      }
    }
    const group = groups.get(root);
    if (group) group.push(one);
    else groups.set(root, [one]);
  }
  return groups;
}

function timeVariable(times: readonly Timed[], { clock, now }: World): Built {
  const borders = times.flatMap((one) => (one.kind === 'schedule' ? [one.from, one.until] : []));
  const byHour = times.some(({ kind }) => kind === 'test');
  const instants = clock.instants(now, borders, byHour);
  const local = byHour ? instants.map(clock.localTime) : [];
  const holds = (one: Timed, i: number): boolean => {
    const at = instants[i] as number;
    if (one.kind === 'schedule') return at >= one.from && at < one.until;
    return one.test.holds(one.test.path === 'time.hour' ? local[i]?.hour : local[i]?.weekday);
  };
  const variable: Variable = { name: 'time', values: instants, jokers: 0, tried: firstBits(instants.length) };
  return { variable, masks: times.map((one) => [one, split(instants.length, (i) => holds(one, i))]) };
}

function freeVariable(same: readonly FreeLeaf[]): Built {
  const [one] = same as [FreeLeaf];
  // Bit 0 is false, bit 1 is true; the second is a joker unless it may be guessed.
  const variable = {
    name: one.name,
    values: one.guess ? [false, true] : [false],
    jokers: one.guess ? 0 : 1,
    tried: one.guess ? 0b11n : 0b01n,
  };
  return { variable, masks: same.map((free) => [free, { yes: 0b10n, no: 0b01n }]) };
}

function fieldVariable(root: string, tests: readonly Test[], { signals }: World): Built {
  const domain = domainOf(root, signals);
  const operands = noOperands();
  const within = ({ path }: FieldTest) => path.slice(root.length + 1);
  for (const { test } of tests) addOperand(operandsAt(operands, within(test)), test.operand);
  const { values: candidates, all } = valuesOf(domain, operands);

  const paths = tests.map(({ test }) => (test.path === root ? [] : within(test).split('.')));
  const answers = (value: Json | undefined): boolean[] =>
    tests.map(({ test }, i) => {
      const path = paths[i] as string[];
      return test.holds(path.length === 0 ? value : lookUp(value, path));
    });
  // Values that answer every comparison alike are one choice; the first of them stands for all.
  const columns = new Map<string, { value: Json | undefined; answers: readonly boolean[] }>();
  for (const value of candidates) {
    const column = answers(value);
    const name = column.map(Number).join('');
    if (!columns.has(name)) columns.set(name, { value, answers: column });
  }
  const chosen = [...columns.values()];
  const comparisons = tests.map(({ test }) => test);
  const complete = all && operands.inside.size === 0;
  const jokers = jokersOf({ domain, tests: comparisons, answers, complete }).filter(
    (joker) => joker.includes('either') || !columns.has(joker.map(Number).join('')),
  );
  const size = chosen.length;
  const masks = tests.map((one, i) => {
    let { yes, no } = split(size, (choice) => chosen[choice]?.answers[i] ?? false);
    for (const [number, joker] of jokers.entries()) {
      const bit = 1n << BigInt(size + number);
      const answer = joker[i];
      if (answer !== false) yes |= bit;
      if (answer !== true) no |= bit;
    }
    return [one, { yes, no }] as const;
  });
  const variable = {
    name: root,
    values: chosen.map(({ value }) => value),
    jokers: jokers.length,
    tried: firstBits(size),
  };
  return { variable, masks };
}

const firstBits = (count: number): bigint => (1n << BigInt(count)) - 1n;

function split(count: number, holds: (index: number) => boolean): { yes: bigint; no: bigint } {
  let yes = 0n;
  for (let i = 0; i < count; i++) if (holds(i)) yes |= 1n << BigInt(i);
  return { yes, no: firstBits(count) & ~yes };
}
