import { isOperatorObject } from '../condition/check.js';
import type { Json } from '../json.js';
import { shown } from '../refusal.js';
import type { Formula } from './formula.js';
import type { Rules } from './rules.js';

const MOST_LENGTH = 240;

/** What a formula asks, as "… must …" without its subject where there are several. Cut to a readable length. */
export function requirementText(formula: Formula, wanted: boolean, rules: Rules): string {
  const text = describe(formula, wanted, rules);
  return text.length > MOST_LENGTH ? `${text.slice(0, MOST_LENGTH - 1)}…` : text;
}

function describe(formula: Formula, wanted: boolean, rules: Rules): string {
  switch (formula.kind) {
    case 'constant':
      return formula.holds === wanted ? 'anything goes' : 'nothing can satisfy this';
    case 'not':
      return describe(formula.part, !wanted, rules);
    case 'test':
      return `${formula.test.path} must ${wanted ? '' : 'not '}${comparison(formula.test.operand)}`;
    case 'member':
      return `the visitor must ${wanted ? '' : 'not '}be in segment "${segmentName(formula.segment, rules)}"`;
    case 'schedule':
      return `the time must ${wanted ? '' : 'not '}be ${stretch(formula.from, formula.until)}`;
    case 'free':
      return `${formula.name} must ${wanted ? '' : 'not '}apply`;
    default: {
      const joined = (formula.kind === 'all') === wanted ? ' and ' : ' or ';
      const parts = formula.parts.map((part) => describe(part, wanted, rules));
      return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(joined)})`;
    }
  }
}

export const segmentName = (key: string, { segments }: Rules): string =>
  segments.get(key)?.segment.name ?? key;

function stretch(from: number, until: number): string {
  const date = (at: number) => new Date(at).toISOString();
  if (from === -Infinity) return `before ${date(until)}`;
  return until === Infinity ? `from ${date(from)} on` : `from ${date(from)} to ${date(until)}`;
}

function comparison(operand: Json): string {
  if (!isOperatorObject(operand)) return operand === null ? 'be missing' : `be ${shown(operand)}`;
  return Object.entries(operand)
    .map(([name, value]) => operation(name, value))
    .join(' and ');
}

const WORDS: Readonly<Record<string, string>> = {
  $gt: 'be over',
  $gte: 'be at least',
  $lt: 'be under',
  $lte: 'be at most',
  $eq: 'be',
  $ne: 'be other than',
  $in: 'be one of',
  $nin: 'be none of',
  $ini: 'be, in any case, one of',
  $nini: 'be, in any case, none of',
  $all: 'hold all of',
  $alli: 'hold, in any case, all of',
  $size: 'be a list of size',
  $elemMatch: 'have an item that satisfies',
  $regex: 'match',
  $regexi: 'match, in any case,',
  $type: 'be of type',
  $veq: 'be version',
  $vne: 'not be version',
  $vgt: 'be a version after',
  $vgte: 'be a version from',
  $vlt: 'be a version before',
  $vlte: 'be a version up to',
};

function operation(name: string, value: Json): string {
  if (name === '$exists') return value ? 'be there' : 'be missing';
  return `${WORDS[name] ?? name} ${shown(value)}`;
}
