import { isOperatorObject } from '../condition/check.js';
import type { Json } from '../json.js';
import type { Domain } from './domains.js';
import type { FieldTest } from './formula.js';

/** A joker's answer to each test: true, false, or either. */
export type Joker = readonly (boolean | 'either')[];

/** Operators that tell texts apart for which no complete set of values is made. */
const OF_PATTERNS = '$regex $regexi $veq $vne $vgt $vgte $vlt $vlte $ini $nini $type'.split(' ');
/** Operators whose answer for a list depends on its items in more ways than which of the named it holds. */
const OF_LISTS = ['$all', '$elemMatch', '$size', '$alli', ...OF_PATTERNS];
const OF_MEMBERSHIP = ['$in', '$nin'];
const OF_ORDER = ['$gt', '$gte', '$lt', '$lte'];
/** Operators whose answer is the same for all lists that are not named as a whole. */
const OF_KIND = ['$exists', '$eq', '$ne'];
/** The same question asked the other way round. */
const OPPOSITES: Readonly<Record<string, string>> = { $ne: '$eq', $nin: '$in', $nini: '$ini', $vne: '$veq' };

const UNNAMED = '\u2042 none of the named';
/** Of at most this many things all combinations are made. */
const MOST_COMBINED = 6;

/**
 * Answers that values not tried could give to the tests of one field. Together with the values tried, they
 * are all answers there can be, and maybe some more. `complete`: false if values had to be left out.
 */
export function jokersOf(field: {
  readonly domain: Domain;
  readonly tests: readonly FieldTest[];
  answers(value: Json | undefined): readonly boolean[];
  readonly complete: boolean;
}): readonly Joker[] {
  const { domain, tests, answers, complete } = field;
  if (!complete) return [tests.map(() => 'either')];
  const uses = (operators: readonly string[]) =>
    tests.map(({ operand }) => operatorsIn(operand).some((name) => operators.includes(name)));
  /** Answers as a value nobody names would give, but for those tests. */
  const joker = (value: Json, either: readonly boolean[]): readonly Joker[] =>
    combined(
      answers(value).map((answer, i) => (either[i] ? 'either' : answer)),
      tests,
    );

  const jokers: Joker[] = [];
  const ordered = uses(OF_ORDER);
  const patterns = uses(OF_PATTERNS);
  if (isOpen(domain)) {
    if (patterns.includes(true)) jokers.push(...joker(UNNAMED, or(patterns, ordered)));
    else if (isMixed(tests, domain)) jokers.push(...joker(UNNAMED, ordered));
  }
  if (domain.anything) jokers.push(...listJokers(tests, { answers, joker, uses }));
  return jokers;
}

interface Tools {
  answers(value: Json): readonly boolean[];
  joker(value: Json, either: readonly boolean[]): readonly Joker[];
  uses(operators: readonly string[]): readonly boolean[];
}

/** Answers of lists, if anything asks for what lists hold. */
function listJokers(tests: readonly FieldTest[], { answers, joker, uses }: Tools): readonly Joker[] {
  const membership = uses(OF_MEMBERSHIP);
  const unnamed = [UNNAMED, `${UNNAMED}2`];
  // A list of one item is compared as its item, and one of several as their texts with commas between.
  if (uses(OF_LISTS).includes(true))
    return joker(
      unnamed,
      uses(OF_KIND).map((kind) => !kind),
    );
  if (!membership.includes(true)) return [];
  const texts = uses(OF_ORDER).map((one, i) => one && typeof operandOf(tests[i]) === 'string');
  const lists = texts.includes(true) ? null : listsOf(tests);
  return lists ? lists.map(answers) : joker(unnamed, or(membership, texts));
}

const or = (a: readonly boolean[], b: readonly boolean[]) => a.map((one, i) => one || b[i] === true);

/** Values beyond any that is named: true of all fields but those with few values. */
const isOpen = ({ texts, numbers }: Domain): boolean =>
  typeof texts === 'number' ||
  (numbers !== null && !(numbers.whole && Number.isFinite(numbers.high - numbers.low)));

/** Texts ordered as numbers here and as texts there, or kept short: no complete set of values is made. */
function isMixed(tests: readonly FieldTest[], { texts }: Domain): boolean {
  const borders = tests
    .filter(({ operand }) => operatorsIn(operand).some((name) => OF_ORDER.includes(name)))
    .map(operandOf);
  // (Numerals too: "10" is below "5" as a text and above 6 as a number.)
  const words = borders.filter((border) => typeof border === 'string');
  if (words.length === 0) return false;
  return words.length < borders.length || (typeof texts === 'number' && texts <= 40);
}

/** All choices of the values named, as lists, with and without one that is not; null if they are too many. */
function listsOf(tests: readonly FieldTest[]): readonly Json[] | null {
  const named = new Set<Json>();
  for (const { operand } of tests) {
    for (const value of isOperatorObject(operand) ? Object.values(operand) : [operand]) {
      for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) named.add(item);
    }
  }
  if (named.size > MOST_COMBINED) return null;
  const items = [...named, UNNAMED];
  return Array.from({ length: 1 << items.length }, (_, choice) =>
    items.filter((_item, i) => choice & (1 << i)),
  );
}

/** One joker for each combination of what is open, if that is not too many: the same test answers the same. */
function combined(joker: Joker, tests: readonly FieldTest[]): readonly Joker[] {
  const names = tests.map(({ path, operand }, i) => (joker[i] === 'either' ? nameOf(path, operand) : null));
  const open = [...new Set(names.flatMap((one) => (one === null || one.never ? [] : [one.name])))];
  if (open.length > MOST_COMBINED) return [joker];
  return Array.from({ length: 1 << open.length }, (_, choice) =>
    joker.map((answer, i) => {
      const one = names[i];
      if (!one) return answer;
      const positive = !one.never && (choice & (1 << open.indexOf(one.name))) !== 0;
      return one.opposite ? !positive : positive;
    }),
  );
}

/** A test's question: `$nin` asks the opposite of `$in`; being in an empty list never holds. */
function nameOf(path: string, operand: Json): { name: string; opposite: boolean; never: boolean } {
  const [entry] = isOperatorObject(operand) ? Object.entries(operand) : [];
  const [operator = '', value = operand] = entry ?? [];
  const positive = OPPOSITES[operator];
  return {
    name: JSON.stringify([path, positive ?? operator, value]),
    opposite: positive !== undefined,
    never: Array.isArray(value) && value.length === 0 && ['$in', '$ini'].includes(positive ?? operator),
  };
}

const operandOf = (test: FieldTest | undefined): Json | undefined => {
  const operand = test?.operand ?? null;
  return isOperatorObject(operand) ? Object.values(operand)[0] : operand;
};

const operatorsIn = (operand: Json): readonly string[] =>
  isOperatorObject(operand) ? Object.keys(operand) : [];
